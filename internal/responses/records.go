package responses

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"strings"
)

// records reads the rows of a file and numbers them as a spreadsheet does: a row whose cells hold line breaks is one
// row, an empty line is a row too.
type records struct {
	data   []byte
	csv    *csv.Reader
	row    int   // number of the row read last
	offset int64 // bytes read
	line   int   // line on which the next row begins
}

func newRecords(data []byte, separator rune) *records {
	c := csv.NewReader(bytes.NewReader(data))
	c.Comma, c.FieldsPerRecord, c.ReuseRecord, c.TrimLeadingSpace = separator, -1, true, true
	return &records{data: data, csv: c, line: 1}
}

// next returns the cells of the next row that is not an empty line, without surrounding blanks. They are good until the
// next call. The error is io.EOF at the end and an [Error] for broken quotes, after which nothing more can be read.
func (r *records) next() ([]string, error) {
	cells, err := r.csv.Read()
	if errors.Is(err, io.EOF) {
		return nil, io.EOF
	}
	var broken *csv.ParseError
	if errors.As(err, &broken) {
		return nil, Error{Row: r.row + 1 + max(0, broken.StartLine-r.line), Code: explain(broken.Err)}
	}
	if err != nil {
		return nil, err
	}
	start, _ := r.csv.FieldPos(0)
	end := r.csv.InputOffset()
	r.row += 1 + start - r.line
	r.line += bytes.Count(r.data[r.offset:end], []byte("\n"))
	r.offset = end
	for i, c := range cells {
		cells[i] = strings.TrimSpace(c)
	}
	return cells, nil
}

// explain returns the key of what is wrong with a row that cannot be taken apart.
func explain(err error) string {
	if errors.Is(err, csv.ErrBareQuote) || errors.Is(err, csv.ErrQuote) {
		return "responses.quote"
	}
	return "responses.broken"
}

// separatorOf returns the separator of a file: the one by which the first row has more columns that are items, else more
// columns. One that makes more columns than a file may have is none.
func separatorOf(data []byte, most int, isItem func(string) bool) rune {
	best, bestItems, bestColumns := ',', -1, 0
	for _, separator := range []rune{',', ';'} {
		if first, _, _ := bytes.Cut(data, []byte("\n")); widest(first, byte(separator), most) > 0 {
			continue
		}
		cells, err := newRecords(data, separator).next()
		if err != nil {
			continue
		}
		items := 0
		for _, c := range cells {
			if isItem(c) {
				items++
			}
		}
		if items > bestItems || items == bestItems && len(cells) > bestColumns {
			best, bestItems, bestColumns = separator, items, len(cells)
		}
	}
	return best
}

// maxRow is the longest row in bytes: every comment as long as it may be leaves room in it.
const maxRow = 1 << 20

// widest returns the first row, as a spreadsheet numbers it, with more than so many cells or too many bytes, or 0. It looks at each byte once and
// keeps nothing. A quotation mark within a cell, which is an error, is taken for the beginning of one.
func widest(data []byte, separator byte, most int) int {
	row, cells, start, quoted := 1, 1, 0, false
	for i, b := range data {
		switch {
		case i-start > maxRow:
			return row
		case b == '"':
			quoted = !quoted
		case quoted:
		case b == '\n':
			row, cells, start = row+1, 1, i
		case b == separator:
			if cells++; cells > most {
				return row
			}
		}
	}
	return 0
}
