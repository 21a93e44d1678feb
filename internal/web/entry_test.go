package web_test

import (
	"encoding/hex"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"

	"kompass/internal/kompass"
	"kompass/internal/rounds"
	"kompass/internal/web/webtest"
)

// batchForm is a batch of one sheet of the tiny questionnaire, with what a test changes of it.
func batchForm(team string, pairs ...string) url.Values {
	form := webtest.Values("key", strings.Repeat("1", 52), "team", team, "perspective", "", "sheets", "a1,b1,c1,c2\nyes,no,,yes\n")
	for i := 0; i < len(pairs); i += 2 {
		form.Set(pairs[i], pairs[i+1])
	}
	return form
}

func TestABatchOfSheetsIsStoredOnce(t *testing.T) {
	s := webtest.New(t)
	c, teams := s.Company("Hotel Adler", "Empfang")
	o := s.Open(c, webtest.Tiny)
	b, path := s.SignIn("a@example.org", kompass.Coordinator, c.ID), "/app/rounds/"+o.Round.ID+"/entry"
	key := b.Get(path).Want(http.StatusOK).One("[data-entry]").AttrOr("data-key", "")
	if _, ok := kompass.ParseNonce(key); !ok {
		t.Fatalf("got the key %q", key)
	}
	form := batchForm(teams[0].ID, "key", key, "sheets", "a1,b1,c1,c2,comment-alpha\nyes,no,,yes,\"Mehr \"\"Licht\"\"\n ja\"\nno,no,no,no,\n")
	done := path + "?stored=2&already=0&batch=" + key
	b.Post(path, form).Goes(done)
	b.Get(done).Says("2 Bögen sind gespeichert").One(`[data-finished="` + key + `"]`)
	b.Post(path, form).Goes(path + "?stored=0&already=2&batch=" + key)
	if got := s.Total(o.Round.ID); got != 2 {
		t.Errorf("got %d answers, want 2", got)
	}
	form.Set("key", strings.Repeat("2", 52)) // the same answers once more, in another batch
	b.Post(path, form).Want(http.StatusSeeOther)
	if got := s.Total(o.Round.ID); got != 4 {
		t.Errorf("got %d answers, want 4", got)
	}
	b.Post(path, batchForm(teams[0].ID, "key", strings.Repeat("3", 52))).Goes(path + "?stored=1&already=0&batch=" + strings.Repeat("3", 52))
	s.CloseRound(o.Round.ID)
	b.Get(path).Want(http.StatusGone)
	s.Unchanged("a batch too late", func() { b.Post(path, batchForm(teams[0].ID)).Want(http.StatusGone) })
}

func TestABatchIsStoredWholeOrNotAtAll(t *testing.T) {
	s := webtest.New(t)
	c, teams := s.Company("Hotel Adler", "Empfang")
	other, foreign := s.Company("Discounter Blitz", "Kasse")
	o, asked := s.Open(c, webtest.Tiny), s.Open(c, webtest.Full)
	b := s.Trainer()
	path := "/app/rounds/" + o.Round.ID + "/entry"
	for what, form := range map[string]url.Values{
		"one bad answer":         batchForm(teams[0].ID, "sheets", "a1\nyes\nvielleicht\n"),
		"an empty sheet":         batchForm(teams[0].ID, "sheets", "a1,b1\nyes,\n\"\",\"\"\n,no\nx,\n"),
		"a foreign team":         batchForm(foreign[0].ID),
		"no team":                batchForm(""),
		"an unasked perspective": batchForm(teams[0].ID, "perspective", "staff"),
		"an unknown item":        batchForm(teams[0].ID, "sheets", "zz\nyes\n"),
		"no sheet":               batchForm(teams[0].ID, "sheets", "a1\n"),
		"too many sheets":        batchForm(teams[0].ID, "sheets", "a1\n"+strings.Repeat("yes\n", rounds.MaxBatch+1)),
		"no key":                 batchForm(teams[0].ID, "key", "1"),
		"a long comment":         batchForm(teams[0].ID, "sheets", "a1,comment-alpha\nyes,"+strings.Repeat("x", kompass.MaxComment+1)+"\n"),
		"a canary":               batchForm(canary, "key", strings.Repeat("3", 52), "sheets", "a1\n\""+strings.ReplaceAll(canary, `"`, `""`)+"\"\n"),
	} {
		s.Unchanged(what, func() {
			p := b.Post(path, form).Want(http.StatusUnprocessableEntity)
			p.One("[data-error-summary]")
			wantCaged(t, what, p)
		})
	}
	s.Unchanged("no perspective", func() {
		b.Post("/app/rounds/"+asked.Round.ID+"/entry", batchForm(teams[0].ID, "sheets", "k-e-1\nnever\n")).Want(http.StatusUnprocessableEntity).Says("Bitte wählen Sie die Sicht.")
	})
	stranger := s.SignIn("b@example.org", kompass.Coordinator, other.ID)
	s.Unchanged("somebody else's round", func() {
		stranger.Post(path, batchForm(teams[0].ID)).Want(http.StatusNotFound)
	})
}

func TestTheOrderOfABatchLeavesNoTrace(t *testing.T) {
	s := webtest.New(t)
	c, teams := s.Company("Hotel Adler", "Empfang")
	o := s.Open(c, webtest.Tiny)
	sheets := "a1,b1,c1,c2\n"
	var sent []string
	for i := range 32 {
		var words []string
		var codes []byte
		for bit := range 4 {
			code := i >> bit & 1
			words, codes = append(words, []string{"no", "yes"}[code]), append(codes, byte(code))
		}
		sheets += strings.Join(words, ",") + "\n"
		sent = append(sent, hex.EncodeToString(codes))
	}
	s.Trainer().Post("/app/rounds/"+o.Round.ID+"/entry", batchForm(teams[0].ID, "sheets", sheets)).Want(http.StatusSeeOther)
	dump := s.Dump()
	var stored []string
	for _, r := range s.Answers(o.Round.ID) { // as they lie in the database, opened
		stored = append(stored, hex.EncodeToString(r.Answers))
	}
	if slices.Equal(stored, sent) {
		t.Error("the answers lie in the order in which they were typed")
	}
	slices.Sort(stored)
	slices.Sort(sent)
	if !slices.Equal(stored, sent) {
		t.Errorf("got the answers %v, want %v", stored, sent)
	}
	if strings.Contains(dump, strings.Repeat("1", 52)) {
		t.Error("the key of the batch is in the database")
	}
}

func TestSheetsAreTypedInTheOrderOfPaper(t *testing.T) {
	s := webtest.New(t)
	c, _ := s.Company("Hotel Adler", "Empfang")
	o := s.Open(c, webtest.Full)
	b, path := s.Trainer(), "/app/rounds/"+o.Round.ID
	paper := b.Get(path + "/paper").Want(http.StatusOK)
	entry := b.Get(path + "/entry").Want(http.StatusOK)
	rows, lines := paper.Doc.Find(".paper-block tbody th"), entry.Doc.Find("[data-item]")
	if rows.Length() != 39 || lines.Length() != 39 {
		t.Fatalf("got %d rows and %d lines, want 39 of each", rows.Length(), lines.Length())
	}
	for i := range 39 {
		if number := strconv.Itoa(i + 1); !strings.HasPrefix(webtest.Squeeze(rows.Eq(i).Text()), number) || !strings.HasPrefix(webtest.Squeeze(lines.Eq(i).Text()), number) {
			t.Errorf("row %d is %q, line %d is %q", i+1, webtest.Squeeze(rows.Eq(i).Text()), i+1, webtest.Squeeze(lines.Eq(i).Text()))
		}
	}
	entry.Says("Das Abtippen braucht JavaScript")
}
