package result

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"reflect"
	"slices"
)

// The errors of [Decode].
var (
	ErrTampered = errors.New("result does not match its hash")
	ErrSchema   = errors.New("result has a schema this version does not know")
)

const (
	hashPrefix = "sha256:"
	hashMember = `"hash":"` + hashPrefix
	hashLength = 2 * sha256.Size
	afterHash  = `"questionnaire":` // the member that follows the hash; texts before it cannot imitate it, quotes are escaped
)

// Encode returns the canonical JSON of the document: members in the order of the types, map keys sorted, no blanks. It
// fills in Hash, the SHA-256 of the same JSON without the member "hash". These bytes are what is stored.
func (d *Document) Encode() ([]byte, error) {
	unsigned := *d
	unsigned.Hash = ""
	content, err := marshal(&unsigned)
	if err != nil {
		return nil, fmt.Errorf("encode result: %w", err)
	}
	sum := sha256.Sum256(content)
	digest := hex.EncodeToString(sum[:])
	d.Hash = hashPrefix + digest
	place := bytes.Index(content, []byte(afterHash))
	return slices.Concat(content[:place], []byte(hashMember+digest+`",`), content[place:]), nil
}

// Decode reads what [Document.Encode] returned. It answers [ErrTampered] if a byte was changed since, and [ErrSchema] if
// a newer version wrote it. The hash covers the bytes as they were stored, so that it can be verified whatever the
// schema: a document of an older schema is verified first and brought to [Schema] after.
func Decode(data []byte) (*Document, error) {
	if !authentic(data) {
		return nil, ErrTampered
	}
	data, err := upgraded(data, upgrades)
	if err != nil {
		return nil, err
	}
	var d Document
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&d); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrTampered, err)
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return nil, ErrTampered
	}
	if err := d.check(); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrTampered, err)
	}
	return &d, nil
}

// authentic answers whether the first member "hash" is the hash of everything else. No text can imitate the member,
// because quotes within texts are escaped.
func authentic(data []byte) bool {
	start := bytes.Index(data, []byte(hashMember))
	if start < 0 {
		return false
	}
	digest := start + len(hashMember)
	end := digest + hashLength + len(`",`)
	if end > len(data) || string(data[end-2:end]) != `",` {
		return false
	}
	h := sha256.New()
	h.Write(data[:start])
	h.Write(data[end:])
	return hex.EncodeToString(h.Sum(nil)) == string(data[digest:end-2])
}

// check answers whether readers may rely on what the types promise.
func (d *Document) check() error {
	if len(d.Groups) == 0 || len(d.Groups[0].Key) != 0 {
		return errors.New("the first group is not everyone")
	}
	if r := d.LeftOut; r != nil && (r.From < 1 || r.To < r.From) {
		return errors.New("what is left out is no number")
	}
	for i := range d.Groups {
		if err := d.Groups[i].check(); err != nil {
			return fmt.Errorf("group %d: %w", i+1, err)
		}
	}
	return nil
}

func (g *Group) check() error {
	switch {
	case g.Key == nil:
		return errors.New("no key")
	case g.Shown != (g.Reason == nil):
		return errors.New("shown and reason contradict each other")
	case g.Shown && (g.N == nil || len(g.Fields) == 0):
		return errors.New("shown without numbers")
	case !g.Shown && (g.N != nil || g.Straightlined != nil || len(g.Fields) > 0):
		return errors.New("hidden with numbers")
	}
	for i := range g.Fields {
		f := &g.Fields[i]
		switch {
		case f.Shown != (f.Reason == nil):
			return fmt.Errorf("field %q: shown and reason contradict each other", f.ID)
		case f.Shown && (f.Facets == nil || f.Items == nil):
			return fmt.Errorf("field %q: shown without lists", f.ID)
		case !f.Shown && !reflect.DeepEqual(*f, Field{ID: f.ID, Reason: f.Reason}):
			return fmt.Errorf("field %q: hidden with numbers", f.ID)
		}
	}
	return nil
}

// shownField has the members of a field that is shown, all of them.
type shownField Field

// hiddenField has the only members of a field that is hidden.
type hiddenField struct {
	ID     string  `json:"id"`
	Shown  bool    `json:"shown"`
	Reason *Reason `json:"reason"`
}

// MarshalJSON writes every member of a field that is shown, and of a hidden one nothing but id, shown and reason.
func (f Field) MarshalJSON() ([]byte, error) {
	if !f.Shown {
		return marshal(hiddenField{ID: f.ID, Reason: f.Reason})
	}
	s := shownField(f)
	if s.Facets == nil {
		s.Facets = []Facet{}
	}
	if s.Items == nil {
		s.Items = []Item{}
	}
	return marshal(s)
}

// marshal writes JSON without blanks and without escaping <, > and &: bounds such as ">3.8" stay readable.
func marshal(v any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(b.Bytes(), []byte("\n")), nil
}
