package urn_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"kompass/internal/urn"
)

func TestSizesTellLittle(t *testing.T) {
	comments := urn.StepsFor(39, true)
	for name, c := range map[string]struct {
		steps urn.Steps
		text  int
		want  int
	}{
		"no fields of comments":          {urn.StepsFor(39, false), 0, 64},
		"many items":                     {urn.StepsFor(4096, false), 0, 16_384},
		"no comment written":             {comments, 0, 2_048},
		"a comment":                      {comments, 1_000, 2_048},
		"more than a page":               {comments, 3_000, 8_192},
		"twelve fields to the brim":      {comments, 12 * 8_000, 131_072},
		"as much as fits into a step":    {comments, 2_048 - 12 - 39 - 8 - 9, 2_048},
		"one more than fits into a step": {comments, 2_048 - 12 - 39 - 8 - 9 + 1, 8_192},
	} {
		t.Run(name, func(t *testing.T) {
			content := urn.Content{Answers: make([]byte, 39)}
			if c.text > 0 {
				content.Comments = []urn.Comment{{Field: "customers", Text: strings.Repeat("x", c.text)}}
			}
			padded, err := urn.Pad(c.steps, content)
			must(t, err)
			if len(padded) != c.want {
				t.Errorf("got %d bytes, want %d", len(padded), c.want)
			}
			got, err := urn.Unpad(padded)
			must(t, err)
			if !same(got, content) {
				t.Error("another content comes back")
			}
		})
	}
}

func TestTooLongIsRefusedBeforeSealing(t *testing.T) {
	_, err := urn.Pad(urn.StepsFor(39, true), urn.Content{Comments: []urn.Comment{{Text: strings.Repeat("x", urn.MaxContent)}}})
	if !errors.Is(err, urn.ErrTooLong) {
		t.Errorf("got %v, want ErrTooLong", err)
	}
	_, err = urn.Pad(urn.StepsFor(39, false), urn.Content{Answers: make([]byte, 53)})
	if !errors.Is(err, urn.ErrTooLong) {
		t.Errorf("got %v, want ErrTooLong", err)
	}
}

func TestPaddingThatIsNotZeroIsRefused(t *testing.T) {
	padded, err := urn.Pad(urn.StepsFor(6, true), urn.Content{Answers: []byte{1, 2}, Comments: []urn.Comment{{"a", "b"}}})
	must(t, err)
	for i := 4 + 4 + 2 + 4 + 4 + 1 + 4 + 1; i < len(padded); i++ {
		_, err := urn.Unpad(flip(padded, i))
		unreadable(t, err)
	}
}

func TestLengthsThatDoNotHoldAreRefused(t *testing.T) {
	for name, forged := range map[string][]byte{
		"nothing":                    {},
		"no length":                  {0, 0, 0},
		"longer than the envelope":   {0, 0, 0, 9, 0, 0, 0, 0, 0, 0, 0, 0},
		"answers beyond the content": {0, 0, 0, 8, 0, 0, 0, 9, 0, 0, 0, 0},
		"more than there can be":     {0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0},
		"comments that are missing":  {0, 0, 0, 8, 0, 0, 0, 0, 0, 0, 0, 1},
		"bytes behind the comments":  {0, 0, 0, 9, 0, 0, 0, 0, 0, 0, 0, 0, 0},
		"no number of comments":      {0, 0, 0, 4, 0, 0, 0, 0},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := urn.Unpad(forged)
			unreadable(t, err)
		})
	}
}

func FuzzContent(f *testing.F) {
	steps := urn.StepsFor(6, true)
	for _, c := range []urn.Content{{}, {Answers: []byte{1}}, {Answers: []byte{1}, Comments: []urn.Comment{{"a", "b"}, {"c", ""}}}} {
		padded, err := urn.Pad(steps, c)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(padded)
	}
	f.Fuzz(func(t *testing.T, padded []byte) {
		c, err := urn.Unpad(padded)
		if err != nil {
			return
		}
		again, err := urn.Pad(urn.Steps{len(padded)}, c)
		if err != nil || !bytes.Equal(again, padded) {
			t.Errorf("one content has two forms: %x and %x (%v)", padded, again, err)
		}
	})
}
