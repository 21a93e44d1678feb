package responses

import (
	"bytes"
	"fmt"
	"io"
	"unicode/utf8"
)

var (
	bomUTF8   = []byte{0xEF, 0xBB, 0xBF}
	bomLittle = []byte{0xFF, 0xFE}
	bomBig    = []byte{0xFE, 0xFF}
	zipMagic  = []byte("PK\x03\x04")
)

// read returns the text of a file without its byte order mark. What is not UTF-8 is refused and never guessed at: a wrong
// guess would turn names into others.
func read(r io.Reader) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(r, MaxBytes+1))
	if err != nil {
		return nil, fmt.Errorf("read answers: %w", err)
	}
	if len(data) > MaxBytes {
		return nil, unreadable("responses.large", "mib", MaxBytes>>20)
	}
	data = bytes.TrimPrefix(data, bomUTF8)
	switch {
	case bytes.HasPrefix(data, zipMagic):
		return nil, unreadable("responses.workbook")
	case bytes.HasPrefix(data, bomLittle), bytes.HasPrefix(data, bomBig), bytes.IndexByte(data, 0) >= 0:
		return nil, unreadable("responses.utf16")
	case !utf8.Valid(data):
		return nil, unreadable("responses.latin", "line", badRow(data))
	}
	if bytes.IndexByte(data, '\n') < 0 {
		data = bytes.ReplaceAll(data, []byte("\r"), []byte("\n"))
	}
	return data, nil
}

func unreadable(code string, args ...any) error {
	var e Errors
	e.add(0, "", code, args...)
	return &e
}

// badRow returns the line of the first byte that is not UTF-8.
func badRow(data []byte) int {
	line, rest := 1, data
	for len(rest) > 0 {
		r, size := utf8.DecodeRune(rest)
		if r == utf8.RuneError && size == 1 {
			break
		}
		if r == '\n' {
			line++
		}
		rest = rest[size:]
	}
	return line
}
