package address

import (
	"maps"
	"net/url"
	"strings"
)

// Page is where a page is and what its query asks for. From it come the addresses of the same page that ask for something else.
type Page struct {
	Path  string
	Query url.Values
}

// Get is the first value of a parameter, "" where it is not asked for.
func (p Page) Get(name string) string { return p.Query.Get(name) }

// With is the address of the page with one parameter set.
func (p Page) With(name, value string) string {
	return p.Having(name, []string{value})
}

// Having is the address of the page with all values of one parameter, and without some others.
func (p Page) Having(name string, values []string, without ...string) string {
	query := maps.Clone(p.Query)
	if query == nil {
		query = url.Values{}
	}
	query[name] = values
	for _, other := range without {
		query.Del(other)
	}
	return p.Path + "?" + query.Encode()
}

// String is the address itself.
func (p Page) String() string {
	return With(p.Path, p.Query.Encode())
}

// With is a page with an encoded query, which may be empty.
func With(page, query string) string {
	if query == "" {
		return page
	}
	return page + "?" + query
}

// Group is the query that means a group of a result, "" for everyone.
func Group(key map[string]string) string {
	query := url.Values{}
	for name, value := range key {
		query.Set(name, value)
	}
	return query.Encode()
}

// PDF is the file that is made of a page to be printed, whose query it keeps.
func PDF(page string) string {
	path, query, _ := strings.Cut(page, "?")
	return With(path+".pdf", query)
}
