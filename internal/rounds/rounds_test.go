package rounds_test

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"kompass/internal/keys/keystest"
	"kompass/internal/kompass"
	"kompass/internal/questionnaire"
	"kompass/internal/result"
	"kompass/internal/rounds"
	"kompass/internal/sqlite/sqlitetest"
	"kompass/internal/store"
	"kompass/questionnaires"
)

const (
	short = "service-excellence-kurz"
	long  = "service-excellence-kompass"
)

var ctx = context.Background()

func libraryOf(t testing.TB) *questionnaire.Library {
	t.Helper()
	library, err := shippedLibrary()
	if err != nil {
		t.Fatal(err)
	}
	return library
}

// shippedLibrary holds the questionnaires that ship, read once: nobody changes them.
var shippedLibrary = sync.OnceValues(func() (*questionnaire.Library, error) {
	files, err := questionnaires.Files()
	if err != nil {
		return nil, err
	}
	return questionnaire.NewLibrary(files)
})

func questionnaireOf(t testing.TB, id string) *questionnaire.Questionnaire {
	t.Helper()
	q, ok := libraryOf(t).Get(id)
	if !ok {
		t.Fatalf("no questionnaire %s", id)
	}
	return q
}

// failing is a store whose finishing of a close fails while fail is set.
type failing struct {
	*store.Store
	fail   error
	forgot int // rounds whose answers were deleted

	meanwhile func() // what somebody else does just before a round is cancelled
}

func (f *failing) ForgetAnswers(ctx context.Context, actor string) (int, error) {
	n, err := f.Store.ForgetAnswers(ctx, actor)
	f.forgot += n
	return n, err
}

func (f *failing) FinishClose(ctx context.Context, actor string, c kompass.Closing) error {
	if f.fail != nil {
		return f.fail
	}
	return f.Store.FinishClose(ctx, actor, c)
}

func (f *failing) CancelRound(ctx context.Context, by kompass.By, roundID string, answersToo bool) error {
	if f.meanwhile != nil {
		f.meanwhile()
	}
	return f.Store.CancelRound(ctx, by, roundID, answersToo)
}

type desk struct {
	t       *testing.T
	clock   *sqlitetest.Clock
	store   *failing
	service *rounds.Service
	company kompass.Company
	teams   []kompass.Team
}

func newDesk(t *testing.T, teams ...string) *desk {
	t.Helper()
	clock := sqlitetest.NewClock()
	store := &failing{Store: sqlitetest.OpenAt(t, t.TempDir()+"/kompass.db", clock)}
	company, added := sqlitetest.Company(t, store.Store, "Adler", teams...)
	service := rounds.New(store, libraryOf(t), clock.Now, rand.Reader)
	service.UseKeys(keystest.Ring(t, store))
	return &desk{t, clock, store, service, company, added}
}

func (d *desk) open(questionnaireID string) rounds.Opened {
	d.t.Helper()
	o, err := d.service.Open(ctx, kompass.Unlimited("test"), rounds.Plan{CompanyID: d.company.ID, QuestionnaireID: questionnaireID,
		Title: "Spring", Mode: kompass.Anonymous, K: kompass.FloorMinGroup, AskPerspectives: true, Heads: 100})
	if err != nil {
		d.t.Fatal(err)
	}
	return o
}

// sent is what a person sends, and the receipt that she gets.
type sent struct {
	receipt kompass.Receipt
	sub     kompass.Submission
}

// send stores what a person sends.
func (d *desk) send(s sent) (kompass.Outcome, error) { return d.service.Submit(ctx, s.receipt, s.sub) }

// submission answers person i, who chooses another point for every item.
func (d *desk) submission(o rounds.Opened, i int) sent {
	d.t.Helper()
	q, _ := d.service.Library().Get(o.Round.QuestionnaireID)
	form := rounds.Form{Answers: map[string]string{}, Comments: map[string]string{"people": fmt.Sprint("comment ", i)}}
	for n, item := range q.Items() {
		scale, _ := q.Scale(item.Scale)
		form.Answers[item.ID] = scale.Points[(i+n*i)%len(scale.Points)].ID
	}
	row, comments, errs := form.Pack(q)
	if len(errs) > 0 {
		d.t.Fatal(errs)
	}
	nonce, err := kompass.NewNonce(rand.Reader)
	if err != nil {
		d.t.Fatal(err)
	}
	link := o.Links[i%len(o.Links)]
	return sent{nonce.Receipt(o.Round.ID), kompass.Submission{RoundID: o.Round.ID, TeamID: link.TeamID, Perspective: link.Perspective,
		Answers: row, Comments: comments}}
}

// submit stores the answers of the people named, in this order.
func (d *desk) submit(o rounds.Opened, people ...int) {
	d.t.Helper()
	for _, i := range people {
		if _, err := d.send(d.submission(o, i)); err != nil {
			d.t.Fatal(err)
		}
	}
}

func upTo(n int) (out []int) {
	for i := range n {
		out = append(out, i)
	}
	return out
}

func (d *desk) close(o rounds.Opened) *result.Document {
	d.t.Helper()
	if err := d.service.Close(ctx, kompass.Unlimited("test"), o.Round.ID); err != nil {
		d.t.Fatal(err)
	}
	doc, err := d.service.Result(ctx, kompass.Everything, o.Round.ID)
	if err != nil {
		d.t.Fatal(err)
	}
	return doc
}

func (d *desk) wantErr(err, want error) {
	d.t.Helper()
	if !errors.Is(err, want) {
		d.t.Errorf("got error %v, want %v", err, want)
	}
}

func TestInterruptedCloseIsFinishedByClosingAgain(t *testing.T) {
	d := newDesk(t, "Service")
	o := d.open(short)
	d.submit(o, upTo(12)...)
	d.store.fail = errors.New("the power went")
	d.wantErr(d.service.Close(ctx, kompass.Unlimited("test"), o.Round.ID), d.store.fail)
	_, err := d.service.Result(ctx, kompass.Everything, o.Round.ID)
	d.wantErr(err, kompass.ErrStillOpen)
	_, err = d.send(d.submission(o, 12))
	d.wantErr(err, kompass.ErrClosed)
	_, _, err = d.service.Import(ctx, kompass.Unlimited("test"), o.Round.ID, []byte("team,"+questionnaireOf(t, short).Items()[0].ID+"\nService,1\n"))
	d.wantErr(err, kompass.ErrClosed)
	d.store.fail = nil
	if doc := d.close(o); *doc.Everyone().N != 12 {
		t.Errorf("got %d answers, want 12", *doc.Everyone().N)
	}
	d.wantErr(d.service.Close(ctx, kompass.Unlimited("test"), o.Round.ID), kompass.ErrClosed)
}

func TestCloseBelowTheMinimumDeletesTheAnswers(t *testing.T) {
	d := newDesk(t, "Service")
	o := d.open(short)
	d.submit(o, upTo(4)...)
	d.wantErr(d.service.Close(ctx, kompass.Unlimited("test"), o.Round.ID), kompass.ErrUnpublished)
	_, err := d.service.Result(ctx, kompass.Everything, o.Round.ID)
	d.wantErr(err, kompass.ErrUnpublished)
	totals, err := d.store.RoundTotals(ctx, kompass.Everything, []string{o.Round.ID})
	if err != nil || totals[o.Round.ID] != 0 {
		t.Errorf("got %v and error %v, want no answers", totals, err)
	}
}

// The same answers given in another order make the same result.
func TestOrderOfAnswersLeavesNoTrace(t *testing.T) {
	var documents [2]string
	for run := range documents {
		d := newDesk(t, "Service", "Kitchen")
		o := d.open(short)
		people := upTo(24)
		if run == 1 {
			slices.Reverse(people)
		}
		d.submit(o, people...)
		data, err := d.close(o).Encode()
		if err != nil {
			t.Fatal(err)
		}
		// What differs between two databases are ids, and with them the hash.
		named := strings.NewReplacer(o.Round.ID, "round", d.company.ID, "company", d.teams[0].ID, "first", d.teams[1].ID, "second").Replace(string(data))
		begin := strings.Index(named, `"hash":"`)
		documents[run] = named[:begin] + named[begin+len(`"hash":"sha256:`)+64:]
	}
	if documents[0] != documents[1] {
		t.Errorf("got %s\nwant %s", documents[1], documents[0])
	}
}

func TestTargetOfTheLongQuestionnaireHoldsForTheShortOne(t *testing.T) {
	d := newDesk(t, "Service")
	if err := d.service.SetTarget(ctx, kompass.Unlimited("test"), kompass.Target{CompanyID: d.company.ID, Profile: "luxury", QuestionnaireID: long}); err != nil {
		t.Fatal(err)
	}
	o := d.open(short)
	d.submit(o, upTo(12)...)
	for _, f := range d.close(o).Everyone().Fields {
		if f.Target == nil || f.Gap == nil {
			t.Errorf("%s: got no target", f.ID)
		}
	}
}

func TestTargetOfOtherFieldsIsNone(t *testing.T) {
	d := newDesk(t, "Service")
	target := kompass.Target{CompanyID: d.company.ID, QuestionnaireID: "garden", Values: kompass.TargetValues{"soil": {"": 3}}}
	if err := d.store.SetTarget(ctx, kompass.Unlimited("test"), target); err != nil {
		t.Fatal(err)
	}
	o := d.open(short)
	d.submit(o, upTo(12)...)
	for _, f := range d.close(o).Everyone().Fields {
		if f.Target != nil || f.Gap != nil || f.Fit != nil {
			t.Errorf("%s: got target %v", f.ID, f.Target)
		}
	}
}

func TestCompleteLeavesTheCallersValuesAlone(t *testing.T) {
	d := newDesk(t)
	given := kompass.TargetValues{"people": {"": 2}}
	full, err := d.service.Complete(kompass.Target{QuestionnaireID: long, Values: given})
	if err != nil || len(full.Values["people"]) != 3 || len(given["people"]) != 1 {
		t.Errorf("got %v, given %v, error %v", full.Values, given, err)
	}
}

func TestCommentsAreKeptFromTwiceTheMinimum(t *testing.T) {
	for n, kept := range map[int]int{9: 0, 10: 10} {
		d := newDesk(t, "Service")
		o := d.open(short)
		d.submit(o, upTo(n)...)
		d.close(o)
		comments, err := d.store.Comments(ctx, kompass.Everything, o.Round.ID)
		if err != nil || len(comments) != kept {
			t.Errorf("%d answers: got %d comments and error %v, want %d", n, len(comments), err, kept)
		}
	}
}

func TestWarningsNameSmallCirclesOnly(t *testing.T) {
	team := func(heads int) kompass.Team { return kompass.Team{Name: fmt.Sprint(heads), Heads: heads} }
	for name, tt := range map[string]struct {
		mode  kompass.Mode
		teams []kompass.Team
		want  []string
	}{
		"a small company": {kompass.Anonymous, []kompass.Team{team(4), team(5)}, []string{"warning.company.small"}},
		"a small team":    {kompass.Anonymous, []kompass.Team{team(9), team(10)}, []string{"warning.team.small"}},
		"large enough":    {kompass.Anonymous, []kompass.Team{team(10), team(10)}, nil},
		"no teams":        {kompass.Anonymous, nil, nil},
		"an open round":   {kompass.Open, []kompass.Team{team(1)}, nil},
	} {
		var got []string
		for _, w := range rounds.Warnings(tt.mode, 5, tt.teams) {
			got = append(got, w.Key)
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%s: got %q, want %q", name, got, tt.want)
		}
	}
}
