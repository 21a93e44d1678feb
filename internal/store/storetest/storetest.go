// Package storetest is what every store has to do, whatever it keeps its data in. It knows the domain only.
package storetest

import (
	"context"
	"errors"
	"iter"
	"strconv"
	"testing"
	"time"

	"kompass/internal/kompass"
)

// Store is a store as the tests use it.
type Store interface {
	SecondSteps
	Note(ctx context.Context, actor, action, object, detail string) error
	AuditLines(ctx context.Context, f kompass.AuditFilter) ([]kompass.AuditLine, error)
	Companies
	Rounds
	Participants
	Users
	Measures
	Shares
	Lists
	Senders
	SetUp
	Comparisons
	Ready(ctx context.Context) error
	Settings(ctx context.Context) (map[string]string, error)
	SetSetting(ctx context.Context, actor, name, value string, shown ...kompass.Digest) error
}

// Companies keeps companies, teams and target levels.
type Companies interface {
	CreateCompany(ctx context.Context, actor, name string) (kompass.Company, error)
	Companies(ctx context.Context, scope kompass.Scope) ([]kompass.Company, error)
	Company(ctx context.Context, scope kompass.Scope, id string) (kompass.Company, error)
	AddTeam(ctx context.Context, by kompass.By, team kompass.Team) (kompass.Team, error)
	UpdateCompany(ctx context.Context, by kompass.By, c kompass.Company, shown ...kompass.Digest) error
	Teams(ctx context.Context, scope kompass.Scope, companyID string) ([]kompass.Team, error)
	Faces
	Teamwork
	Target(ctx context.Context, scope kompass.Scope, companyID string) (kompass.Target, error)
	SetTarget(ctx context.Context, by kompass.By, target kompass.Target, shown ...kompass.Digest) error
	FreezeTarget(ctx context.Context, by kompass.By, companyID string, shown ...kompass.Digest) error
	RenewTarget(ctx context.Context, by kompass.By, companyID string, shown ...kompass.Digest) error
}

// Faces keeps what a company is known by.
type Faces interface {
	SetLogo(ctx context.Context, by kompass.By, companyID string, l kompass.Logo, shown ...kompass.Digest) error
	Logo(ctx context.Context, scope kompass.Scope, companyID string) (kompass.Logo, error)
	LogoByHash(ctx context.Context, hash string) (kompass.Logo, error)
	Positioning(ctx context.Context, scope kompass.Scope, companyID string) (kompass.Positioning, error)
	SetPositioning(ctx context.Context, by kompass.By, p kompass.Positioning, shown ...kompass.Digest) error
	Targets(ctx context.Context, scope kompass.Scope, companyID string) ([]kompass.Target, error)
	DeleteCompany(ctx context.Context, by kompass.By, companyID, name string) (kompass.Deletion, error)
	Deletion(ctx context.Context, id string) (kompass.Deletion, error)
}

// Teamwork changes teams.
type Teamwork interface {
	AllTeams(ctx context.Context, scope kompass.Scope, companyID string) ([]kompass.Team, error)
	UpdateTeam(ctx context.Context, by kompass.By, team kompass.Team, shown ...kompass.Digest) error
	MergeTeams(ctx context.Context, by kompass.By, m kompass.Merge, shown ...kompass.Digest) (kompass.Team, error)
	ArchiveTeam(ctx context.Context, by kompass.By, companyID, teamID string, shown ...kompass.Digest) error
	RestoreTeam(ctx context.Context, by kompass.By, companyID, teamID string, shown ...kompass.Digest) error
}

// Rounds keeps rounds and their results.
type Rounds interface {
	OpenRound(ctx context.Context, by kompass.By, n kompass.NewRound) (kompass.Round, []kompass.Link, error)
	Rounds(ctx context.Context, scope kompass.Scope, companyID string) ([]kompass.Round, error)
	Round(ctx context.Context, scope kompass.Scope, id string) (kompass.Round, error)
	Snapshot(ctx context.Context, scope kompass.Scope, roundID string) ([]byte, error)
	Links(ctx context.Context, scope kompass.Scope, roundID string) ([]kompass.Link, error)
	Counts(ctx context.Context, scope kompass.Scope, roundID string) ([]kompass.Count, error)
	RoundTotals(ctx context.Context, scope kompass.Scope, roundIDs []string) (map[string]int, error)
	TeamTotals(ctx context.Context, scope kompass.Scope, roundIDs []string) (map[string]map[string]int, error)
	Audiences(ctx context.Context, scope kompass.Scope, roundID string) ([]kompass.Audience, error)
	SetPeriod(ctx context.Context, by kompass.By, roundID string, p kompass.Period, shown ...kompass.Digest) error
	CancelRound(ctx context.Context, by kompass.By, roundID string, answersToo bool) error
	DeleteRound(ctx context.Context, by kompass.By, roundID string) error
	BeginClose(ctx context.Context, by kompass.By, roundID string) (kompass.Round, error)
	Responses(ctx context.Context, roundID string, share kompass.Portion) iter.Seq2[kompass.Response, error]
	FinishClose(ctx context.Context, actor string, c kompass.Closing) error
	Result(ctx context.Context, scope kompass.Scope, roundID string) (doc []byte, hash string, err error)
	Release(ctx context.Context, by kompass.By, roundID string) error
	Comments(ctx context.Context, scope kompass.Scope, roundID string) ([]kompass.ReviewedComment, error)
	ShownComments(ctx context.Context, scope kompass.Scope, roundID string) (map[string][]string, error)
	Moderate(ctx context.Context, by kompass.By, roundID string, rulings []kompass.Ruling) error
	Introduction(ctx context.Context, scope kompass.Scope, roundID string) (string, error)
	SetIntroduction(ctx context.Context, by kompass.By, roundID, text string, shown ...kompass.Digest) error
}

// Comparisons keeps what may be laid beside one another.
type Comparisons interface {
	Aiming(ctx context.Context, scope kompass.Scope) ([]kompass.Company, error)
	ResultHash(ctx context.Context, scope kompass.Scope, roundID string) (hash string, err error)
	TeamLinks(ctx context.Context, scope kompass.Scope, companyID string) ([]kompass.TeamLink, error)
	LinkTeams(ctx context.Context, by kompass.By, link kompass.TeamLink) error
	UnlinkTeams(ctx context.Context, by kompass.By, companyID string, from kompass.NamedTeam, shown ...kompass.Digest) error
	Consent(ctx context.Context, scope kompass.Scope, companyID string) (kompass.Consent, error)
	Consents(ctx context.Context, at time.Time) ([]kompass.Consent, error)
	PeerSeats(ctx context.Context) ([]kompass.PeerSeat, error)
	SetPeerSeats(ctx context.Context, stand time.Time, seats []kompass.PeerSeat) error
	GiveConsent(ctx context.Context, by kompass.By, companyID string, shown ...kompass.Digest) error
	WithdrawConsent(ctx context.Context, by kompass.By, companyID string) error
}

// Participants takes answers.
type Participants interface {
	Access(ctx context.Context, code kompass.Code) (kompass.Access, error)
	Submit(ctx context.Context, sub kompass.Submission) (kompass.Outcome, error)
	OwnAnswers(ctx context.Context, roundID string, receipt kompass.ReceiptHash) (kompass.Submission, error)
	FindReceipt(ctx context.Context, receipt kompass.ReceiptHash) (kompass.Submission, error)
	Withdraw(ctx context.Context, receipt kompass.ReceiptHash) error
	PutGuess(ctx context.Context, g kompass.Guess) error
	OwnGuess(ctx context.Context, roundID string, key kompass.GuessKey) (map[string]float64, error)
	CountGuesses(ctx context.Context, scope kompass.Scope, roundID string) (int, error)
	GuessResult(ctx context.Context, scope kompass.Scope, roundID string) (kompass.GuessResult, error)
	ImportResponses(ctx context.Context, by kompass.By, roundID string, sheets []kompass.Sheet) (imported, already int, err error)
}

// Users keeps who signs in.
type Users interface {
	CreateUser(ctx context.Context, actor, email string, role kompass.Role, companyID string) (kompass.User, error)
	Users(ctx context.Context) ([]kompass.User, error)
	CountUsers(ctx context.Context) (int, error)
	User(ctx context.Context, id string) (kompass.User, error)
	UserByEmail(ctx context.Context, email string) (kompass.User, error)
	SetPassword(ctx context.Context, actor, userID, hash string) error
	DisableUser(ctx context.Context, actor, id string) error
	EnableUser(ctx context.Context, actor, id string) error
	UsersOf(ctx context.Context, scope kompass.Scope, companyID string) ([]kompass.User, error)
	ChangePassword(ctx context.Context, userID, hash string, session kompass.TokenHash) error
	CreateSetup(ctx context.Context, actor, userID string, kind kompass.SetupKind, hash kompass.TokenHash) error
	Setup(ctx context.Context, hash kompass.TokenHash) (userID string, err error)
	ConsumeSetup(ctx context.Context, hash kompass.TokenHash, email, passwordHash string) (kompass.User, error)
	CreateSession(ctx context.Context, session kompass.Session) error
	SessionUser(ctx context.Context, hash kompass.TokenHash) (kompass.User, kompass.Session, error)
	EndSession(ctx context.Context, hash kompass.TokenHash) error
	Sessions(ctx context.Context, userID string) ([]kompass.Session, error)
	EndSessionOf(ctx context.Context, userID, sessionID string) error
	EndOtherSessions(ctx context.Context, userID string, but kompass.TokenHash) error
	Reauthenticate(ctx context.Context, hash kompass.TokenHash) error
	NoteFailure(ctx context.Context, key [32]byte) error
	Failures(ctx context.Context, key [32]byte, since time.Time) (int, error)
	ClearFailures(ctx context.Context, key [32]byte) error
}

// SecondSteps keeps how people sign in who need more than a password.
type SecondSteps interface {
	SecondStep(ctx context.Context, userID string) (secret, pending string, err error)
	OfferSecondStep(ctx context.Context, userID, secret string) error
	TakeSecondStep(ctx context.Context, n kompass.NewSecondStep) error
	ReplaceRecoveryKeys(ctx context.Context, userID string, keys []kompass.TokenHash) error
	CountRecoveryKeys(ctx context.Context, userID string) (int, error)
	DropSecondStep(ctx context.Context, actor, userID string, but kompass.TokenHash) error
	CreatePending(ctx context.Context, hash kompass.TokenHash, userID string) error
	Pending(ctx context.Context, hash kompass.TokenHash) (userID string, err error)
	CountWrongCode(ctx context.Context, hash kompass.TokenHash) (ended bool, err error)
	FinishWithCode(ctx context.Context, pending kompass.TokenHash, step int64, session kompass.Session) error
	FinishWithKey(ctx context.Context, pending, key kompass.TokenHash, session kompass.Session) error
}

// Run holds a store to all of it. Open returns a new, empty store that reads the given clock and lives until the test ends.
func Run(t *testing.T, open func(testing.TB, *Clock) Store) {
	for _, group := range [][]test{secondStepTests, peopleTests, auditTests, companyTests, faceTests, teamTests, deletionTests, targetTests, roundTests, submitTests, groupTests, receiptTests, closeTests, reviewTests,
		importTests, userTests, sessionTests, scopeTests, measureTests, shareTests, changedTests,
		draftTests, changeTests, codeTests, keepingTests, questionnaireTests, linkTests, consentTests, guessTests, listTests, senderTests} {
		for _, c := range group {
			t.Run(c.name, func(t *testing.T) {
				clock := NewClock()
				c.run(&fixture{T: t, ctx: t.Context(), s: open(t, clock), clock: clock})
			})
		}
	}
}

type test struct {
	name string
	run  func(*fixture)
}

const actor = "actor"

var everything = kompass.Everything

// fixture is a test with its store and builders that fail the test.
type fixture struct {
	*testing.T
	ctx   context.Context
	s     Store
	clock *Clock
	drawn byte
}

func (f *fixture) must(err error) {
	f.Helper()
	if err != nil {
		f.Fatal(err)
	}
}

func (f *fixture) wantErr(err, want error) {
	f.Helper()
	if !errors.Is(err, want) {
		f.Errorf("got error %v, want %v", err, want)
	}
}

// company is a company of a name, or of that name and a number where there is one already.
func (f *fixture) company(name string) kompass.Company {
	f.Helper()
	c, err := f.s.CreateCompany(f.ctx, actor, name)
	for n := 2; errors.Is(err, kompass.ErrInvalid) && n <= 100; n++ {
		c, err = f.s.CreateCompany(f.ctx, actor, name+" "+strconv.Itoa(n))
	}
	f.must(err)
	return c
}

func (f *fixture) team(c kompass.Company, name string) kompass.Team {
	f.Helper()
	t, err := f.s.AddTeam(f.ctx, kompass.Unlimited(actor), kompass.Team{CompanyID: c.ID, Name: name, Heads: 12})
	f.must(err)
	return t
}

// newRound describes an anonymous round of the given teams with one link each, or one link without teams.
func newRound(c kompass.Company, teams ...kompass.Team) kompass.NewRound {
	n := kompass.NewRound{
		Round: kompass.Round{CompanyID: c.ID, Title: "Spring", Mode: kompass.Anonymous, K: 5, QuestionnaireID: "service",
			QuestionnaireVersion: 3, Digest: "sha256:12", OpensAt: Start, ClosesAt: Start.AddDate(0, 0, 14)},
		Snapshot: []byte("id: service\nversion: 3\n"),
	}
	for _, t := range teams {
		n.Round.TeamIDs = append(n.Round.TeamIDs, t.ID)
		n.Links = append(n.Links, kompass.Link{TeamID: t.ID})
	}
	if len(teams) == 0 {
		n.Links = []kompass.Link{{}}
	}
	return n
}

func (f *fixture) open(n kompass.NewRound) (kompass.Round, []kompass.Link) {
	f.Helper()
	r, links, err := f.s.OpenRound(f.ctx, kompass.Unlimited(actor), n)
	f.must(err)
	return r, links
}

// round opens a round of a new company that asks neither team nor perspective.
func (f *fixture) round() kompass.Round {
	f.Helper()
	r, _ := f.open(newRound(f.company("Adler")))
	return r
}

// answer returns a submission with a receipt that no other of this test has.
func (f *fixture) answer(r kompass.Round, values ...byte) kompass.Submission {
	f.drawn++
	return kompass.Submission{RoundID: r.ID, Answers: values, Receipt: kompass.ReceiptHash{1, f.drawn}}
}

func (f *fixture) submit(sub kompass.Submission, want kompass.Outcome) {
	f.Helper()
	got, err := f.s.Submit(f.ctx, sub)
	if err != nil || got != want {
		f.Fatalf("got outcome %v and error %v, want outcome %v", got, err, want)
	}
}

func (f *fixture) total(r kompass.Round) int {
	f.Helper()
	totals, err := f.s.RoundTotals(f.ctx, everything, []string{r.ID})
	f.must(err)
	return totals[r.ID]
}

func (f *fixture) close(r kompass.Round, keepComments bool) {
	f.Helper()
	_, err := f.s.BeginClose(f.ctx, kompass.Unlimited(actor), r.ID)
	f.must(err)
	f.must(f.s.FinishClose(f.ctx, actor, closing(r, keepComments)))
}

func closing(r kompass.Round, keepComments bool) kompass.Closing {
	return kompass.Closing{RoundID: r.ID, Result: []byte(`{"n":7}`), Hash: "h7", KeepComments: keepComments}
}
