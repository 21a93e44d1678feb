package kompass

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"time"
)

// Digest stands for the content of something that several people edit. A form carries the digest of what it showed, and whatever
// stores the form compares it with the digest of what is stored by then: optimistic locking. Equal content has equal digests.
type Digest string

// NeverShown is the digest of a form that does not say what it showed: no content has it.
const NeverShown Digest = "never shown"

// DigestOf returns the digest of a content of these parts, in this order.
func DigestOf(parts ...string) Digest {
	h := sha256.New()
	for _, p := range parts {
		fmt.Fprintf(h, "%d:%s", len(p), p)
	}
	return Digest(hex.EncodeToString(h.Sum(nil)[:12]))
}

// CheckShown is [ErrChanged] where what is stored is neither what was shown nor what is wanted anyway. Whoever was shown nothing,
// as a command, may change whatever is stored.
func CheckShown(shown []Digest, stored, wanted Digest) error {
	for _, s := range shown {
		if s != stored && stored != wanted {
			return ErrChanged
		}
	}
	return nil
}

// Digest returns the digest of name and contact of a company.
func (c Company) Digest() Digest {
	return DigestOf(c.Name, c.Contact.Name, c.Contact.Email, c.Contact.Phone)
}

// Digest returns the digest of the name and the heads of a team, and of whether it is still asked.
func (t Team) Digest() Digest {
	return DigestOf(t.Name, strconv.Itoa(t.Heads), strconv.FormatBool(t.Archived.IsZero()), t.MergedInto)
}

// TeamsDigest returns the digest of all teams of a company.
func TeamsDigest(teams []Team) Digest {
	var parts []string
	for _, t := range teams {
		parts = append(parts, t.ID, string(t.Digest()))
	}
	return DigestOf(parts...)
}

// Digest returns the digest of what a team became.
func (l TeamLink) Digest() Digest {
	return DigestOf(l.To.ID, l.To.Name, strconv.FormatBool(l.Continues))
}

// Digest returns the digest of a picture. The zero LogoRef is that of nobody who has one.
func (l LogoRef) Digest() Digest { return DigestOf(l.Hash) }

// Digest returns the digest of how a company stands to being shown. The zero Consent is that of one that never said anything.
func (c Consent) Digest() Digest {
	switch {
	case c.Given.IsZero():
		return DigestOf("")
	case c.Stands():
		return ConsentGiven
	}
	return DigestOf("withdrawn", c.Withdrawn.UTC().Format(time.RFC3339Nano))
}

// ConsentGiven is the digest of a consent that stands.
var ConsentGiven = DigestOf("given")

// Digest returns the digest of everything that is said about how a company wants to be seen.
func (p Positioning) Digest() Digest {
	return DigestOf(p.Promise, p.Omitted, string(p.Discipline), fmt.Sprint(p.Steps))
}

// Digest returns the digest of what was decided about a comment.
func (c ReviewedComment) Digest() Digest { return DigestOf(string(c.Verdict), c.Redacted) }

// Digest returns the digest of what is decided about a comment.
func (r Ruling) Digest() Digest { return DigestOf(string(r.Verdict), r.Redacted) }

// Kept reports whether a ruling is what its reader was shown: she decided nothing about this comment.
func (r Ruling) Kept() bool { return r.Shown == r.Digest() }

// Check reports whether a ruling may take the place of what is stored: [ErrChanged] where her page showed something else.
func (r Ruling) Check(stored Digest) error {
	if r.Shown == "" {
		return nil
	}
	return CheckShown([]Digest{r.Shown}, stored, r.Digest())
}

// Digest returns the digest of a target level, its freezing included. The zero Target is that of a company without one.
func (t Target) Digest() Digest {
	levels, err := json.Marshal(t.Values)
	if err != nil { // not a number, which is no level either
		return NeverShown
	}
	return DigestOf(strconv.Itoa(t.Version), t.QuestionnaireID, t.Profile, string(levels), strconv.FormatBool(t.Frozen()))
}

// Digest returns the digest of what was agreed, but for how far it has come.
func (m Measure) Digest() Digest {
	parts := []string{string(m.List), m.TeamID, m.What, m.Who, m.Due, m.Note}
	for _, a := range m.Aims {
		parts = append(parts, a.String())
	}
	return DigestOf(parts...)
}

// Digest returns the digest of how far a measure has come.
func (s MeasureState) Digest() Digest { return DigestOf(string(s)) }

// Digest returns the digest of name, contact and web site of whoever asks.
func (s Sender) Digest() Digest { return DigestOf(s.Name, s.Email, s.Phone, s.Web) }

// SettingsDigest returns the digest of settings. An empty one is as good as none.
func SettingsDigest(values map[string]string) Digest {
	var parts []string
	for _, name := range slices.Sorted(maps.Keys(values)) {
		if values[name] != "" {
			parts = append(parts, name, values[name])
		}
	}
	return DigestOf(parts...)
}

// MomentDigest returns the digest of a moment, zero for none.
func MomentDigest(at time.Time) Digest { return DigestOf(at.UTC().Format(time.RFC3339Nano)) }
