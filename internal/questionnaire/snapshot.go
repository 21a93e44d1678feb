package questionnaire

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/big"
)

// EncodeJSON returns the questionnaire as the JSON document that is kept with a round. Equal content gives equal bytes.
func (q *Questionnaire) EncodeJSON() ([]byte, error) {
	data, err := json.Marshal(q.AsWritten())
	if err != nil {
		return nil, fmt.Errorf("encode questionnaire %s: %w", q.ID, err)
	}
	return data, nil
}

// DecodeJSON reads what [Questionnaire.EncodeJSON] wrote; the digest stays the same. It refuses a document that is not the
// snapshot of a valid questionnaire, or holds something this version does not know.
func DecodeJSON(data []byte) (*Questionnaire, error) {
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	var q Questionnaire
	if err := dec.Decode(&q); err != nil {
		return nil, fmt.Errorf("decode questionnaire: %w", err)
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("decode questionnaire: content after the document")
	}
	if err := q.whole(); err != nil {
		return nil, fmt.Errorf("decode questionnaire: %w", err)
	}
	return &q, nil
}

// whole reports what a snapshot lacks for the methods of a questionnaire to work. Everything else was checked by [Parse]
// before the snapshot was made.
func (q *Questionnaire) whole() error {
	share, ok := new(big.Rat).SetString(q.MinAnswered)
	switch {
	case q.ID == "" || q.Version < 1 || len(q.Languages) == 0:
		return errors.New("id, version or languages are missing")
	case !ok || share.Sign() <= 0 || share.Cmp(big.NewRat(1, 1)) > 0:
		return fmt.Errorf("min_answered %q is not in (0, 1]", q.MinAnswered)
	case len(q.Scales) == 0 || len(q.Items()) == 0:
		return errors.New("scales or items are missing")
	}
	for _, s := range q.Scales {
		if len(s.Points) < 2 {
			return fmt.Errorf("scale %s has fewer than 2 points", s.ID)
		}
	}
	for _, it := range q.Items() {
		if _, ok := q.Scale(it.Scale); !ok {
			return fmt.Errorf("item %s names the unknown scale %q", it.ID, it.Scale)
		}
	}
	return nil
}

// Digest returns "sha256:" and the SHA-256 of the parsed content in hexadecimal. Comments, layout, quoting and the order of
// keys do not count; the order of lists does. It is taken over the JSON snapshot, so a field added to the types later must
// be left out of the JSON while it is empty.
func (q *Questionnaire) Digest() string {
	data, err := json.Marshal(q.AsWritten())
	if err != nil {
		// Only a value that is no number cannot be encoded, and Parse lets none in.
		panic(fmt.Sprintf("questionnaire %s: %v", q.ID, err))
	}
	sum := sha256.Sum256(data)
	return "sha256:" + hex.EncodeToString(sum[:])
}
