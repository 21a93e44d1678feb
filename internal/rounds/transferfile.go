package rounds

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"kompass/internal/kompass"
	"kompass/internal/questionnaire"
	"kompass/internal/result"
)

// The errors of reading a file with a finished round.
var (
	ErrNotRoundFile = errors.New("not a file with a finished round")
	ErrNewerFile    = errors.New("file of a newer version")
	ErrAgainstRules = errors.New("the result shows what an anonymous round may not show")
)

// roundFileFormat and roundFileVersion name the format of the file. A round without words of its own is written as version 1,
// which earlier programs read.
const (
	roundFileFormat  = "kompass-round"
	roundFileVersion = 2
)

// roundFile is a finished round on its way to another installation: the result as it was published, the questions, and
// what lies beside the result. It holds no answer, no code, no receipt and no comment that was not shown.
type roundFile struct {
	Format        string              `json:"format"`
	Version       int                 `json:"version"`
	Digest        string              `json:"digest"` // SHA-256 of the file without this member and the signature
	Company       fileCompany         `json:"company"`
	Teams         []fileTeam          `json:"teams"`
	Round         fileRound           `json:"round"`
	Questionnaire json.RawMessage     `json:"questionnaire"`
	Result        string              `json:"result"` // the stored bytes, as text: their hash holds for these bytes only
	Comments      map[string][]string `json:"comments"`
	Introduction  string              `json:"introduction"`
	Signature     *fileSignature      `json:"signature,omitempty"` // last, and none in files of programs that did not sign yet
}

type fileCompany struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

type fileTeam struct {
	ID    string `json:"id"`
	Name  string `json:"name"`
	Heads int    `json:"heads"`
}

type fileRound struct {
	ID           string     `json:"id"`
	Title        string     `json:"title"`
	Mode         string     `json:"mode"`
	MinGroup     int        `json:"min_group"`
	Perspectives []string   `json:"perspectives"`
	OpensAt      *time.Time `json:"opens_at"`
	ClosesAt     *time.Time `json:"closes_at"`
	CreatedAt    time.Time  `json:"created_at"`
	ClosedAt     time.Time  `json:"closed_at"`
	ReleasedAt   *time.Time `json:"released_at"`

	Words kompass.Words `json:"words,omitempty"`
}

// sealed returns the file with its format and its checksum, without a signature.
func (f roundFile) sealed() (roundFile, error) {
	f.Format, f.Version, f.Signature = roundFileFormat, 1, nil
	if len(f.Round.Words) > 0 {
		f.Version = roundFileVersion
	}
	var err error
	f.Digest, err = f.sum()
	return f, err
}

// write writes the file as it stands, indented for people who look into it. There is one way to write a file: whatever is written
// otherwise counts as changed, so a new member needs a new version.
func (f roundFile) write() ([]byte, error) {
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(f); err != nil {
		return nil, fmt.Errorf("write file: %w", err)
	}
	return out.Bytes(), nil
}

func (f roundFile) sum() (string, error) {
	f.Digest, f.Signature = "", nil
	data, err := json.Marshal(f)
	if err != nil {
		return "", fmt.Errorf("write file: %w", err)
	}
	sum := sha256.Sum256(data)
	return "sha256:" + hex.EncodeToString(sum[:]), nil
}

// decodeRoundFile reads a file that [Service.sign] wrote and checks everything that can be checked without a store. It returns
// who signed it, nobody where it bears no signature.
func decodeRoundFile(data []byte) (kompass.FinishedRound, ed25519.PublicKey, error) {
	f, signer, err := parseRoundFile(data)
	if err != nil {
		return kompass.FinishedRound{}, nil, err
	}
	doc, err := result.Decode([]byte(f.Result))
	if err != nil {
		return kompass.FinishedRound{}, nil, fmt.Errorf("result in the file: %w", err)
	}
	if err := f.consistent(doc); err != nil {
		return kompass.FinishedRound{}, nil, err
	}
	finished, err := f.finished(doc)
	return finished, signer, err
}

// parseRoundFile takes a file apart and checks that nobody changed it.
func parseRoundFile(data []byte) (roundFile, ed25519.PublicKey, error) {
	var f roundFile
	dec := json.NewDecoder(bytes.NewReader(data))
	if err := dec.Decode(&f); err != nil || f.Format != roundFileFormat {
		return roundFile{}, nil, fmt.Errorf("%w: %w", ErrNotRoundFile, errors.Join(kompass.ErrInvalid, err))
	}
	if f.Version > roundFileVersion {
		return roundFile{}, nil, fmt.Errorf("%w: %d", ErrNewerFile, f.Version)
	}
	if digest, err := f.sum(); err != nil || digest != f.Digest {
		return roundFile{}, nil, fmt.Errorf("file was changed: %w", errors.Join(result.ErrTampered, err))
	}
	signer, err := f.verify(data)
	return f, signer, err
}

// consistent checks that the parts of the file belong together and that the result keeps the rules of its mode.
func (f roundFile) consistent(doc *result.Document) error {
	mode, err := kompass.ParseMode(f.Round.Mode)
	if err != nil {
		return fmt.Errorf("mode: %w", err)
	}
	k, err := kompass.ParseMinGroup(mode, f.Round.MinGroup)
	switch {
	case err != nil || k != f.Round.MinGroup:
		return fmt.Errorf("minimum group %d: %w", f.Round.MinGroup, ErrAgainstRules)
	case doc.Round != f.Round.ID || doc.Mode != f.Round.Mode || doc.MinGroup != k:
		return fmt.Errorf("result of another round: %w", result.ErrTampered)
	case len(f.Round.Words.Check()) > 0:
		return fmt.Errorf("words: %w", ErrNotRoundFile)
	case f.Round.ClosedAt.IsZero():
		return fmt.Errorf("the round is not closed: %w", ErrNotRoundFile)
	}
	if err := doc.Abides(); err != nil {
		return fmt.Errorf("%w: %w", ErrAgainstRules, err)
	}
	n := doc.Everyone().N
	if len(f.Comments) > 0 && (n == nil || *n < kompass.CommentsFrom(mode, k)) {
		return fmt.Errorf("comments: %w", ErrAgainstRules)
	}
	return nil
}

// finished turns the file into what a store takes.
func (f roundFile) finished(doc *result.Document) (kompass.FinishedRound, error) {
	q, err := questionnaire.DecodeJSON(f.Questionnaire)
	if err != nil {
		return kompass.FinishedRound{}, fmt.Errorf("questionnaire in the file: %w", err)
	}
	if q.Digest() != doc.Questionnaire.Digest {
		return kompass.FinishedRound{}, fmt.Errorf("questionnaire in the file: %w", ErrChanged)
	}
	snapshot, err := q.EncodeJSON()
	if err != nil {
		return kompass.FinishedRound{}, fmt.Errorf("questionnaire in the file: %w", err)
	}
	r := f.Round
	out := kompass.FinishedRound{
		Company: kompass.Company{ID: f.Company.ID, Name: f.Company.Name}, Snapshot: snapshot,
		Result: []byte(f.Result), Hash: doc.Hash, Comments: f.Comments, Introduction: f.Introduction,
		Round: kompass.Round{
			ID: r.ID, CompanyID: f.Company.ID, Title: r.Title, Mode: kompass.Mode(r.Mode), K: r.MinGroup,
			QuestionnaireID: q.ID, QuestionnaireVersion: q.Version, Digest: q.Digest(), Perspectives: r.Perspectives,
			OpensAt: moment(r.OpensAt), ClosesAt: moment(r.ClosesAt), Created: r.CreatedAt, ClosedAt: r.ClosedAt,
			ReleasedAt: moment(r.ReleasedAt), State: kompass.StateClosed, Words: r.Words,
		},
	}
	if r.ReleasedAt != nil {
		out.Round.State = kompass.StateReleased
	}
	if n := doc.Everyone().N; n != nil {
		out.Responses = *n
	}
	for _, t := range f.Teams {
		out.Teams = append(out.Teams, kompass.Team{ID: t.ID, CompanyID: f.Company.ID, Name: t.Name, Heads: t.Heads})
	}
	return out, out.Check()
}

func moment(t *time.Time) time.Time {
	if t == nil {
		return time.Time{}
	}
	return *t
}

func optionalMoment(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	return &t
}
