package responses

import (
	"errors"
	"io"
	"strconv"
	"strings"

	"kompass/internal/questionnaire"
	"kompass/internal/score"
)

// ReadCSV reads the answers of a file to a questionnaire. The first row names the columns: a column named like an item
// holds its answers, every other one is an attribute. A cell holds a point id or a value (decimal point or comma), the
// id of "cannot judge", or nothing where the person did not answer; items without a column count as not answered, but a
// file without any is refused. The separator is a comma or a semicolon, the encoding UTF-8 with or without byte order
// mark. Rows without any content are left out.
//
// A file that breaks these rules is not read at all; the error is an [*Errors].
func ReadCSV(r io.Reader, q *questionnaire.Questionnaire) (*Table, error) {
	data, err := read(r)
	if err != nil {
		return nil, err
	}
	items := q.Items()
	places := make(map[string]int, len(items))
	for i, it := range items {
		places[it.ID] = i
	}
	isItem := func(name string) bool { _, ok := places[name]; return ok }
	f := &file{q: q, items: items, places: places, names: make(map[string]string)}
	most := len(items) + maxExtra
	separator := separatorOf(data, most, isItem)
	if row := widest(data, byte(separator), most); row > 0 {
		f.errs.add(row, "", "responses.wide", "max", most)
		return f.errs.or(nil)
	}
	f.records = newRecords(data, separator)
	if !f.header() {
		return f.errs.or(nil)
	}
	for f.person() {
	}
	return f.errs.or(&f.table)
}

// file is a file of answers while it is read.
type file struct {
	q       *questionnaire.Questionnaire
	items   []questionnaire.Item
	places  map[string]int // item id → its place among the items
	records *records
	columns []column
	names   map[string]string // values of attributes, each stored once
	table   Table
	errs    Errors
}

// column is what a column of the file holds: the answers to an item, an attribute, or nothing if it has no name.
type column struct {
	name    string
	item    int // −1 for an attribute
	answers *codes
}

// header reads the first row. Without one nothing else can be understood.
func (f *file) header() bool {
	cells, err := f.records.next()
	if err != nil {
		f.stop(err, "responses.empty")
		return false
	}
	seen, found := make(map[string]bool, len(cells)), make(map[string]bool, len(cells))
	scales := make(map[string]*codes)
	for _, cell := range cells {
		c := column{name: strings.Clone(cell), item: -1}
		if c.name != "" && seen[c.name] {
			f.errs.add(f.records.row, c.name, "responses.twice")
		}
		seen[c.name] = true
		if place, ok := f.places[c.name]; ok {
			c.item, c.answers = place, f.codesOf(scales, f.items[place].Scale)
			found[c.name] = true
		} else if c.name != "" {
			f.table.Attributes = append(f.table.Attributes, c.name)
		}
		f.columns = append(f.columns, c)
	}
	if len(found) == 0 {
		f.errs.add(f.records.row, "", "responses.noitem", "questionnaire", strconv.Quote(f.q.ID), "item", strconv.Quote(f.items[0].ID))
	}
	for _, it := range f.items {
		if !found[it.ID] {
			f.table.Absent = append(f.table.Absent, it.ID)
		}
	}
	return len(f.errs.List) == 0
}

func (f *file) codesOf(known map[string]*codes, scale string) *codes {
	if known[scale] == nil {
		s, _ := f.q.Scale(scale)
		known[scale] = newCodes(s)
	}
	return known[scale]
}

// stop notes why reading ended: the end of the file is an error only where one is given for it.
func (f *file) stop(err error, atEnd string) {
	var e Error
	switch {
	case errors.Is(err, io.EOF):
		if atEnd != "" {
			f.errs.add(0, "", atEnd)
		}
	case errors.As(err, &e):
		f.errs.Add(e)
	default:
		f.errs.add(f.records.row+1, "", "responses.broken")
	}
}

// person reads the next row and answers whether there was one.
func (f *file) person() bool {
	cells, err := f.records.next()
	if err != nil {
		f.stop(err, "")
		return false
	}
	switch {
	case empty(cells):
	case len(f.table.Rows) == MaxRows:
		f.errs.add(f.records.row, "", "responses.rows", "max", MaxRows)
		return false
	case len(cells) != len(f.columns):
		f.errs.add(f.records.row, "", "responses.cells", "cells", len(cells), "columns", len(f.columns))
	default:
		f.table.Rows = append(f.table.Rows, f.row(cells))
	}
	return true
}

func empty(cells []string) bool {
	for _, c := range cells {
		if c != "" {
			return false
		}
	}
	return true
}

// row understands the cells of one person.
func (f *file) row(cells []string) Row {
	row := Row{Line: f.records.row, Answers: f.blank(), Attributes: make([]string, 0, len(f.table.Attributes))}
	for i, c := range f.columns {
		cell := cells[i]
		switch {
		case c.item >= 0:
			code, ok := c.answers.read(cell)
			if !ok {
				f.errs.add(row.Line, c.name, "responses.unknown", "answer", strconv.Quote(shorten(cell)), "allowed", c.answers.allowed)
			}
			row.Answers[c.item] = code
		case c.name != "":
			row.Attributes = append(row.Attributes, f.name(cell))
		case cell != "":
			f.errs.add(row.Line, "", "responses.nameless", "cell", i+1, "value", strconv.Quote(shorten(cell)))
		}
	}
	return row
}

// blank returns the answers of somebody who answered nothing.
func (f *file) blank() score.Answers {
	answers := make(score.Answers, len(f.items))
	for i := range answers {
		answers[i] = score.Missing
	}
	return answers
}

// name returns a copy of an attribute's value that does not keep its row in memory.
func (f *file) name(cell string) string {
	if s, ok := f.names[cell]; ok {
		return s
	}
	s := strings.Clone(cell)
	f.names[s] = s
	return s
}
