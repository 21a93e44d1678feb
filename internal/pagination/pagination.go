// Package pagination cuts long lists into pages and makes the links that lead to them.
package pagination

import (
	"strconv"

	"kompass/internal/address"
	"kompass/views"
)

// Page is one page of a list: its entries from From on up to before To.
type Page struct {
	Number, Of int
	From, To   int
	Links      []views.PageLink // none where there is one page
}

// near is how many pages before and after the current one are linked. Of very many the ends and the neighbours are enough.
const near = 3

// Of is the page of a list that an address asks for in a parameter; the first where it asks for none.
func Of(at address.Page, name string, entries, size int) Page {
	p := Page{Number: 1, Of: max(1, (entries+size-1)/size)}
	if n, err := strconv.Atoi(at.Get(name)); err == nil {
		p.Number = min(max(n, 1), p.Of)
	}
	p.From, p.To = (p.Number-1)*size, min(p.Number*size, entries)
	if p.Of == 1 {
		return p
	}
	for n := 1; n <= p.Of; n++ {
		if n > 1 && n < p.Of && (n < p.Number-near || n > p.Number+near) {
			continue
		}
		p.Links = append(p.Links, views.PageLink{Number: n, Href: at.With(name, strconv.Itoa(n)), Current: n == p.Number})
	}
	return p
}
