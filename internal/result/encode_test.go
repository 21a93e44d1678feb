package result_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"kompass/internal/disclosure"
	"kompass/internal/kompass"
	"kompass/internal/result"
)

// small is a document by hand with a shown group, a hidden group and a hidden field.
func small() *result.Document {
	below, other := disclosure.BelowMinimum, disclosure.Complementary
	return &result.Document{
		Schema: result.Schema, Round: `r"hash":"sha256:1`, Mode: "anonymous", MinGroup: 5,
		Questionnaire: result.Ref{ID: "q", Version: 1, Digest: "sha256:ab"},
		Title:         "Herbst <2026> & „so“", Targets: kompass.TargetValues{"a": {"x": 2.5}},
		Groups: []result.Group{
			{Key: result.Key{}, Label: "Alle", N: new(6), Heads: new(8), Shown: true, Fields: []result.Field{
				{ID: "a", Shown: true, N: 6, Bound: new(">3.8"), Agreement: new("agreed"), Facets: []result.Facet{{ID: "x", N: 6, Mean: new(2.5)}}, Items: []result.Item{}},
				{ID: "b", Reason: &other},
			}},
			{Key: result.Key{"team": "t"}, Label: "T", Reason: &below},
		},
	}
}

func encode(t testing.TB, d *result.Document) []byte {
	t.Helper()
	data, err := d.Encode()
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestDecodeReturnsWhatWasEncoded(t *testing.T) {
	d := small()
	data := encode(t, d)
	got, err := result.Decode(data)
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got, d) {
		t.Errorf("got %+v, want %+v", got, d)
	}
	if again := encode(t, got); !bytes.Equal(again, data) {
		t.Errorf("got %s, want %s", again, data)
	}
}

func TestHashIsThatOfTheRest(t *testing.T) {
	d := small()
	data := encode(t, d)
	rest := strings.Replace(string(data), `"hash":"`+d.Hash+`",`, "", 1)
	sum := sha256.Sum256([]byte(rest))
	if want := "sha256:" + hex.EncodeToString(sum[:]); d.Hash != want {
		t.Errorf("got %s, want %s", d.Hash, want)
	}
}

func TestTextStaysReadable(t *testing.T) {
	if data := encode(t, small()); !bytes.Contains(data, []byte(`"bound":">3.8"`)) || !bytes.Contains(data, []byte(`Herbst <2026> & „so“`)) {
		t.Errorf("got %s", data)
	}
}

func TestHiddenHasNoNumbers(t *testing.T) {
	data := encode(t, small())
	for _, want := range []string{
		`{"id":"b","shown":false,"reason":"complementary"}`,
		`{"key":{"team":"t"},"label":"T","shown":false,"reason":"below_minimum"}`,
	} {
		if !bytes.Contains(data, []byte(want)) {
			t.Errorf("got %s, want %s in it", data, want)
		}
	}
}

func TestShownFieldHasEveryMember(t *testing.T) {
	data, err := json.Marshal(result.Field{ID: "a", Shown: true, N: 6})
	if err != nil {
		t.Fatal(err)
	}
	want := `{"id":"a","shown":true,"reason":null,"n":6,"mean":null,"bound":null,"sd":null,"ci":null,"agreement":null,"spread":null,"rwg":null,` +
		`"ad":null,"alpha":null,"omega":null,"target":null,"gap":null,"surplus":null,"position":null,"fit":null,"weakest":null,"facets":[],"items":[]}`
	if string(data) != want {
		t.Errorf("got %s, want %s", data, want)
	}
}

func TestEveryChangedByteIsNoticed(t *testing.T) {
	data := encode(t, small())
	for i := range data {
		changed := bytes.Clone(data)
		changed[i] ^= 1
		if _, err := result.Decode(changed); !errors.Is(err, result.ErrTampered) {
			t.Fatalf("byte %d: got %v", i, err)
		}
		if _, err := result.Decode(data[:i]); !errors.Is(err, result.ErrTampered) {
			t.Fatalf("cut at %d: got %v", i, err)
		}
	}
	if _, err := result.Decode(append(bytes.Clone(data), '\n')); !errors.Is(err, result.ErrTampered) {
		t.Errorf("with a line end: got %v", err)
	}
}

// signed hashes JSON as Encode does, so that only its content can be at fault.
func signed(head, tail string) []byte {
	sum := sha256.Sum256([]byte(head + tail))
	return []byte(head + `"hash":"sha256:` + hex.EncodeToString(sum[:]) + `",` + tail)
}

func TestForeignContentIsRefused(t *testing.T) {
	const everyone = `{"key":{},"label":"Alle","shown":false,"reason":"below_minimum"}`
	for _, tc := range []struct {
		name, head, tail string
		want             error
	}{
		{"newer schema", `{"schema":4,`, `"groups":[` + everyone + `]}`, result.ErrSchema},
		{"no schema", `{`, `"groups":[` + everyone + `]}`, result.ErrSchema},
		{"not JSON", `{"schema":1,`, `"groups":[`, result.ErrTampered},
		{"unknown member", `{"schema":1,`, `"groups":[` + everyone + `],"more":1}`, result.ErrTampered},
		{"no groups", `{"schema":1,`, `"groups":[]}`, result.ErrTampered},
		{"everyone is not first", `{"schema":1,`, `"groups":[{"key":{"team":"a"},"label":"A","shown":false,"reason":"below_minimum"}]}`, result.ErrTampered},
		{"group without key", `{"schema":1,`, `"groups":[` + everyone + `,{"label":"A","shown":false,"reason":"below_minimum"}]}`, result.ErrTampered},
		{"hidden without reason", `{"schema":1,`, `"groups":[{"key":{},"label":"Alle","shown":false,"reason":null}]}`, result.ErrTampered},
		{"hidden with n", `{"schema":1,`, `"groups":[{"key":{},"label":"Alle","n":3,"shown":false,"reason":"below_minimum"}]}`, result.ErrTampered},
		{"shown without n", `{"schema":1,`, `"groups":[{"key":{},"label":"Alle","shown":true,"reason":null}]}`, result.ErrTampered},
		{"hidden field with a number", `{"schema":1,`, `"groups":[{"key":{},"label":"Alle","n":5,"shown":true,"reason":null,"fields":[{"id":"a","shown":false,"reason":"complementary","mean":2}]}]}`, result.ErrTampered},
		{"field hidden without reason", `{"schema":1,`, `"groups":[{"key":{},"label":"Alle","n":5,"shown":true,"reason":null,"fields":[{"id":"a","shown":false,"reason":null}]}]}`, result.ErrTampered},
		{"shown field without lists", `{"schema":1,`, `"groups":[{"key":{},"label":"Alle","n":5,"shown":true,"reason":null,"fields":[{"id":"a","shown":true,"reason":null}]}]}`, result.ErrTampered},
		{"a second document", `{"schema":1,`, `"groups":[` + everyone + `]}{}`, result.ErrTampered},
		{"a second document of today", fmt.Sprintf(`{"schema":%d,`, result.Schema), `"groups":[` + everyone + `]}{}`, result.ErrTampered},
		{"fewer than none left out", `{"schema":1,`, `"left_out":{"from":3,"to":2},"groups":[` + everyone + `]}`, result.ErrTampered},
	} {
		t.Run(tc.name, func(t *testing.T) {
			if d, err := result.Decode(signed(tc.head, tc.tail)); !errors.Is(err, tc.want) {
				t.Errorf("got %+v, %v, want %v", d, err, tc.want)
			}
		})
	}
	if _, err := result.Decode(signed(`{"schema":1,`, `"groups":[`+everyone+`]}`)); err != nil {
		t.Errorf("the frame of these cases is refused itself: %v", err)
	}
}

// FuzzDecode checks that what is read, whoever wrote it, is safe to walk and to write again.
func FuzzDecode(f *testing.F) {
	whole := string(encode(f, small()))
	head, tail, _ := strings.Cut(whole, `"hash":`)
	_, tail, _ = strings.Cut(tail, ",")
	f.Add(head, tail)
	f.Add(`{"schema":1,`, `"groups":[{"key":{},"label":"","shown":false,"reason":""}]}`)
	f.Fuzz(func(t *testing.T, head, tail string) {
		if d, err := result.Decode([]byte(head + tail)); err == nil {
			walk(d)
		}
		d, err := result.Decode(signed(head, tail))
		if err != nil {
			return
		}
		walk(d)
		data := encode(t, d)
		again, err := result.Decode(data)
		if err != nil {
			t.Fatalf("got %v, reading %s", err, data)
		}
		if twice := encode(t, again); !bytes.Equal(twice, data) {
			t.Fatalf("got %s, want %s", twice, data)
		}
	})
}

// walk reads a document as pages do: it panics where a promise of the types is broken.
func walk(d *result.Document) int {
	sum := len(d.Everyone().Label)
	for _, g := range d.Groups {
		if !g.Shown {
			sum += len(*g.Reason)
			continue
		}
		sum += *g.N
		for _, f := range g.Fields {
			if !f.Shown {
				sum += len(*f.Reason)
				continue
			}
			sum += len(f.Facets[:0]) + len(f.Items[:0])
		}
	}
	return sum
}
