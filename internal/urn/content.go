package urn

import (
	"bytes"
	"encoding/binary"
	"slices"
)

// Content is what lies in an envelope: a person's packed answers and comments.
type Content struct {
	Answers  []byte
	Comments []Comment
}

// Comment is the free text on one field.
type Comment struct{ Field, Text string }

// Steps are the sizes to which the contents of a round are padded, in bytes, so that the length of an envelope says little
// or nothing about what was answered.
type Steps []int

// MaxContent is the largest size of a padded content. Twelve fields of comments with 2,000 characters of four bytes each
// fit into it.
const MaxContent = 131_072

// StepsFor returns the sizes for a questionnaire of so many items: one size where there are no comments, four steps
// otherwise.
func StepsFor(items int, comments bool) Steps {
	if comments {
		return Steps{2_048, 8_192, 32_768, MaxContent}
	}
	size := 64
	for size < items+overhead {
		size *= 4
	}
	return Steps{size}
}

// overhead is what a content without comments needs beside its answers: its length, that of the answers and the number of
// comments, four bytes each.
const overhead = 12

// pad writes the content into the smallest of the sizes that holds it: its length in four bytes, the content, zeros.
func (s Steps) pad(c Content) ([]byte, error) {
	n := overhead + len(c.Answers)
	for _, comment := range c.Comments {
		n += 8 + len(comment.Field) + len(comment.Text)
	}
	i := slices.IndexFunc(s, func(size int) bool { return n <= size })
	if i < 0 {
		return nil, ErrTooLong
	}
	out := make([]byte, 0, s[i])
	out = binary.BigEndian.AppendUint32(out, uint32(n-4))
	out = appendField(out, c.Answers)
	out = binary.BigEndian.AppendUint32(out, uint32(len(c.Comments)))
	for _, comment := range c.Comments {
		out = appendField(appendField(out, []byte(comment.Field)), []byte(comment.Text))
	}
	return out[:s[i]], nil
}

// unpad reads what [Steps.pad] wrote and refuses everything else: a length that does not hold, anything but zeros behind.
func unpad(padded []byte) (Content, error) {
	whole := reader{rest: padded}
	inner := reader{rest: whole.field()}
	c := Content{Answers: inner.field()}
	count := inner.number()
	// Each comment takes eight bytes at least: a number that promises more is refused before anything is made of it.
	if whole.bad || inner.bad || count > len(inner.rest)/8 {
		return Content{}, ErrUnreadable
	}
	for range count {
		c.Comments = append(c.Comments, Comment{Field: string(inner.field()), Text: string(inner.field())})
	}
	if inner.bad || len(inner.rest) > 0 || !zero(whole.rest) {
		return Content{}, ErrUnreadable
	}
	return c, nil
}

// zero reports whether all bytes are zero, many at a time: most of an envelope is padding.
func zero(rest []byte) bool {
	var none [1024]byte
	for part := range slices.Chunk(rest, len(none)) {
		if !bytes.Equal(part, none[:len(part)]) {
			return false
		}
	}
	return true
}

// reader takes length-prefixed fields off bytes. The first that does not fit makes it bad for good.
type reader struct {
	rest []byte
	bad  bool
}

func (r *reader) number() int {
	if r.bad || len(r.rest) < 4 {
		r.bad = true
		return 0
	}
	n := binary.BigEndian.Uint32(r.rest)
	if n > MaxContent {
		r.bad = true
		return 0
	}
	r.rest = r.rest[4:]
	return int(n)
}

func (r *reader) field() []byte {
	n := r.number()
	if r.bad || n > len(r.rest) {
		r.bad = true
		return nil
	}
	out := r.rest[:n:n]
	r.rest = r.rest[n:]
	return out
}
