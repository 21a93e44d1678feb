package kompass

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// FinishedRound is a closed round as it moves from one installation to another: its published result and what lies beside
// it. No answer, code or receipt moves.
type FinishedRound struct {
	Company      Company
	Teams        []Team // asked in the round
	Round        Round
	Snapshot     []byte // the questionnaire as it was frozen
	Result       []byte
	Hash         string
	Responses    int                 // as the result says
	Comments     map[string][]string // shown ones, by field
	Introduction string
	InPlace      bool // it takes the place of the same round, open here and sealed, whose key is gone
}

// Check refuses what no store has written: ids, names and times of another form. It changes nothing.
func (f FinishedRound) Check() error {
	if !IsID(f.Company.ID) || !IsID(f.Round.ID) {
		return fmt.Errorf("id of company or round: %w", ErrInvalid)
	}
	if err := sameName(f.Company.Name); err != nil {
		return err
	}
	if err := sameName(f.Round.Title); err != nil {
		return err
	}
	for _, t := range f.Teams {
		if _, err := ParseHeads(t.Heads); err != nil || !IsID(t.ID) {
			return fmt.Errorf("team %q: %w", t.ID, ErrInvalid)
		}
		if err := sameName(t.Name); err != nil {
			return err
		}
	}
	if text, err := ParseIntroduction(f.Introduction); err != nil || text != f.Introduction {
		return fmt.Errorf("introduction: %w", ErrInvalid)
	}
	for field, texts := range f.Comments {
		for _, text := range texts {
			if n := utf8.RuneCountInString(text); field == "" || n == 0 || n > MaxComment {
				return fmt.Errorf("comment on %q: %w", field, ErrInvalid)
			}
		}
	}
	return nil
}

// sameName checks that a name is as [ParseName] leaves it.
func sameName(name string) error {
	parsed, err := ParseName("name", name)
	if err == nil && parsed != name {
		err = ErrInvalid
	}
	if err != nil {
		return fmt.Errorf("name %q: %w", name, err)
	}
	return nil
}

// IsID reports whether a text could be an id of the product: sixteen digits and small letters without i, l, o and u.
func IsID(s string) bool {
	return len(s) == 16 && strings.Trim(s, "0123456789abcdefghjkmnpqrstvwxyz") == ""
}
