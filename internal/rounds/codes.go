package rounds

import (
	"context"
	"fmt"

	"kompass/internal/kompass"
)

// Slip is one one-time code as it is printed or exported: once, when it is drawn.
type Slip struct {
	TeamID, Perspective string
	Code                kompass.Code
}

// Draw draws one-time codes for a round: as many as each lot says, all of which belong to the form that the nonce stands for.
// The same form again has the same codes and adds none. They are returned in the order of the lots; only their hashes are
// stored, so nothing but the return value ever shows them.
func (s *Service) Draw(ctx context.Context, by kompass.By, roundID string, form kompass.Nonce, lots []kompass.Lot) ([]Slip, error) {
	var slips []Slip
	var links []kompass.Link
	for _, lot := range lots {
		for i := range lot.Codes {
			code := form.OnceCode(roundID, lot.TeamID, lot.Perspective, i)
			slips = append(slips, Slip{lot.TeamID, lot.Perspective, code})
			links = append(links, kompass.Link{TeamID: lot.TeamID, Perspective: lot.Perspective, Code: code})
		}
	}
	switch n := len(slips); {
	case n == 0:
		return nil, &kompass.FieldError{Field: "codes", Code: "error.codes.none"}
	case n > kompass.MaxLot:
		return nil, &kompass.FieldError{Field: "codes", Code: "error.codes.many", Args: []any{"max", kompass.MaxLot}}
	}
	if _, err := s.store.DrawCodes(ctx, by, roundID, links); err != nil {
		return nil, fmt.Errorf("draw codes for round %s: %w", roundID, err)
	}
	return slips, nil
}
