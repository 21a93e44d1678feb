package trust_test

import (
	"encoding/binary"
	"os"
	"testing"
)

// pages are the pages of a database file as they lie there.
type pages struct {
	t    *testing.T
	data []byte
	size int
}

// cell is a row of a table without row numbers: where it lies, on which page it goes on, and under which random key.
type cell struct {
	page, offset, overflow int
	key                    string
}

// cellsOf reads a table whose key is a round and 16 random bytes past the database, from the pages of its file. The log of the
// file is moved into it first: that copies pages as they are.
func cellsOf(t *testing.T, path, table string) []cell {
	t.Helper()
	db := database(t, path, "rw")
	defer db.Close()
	var root int
	if _, err := db.Exec("PRAGMA wal_checkpoint(TRUNCATE)"); err != nil {
		t.Fatal(err)
	}
	if err := db.QueryRow("SELECT rootpage FROM sqlite_schema WHERE name = ?", table).Scan(&root); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	p := pages{t, data, int(binary.BigEndian.Uint16(data[16:]))}
	return p.cells(root)
}

func (p pages) cells(number int) []cell {
	const leaf, interior = 0x0a, 0x02
	page := p.data[(number-1)*p.size : number*p.size]
	kind, count, head, before := page[0], int(binary.BigEndian.Uint16(page[3:])), 8, 0
	if kind == interior {
		head, before = 12, 4
	} else if kind != leaf {
		p.t.Fatalf("page %d is of kind %#x", number, kind)
	}
	var all []cell
	for i := range count {
		offset := int(binary.BigEndian.Uint16(page[head+2*i:]))
		if kind == interior {
			all = append(all, p.cells(int(binary.BigEndian.Uint32(page[offset:])))...)
		}
		c := p.read(page[offset+before:])
		c.page, c.offset = number, offset
		all = append(all, c)
	}
	if kind == interior {
		all = append(all, p.cells(int(binary.BigEndian.Uint32(page[8:])))...)
	}
	return all
}

// read reads the key of a cell and the page that it goes on with: sections 1.6 and 2.1 of https://www.sqlite.org/fileformat2.html.
func (p pages) read(bytes []byte) cell {
	payload, n := varint(bytes)
	record := bytes[n:]
	head, at := varint(record)
	var sizes []int
	for at < head && len(sizes) < 2 {
		kind, n := varint(record[at:])
		sizes, at = append(sizes, (kind-12)/2), at+n // a text or bytes
	}
	key := head + sizes[0]
	c := cell{key: string(record[key : key+sizes[1]])}
	if here := p.local(payload); here < payload {
		c.overflow = int(binary.BigEndian.Uint32(record[here:]))
	}
	return c
}

// local is how many bytes of a payload lie on the page itself.
func (p pages) local(payload int) int {
	most, least := (p.size-12)*64/255-23, (p.size-12)*32/255-23
	here := least + (payload-least)%(p.size-4)
	switch {
	case payload <= most:
		return payload
	case here <= most:
		return here
	}
	return least
}

func varint(b []byte) (value, n int) {
	for n < 9 {
		value, n = value<<7|int(b[n]&0x7f), n+1
		if b[n-1] < 0x80 {
			break
		}
	}
	return value, n
}

// order counts pairs of which somebody guesses who came first.
type order struct{ right, pairs int }

func (o order) share() float64 { return float64(o.right) / float64(max(o.pairs, 1)) }

func (o *order) add(other order) { o.right, o.pairs = o.right+other.right, o.pairs+other.pairs }

// guess compares each pair of cells that before knows with what really came first.
func guess(cells []cell, arrived map[string]int, before func(a, b cell) (first, known bool)) (o order) {
	for i, a := range cells {
		for _, b := range cells[:i] {
			first, known := before(a, b)
			x, sure := arrived[a.key]
			y, too := arrived[b.key]
			if !known || !sure || !too {
				continue
			}
			o.pairs++
			if first == (x < y) {
				o.right++
			}
		}
	}
	return o
}

// byOffset: a page fills from its end. byOverflow: pages are taken one after another. byKey: rows lie in the order of their keys.
func byOffset(a, b cell) (first, known bool) { return a.offset > b.offset, a.page == b.page }
func byOverflow(a, b cell) (first, known bool) {
	return a.overflow < b.overflow, a.overflow > 0 && b.overflow > 0
}
func byKey(a, b cell) (first, known bool) { return a.key < b.key, true }
