// Package rounds is the life of a round: opening it from a questionnaire, taking answers, closing it into one result
// document, releasing it, and what else is done to it in between. Pages and commands do these things through here, so that both follow the same rules.
package rounds

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"sync/atomic"
	"time"

	"github.com/hashicorp/golang-lru/v2/expirable"

	"kompass/internal/kompass"
	"kompass/internal/questionnaire"
	"kompass/internal/result"
	"kompass/internal/score"
)

// How many questionnaires and results are kept read: more than the largest installation has on one page.
const (
	maxFrozen  = 200
	maxResults = 2000
)

// Store is what the life of a round needs stored.
type Store interface {
	Company(ctx context.Context, scope kompass.Scope, id string) (kompass.Company, error)
	Words(ctx context.Context, scope kompass.Scope, companyID string) (kompass.Words, error)
	Teams(ctx context.Context, scope kompass.Scope, companyID string) ([]kompass.Team, error)
	Target(ctx context.Context, scope kompass.Scope, companyID string) (kompass.Target, error)
	SetTarget(ctx context.Context, by kompass.By, t kompass.Target, shown ...kompass.Digest) error

	OpenRound(ctx context.Context, by kompass.By, n kompass.NewRound) (kompass.Round, []kompass.Link, error)
	Round(ctx context.Context, scope kompass.Scope, id string) (kompass.Round, error)
	Snapshot(ctx context.Context, scope kompass.Scope, roundID string) ([]byte, error)
	Release(ctx context.Context, by kompass.By, roundID string) error
	SetPeriod(ctx context.Context, by kompass.By, roundID string, p kompass.Period, shown ...kompass.Digest) error
	RenameRound(ctx context.Context, by kompass.By, roundID, title string, shown ...kompass.Digest) error
	AddRoundTeam(ctx context.Context, by kompass.By, roundID, teamID string) error
	CancelRound(ctx context.Context, by kompass.By, roundID string, answersToo bool) error
	DeleteRound(ctx context.Context, by kompass.By, roundID string) error
	DeleteCompany(ctx context.Context, by kompass.By, companyID, name string) (kompass.Deletion, error)

	Links(ctx context.Context, scope kompass.Scope, roundID string) ([]kompass.Link, error)
	Audiences(ctx context.Context, scope kompass.Scope, roundID string) ([]kompass.Audience, error)
	RoundTotals(ctx context.Context, scope kompass.Scope, roundIDs []string) (map[string]int, error)
	DrawCodes(ctx context.Context, by kompass.By, roundID string, links []kompass.Link) (drawn int, err error)

	Closings
	Transfers
	Uploads
	Past
	Sealing
	Signers
}

// Closings is what closing a round, and reading what came of it, needs stored.
type Closings interface {
	BeginClose(ctx context.Context, by kompass.By, roundID string) (kompass.Round, error)
	Responses(ctx context.Context, roundID string, share kompass.Portion) iter.Seq2[kompass.Response, error]
	FinishClose(ctx context.Context, actor string, c kompass.Closing) error
	Result(ctx context.Context, scope kompass.Scope, roundID string) (doc []byte, hash string, err error)
	ResultHash(ctx context.Context, scope kompass.Scope, roundID string) (hash string, err error)
	DueRounds(ctx context.Context) ([]kompass.Round, error)
	ForgetAnswers(ctx context.Context, actor string) (int, error)
	Rebuild(ctx context.Context) (done bool, err error)
}

// Transfers is what moving a finished round to another installation needs stored beside.
type Transfers interface {
	AllTeams(ctx context.Context, scope kompass.Scope, companyID string) ([]kompass.Team, error)
	ShownComments(ctx context.Context, scope kompass.Scope, roundID string) (map[string][]string, error)
	Introduction(ctx context.Context, scope kompass.Scope, roundID string) (string, error)
	AdoptRound(ctx context.Context, actor string, f kompass.FinishedRound) (already bool, err error)
}

// Uploads keeps questionnaires that do not come with the program.
type Uploads interface {
	UploadedQuestionnaires(ctx context.Context) ([]kompass.UploadedQuestionnaire, error)
	AddQuestionnaire(ctx context.Context, actor string, q kompass.UploadedQuestionnaire) error
	WithdrawQuestionnaire(ctx context.Context, actor, id string, version int, shown ...kompass.Digest) error
}

// Past is what a new round needs to know of those before it.
type Past interface {
	Rounds(ctx context.Context, scope kompass.Scope, companyID string) ([]kompass.Round, error)
	Measures(ctx context.Context, scope kompass.Scope, f kompass.MeasureFilter) ([]kompass.MeasureEntry, error)
}

// Sealing is what sealed answers need stored.
type Sealing interface {
	Seal(ctx context.Context, roundID string) (kompass.Seal, error)
	SealedRounds(ctx context.Context) ([]kompass.Round, error)
	ConfirmKey(ctx context.Context, by kompass.By, roundID string, public []byte) error
	ReplaceKey(ctx context.Context, by kompass.By, roundID string, seal kompass.Seal, shown ...kompass.Digest) error
	AddEpoch(ctx context.Context, roundID string, e kompass.Epoch) (kompass.Epoch, error)
	Epochs(ctx context.Context, roundID string) ([]kompass.Epoch, error)
	UrnEnded(ctx context.Context, roundID string) (bool, error)
	Unfinished(ctx context.Context) (kompass.Unfinished, error)
	NoteKeyDestroyed(ctx context.Context, actor, roundID string) error

	Submit(ctx context.Context, s kompass.Submission) (kompass.Outcome, error)
	OwnAnswers(ctx context.Context, roundID string, receipt kompass.ReceiptHash) (kompass.Submission, error)
	Withdraw(ctx context.Context, receipt kompass.ReceiptHash) error
	ImportResponses(ctx context.Context, by kompass.By, roundID string, sheets []kompass.Sheet) (imported, already int, err error)
}

// Service runs rounds on a store. Create it with [New].
type Service struct {
	store     Store
	closings  Closings
	transfers Transfers
	uploads   Uploads
	shipped   *questionnaire.Library                // of the program and its folder
	library   atomic.Pointer[questionnaire.Library] // with those that were uploaded
	now       func() time.Time
	rand      io.Reader
	frozen    *expirable.LRU[string, *Frozen]          // by digest and words
	results   *expirable.LRU[string, *result.Document] // by round; a stored result never changes

	keys         Keys
	installation string // that the keys name
	urns         urns
	finished     string // folder for the files of finished rounds, "" for none
	holdComments int    // bytes of comments that a closing holds in memory
}

// New returns a service over a store and the questionnaires that rounds can be opened with. [Service.Reload] adds those that
// were uploaded.
func New(store Store, library *questionnaire.Library, now func() time.Time, rand io.Reader) *Service {
	s := &Service{
		store: store, closings: store, transfers: store, uploads: store, shipped: library, now: now, rand: rand, holdComments: holdComments,
		frozen:  expirable.NewLRU[string, *Frozen](maxFrozen, nil, 0),
		results: expirable.NewLRU[string, *result.Document](maxResults, nil, 0),
	}
	s.library.Store(library)
	return s
}

// Library returns the questionnaires that rounds can be opened with at this moment.
func (s *Service) Library() *questionnaire.Library { return s.library.Load() }

// Frozen is the questionnaire of a round as it was when the round opened, with the company's words in it, and its scorer.
type Frozen struct {
	Questionnaire *questionnaire.Questionnaire
	Scorer        *score.Scorer
}

// ErrChanged means that a frozen questionnaire is not the one that its round was opened with.
var ErrChanged = errors.New("frozen questionnaire does not match its digest")

// Frozen returns the questionnaire of a round, [ErrChanged] if what is stored is another one. It is read once per digest and
// words, since neither ever changes.
func (s *Service) Frozen(ctx context.Context, round kompass.Round) (*Frozen, error) {
	key := round.Digest + " " + string(round.Words.Digest())
	if f, ok := s.frozen.Get(key); ok {
		return f, nil
	}
	q, err := s.stored(ctx, round)
	if err != nil {
		return nil, err
	}
	f := &Frozen{Questionnaire: q, Scorer: score.New(q)}
	s.frozen.Add(key, f)
	return f, nil
}

// CheckFrozen reads the stored questionnaire of a round, whatever was read before: [ErrChanged] if it is another one than
// the round was opened with.
func (s *Service) CheckFrozen(ctx context.Context, round kompass.Round) error {
	_, err := s.stored(ctx, round)
	return err
}

func (s *Service) stored(ctx context.Context, round kompass.Round) (*questionnaire.Questionnaire, error) {
	data, err := s.store.Snapshot(ctx, kompass.Everything, round.ID)
	if err != nil {
		return nil, fmt.Errorf("read questionnaire of round %s: %w", round.ID, err)
	}
	q, _, err := thaw(data)
	if err != nil {
		return nil, fmt.Errorf("decode questionnaire of round %s: %w", round.ID, err)
	}
	if q.Digest() != round.Digest {
		return nil, fmt.Errorf("questionnaire of round %s: %w", round.ID, ErrChanged)
	}
	return Worded(q, round.Words), nil
}
