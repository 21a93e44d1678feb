package web_test

import (
	"context"
	"database/sql"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
)

// browser keeps cookies between requests, and sends header with each.
type browser struct {
	*site
	cookies map[string]string
	header  http.Header
	blocked bool // keeps no cookies
}

// page is an answer of the server.
type page struct {
	testing.TB
	status int
	header http.Header
	body   string
	doc    *goquery.Document
}

func (b *browser) request(method, target string, form url.Values) *http.Request {
	var body io.Reader
	if form != nil {
		body = strings.NewReader(form.Encode())
	}
	r := httptest.NewRequest(method, target, body)
	if form != nil {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	for name, values := range b.header {
		r.Header[name] = values
	}
	for name, value := range b.cookies {
		r.AddCookie(&http.Cookie{Name: name, Value: value})
	}
	return r
}

// send sends a request and keeps the cookies of the answer.
func (b *browser) send(r *http.Request) page {
	b.Helper()
	resp, err := b.app.Test(r, -1)
	b.must(err)
	defer resp.Body.Close()
	for _, c := range resp.Cookies() {
		if b.blocked {
			break
		}
		if b.cookies[c.Name] = c.Value; c.MaxAge < 0 {
			delete(b.cookies, c.Name)
		}
	}
	data, err := io.ReadAll(resp.Body)
	b.must(err)
	p := page{TB: b.TB, status: resp.StatusCode, header: resp.Header, body: string(data)}
	if strings.HasPrefix(resp.Header.Get("Content-Type"), "text/html") && resp.Header.Get("Content-Encoding") == "" {
		p.doc, err = goquery.NewDocumentFromReader(strings.NewReader(p.body))
		b.must(err)
	}
	return p
}

func (b *browser) get(target string) page {
	b.Helper()
	return b.send(b.request(http.MethodGet, target, nil))
}

// post sends a form. A questionnaire is opened first, as people do: that is where its cookie comes from.
func (b *browser) post(target string, form url.Values) page {
	b.Helper()
	if questionnaireAddress.MatchString(target) && b.cookies["kompass-form"]+b.cookies["__Host-kompass-form"] == "" && !b.blocked {
		b.get(target)
	}
	return b.send(b.request(http.MethodPost, target, form))
}

var questionnaireAddress = regexp.MustCompile(`^/s/[0-9A-Za-z-]+(\?.*)?$`)

// values makes a form of name, value pairs.
func values(pairs ...string) url.Values {
	out := url.Values{}
	for i := 0; i < len(pairs); i += 2 {
		out.Add(pairs[i], pairs[i+1])
	}
	return out
}

// want fails the test unless the answer has this status.
func (p page) want(status int) page {
	p.Helper()
	if p.status != status {
		p.Fatalf("got status %d, want %d: %s", p.status, status, p.title())
	}
	return p
}

// goes fails the test unless the answer is a 303 to this address.
func (p page) goes(address string) page {
	p.Helper()
	if got := p.header.Get("Location"); p.status != http.StatusSeeOther || got != address {
		p.Fatalf("got %d to %q, want 303 to %q", p.status, got, address)
	}
	return p
}

func (p page) title() string {
	if p.doc == nil {
		return p.body[:min(len(p.body), 200)]
	}
	return p.doc.Find("title").Text()
}

// one returns the only element that a selector finds.
func (p page) one(selector string) *goquery.Selection {
	p.Helper()
	found := p.doc.Find(selector)
	if found.Length() != 1 {
		p.Fatalf("got %d of %s, want one on %q", found.Length(), selector, p.title())
	}
	return found
}

// count fails the test unless a selector finds n elements.
func (p page) count(selector string, n int) page {
	p.Helper()
	if got := p.doc.Find(selector).Length(); got != n {
		p.Fatalf("got %d of %s, want %d on %q", got, selector, n, p.title())
	}
	return p
}

// says fails the test unless the main part of the page contains a text.
func (p page) says(text string) page {
	p.Helper()
	if got := p.doc.Find("main").Text(); !strings.Contains(squeeze(got), text) {
		p.Fatalf("%q does not say %q: %s", p.title(), text, squeeze(got))
	}
	return p
}

func (p page) silent(text string) page {
	p.Helper()
	if strings.Contains(p.body, text) {
		p.Fatalf("%q contains %q", p.title(), text)
	}
	return p
}

func squeeze(s string) string { return strings.Join(strings.Fields(s), " ") }

// fill returns what a browser would send of the form that a selector finds: hidden and checked inputs and texts.
func (p page) fill(selector string, change ...string) url.Values {
	p.Helper()
	out := url.Values{}
	p.one(selector).Find("input[name], textarea[name]").Each(func(_ int, in *goquery.Selection) {
		name := in.AttrOr("name", "")
		kind := in.AttrOr("type", "text")
		if _, checked := in.Attr("checked"); (kind == "radio" || kind == "checkbox") && !checked {
			return
		}
		value := in.AttrOr("value", "")
		if goquery.NodeName(in) == "textarea" {
			value = in.Text()
		}
		out.Add(name, value)
	})
	for i := 0; i < len(change); i += 2 {
		out.Set(change[i], change[i+1])
	}
	return out
}

// dump is everything that the database holds, row by row.
func (s *site) dump() string {
	s.Helper()
	db, err := sql.Open("sqlite3", "file:"+s.path+"?mode=ro")
	s.must(err)
	defer db.Close()
	var out strings.Builder
	for _, table := range s.tables(db) {
		rows, err := db.QueryContext(context.Background(), "SELECT * FROM "+table+" ORDER BY 1")
		s.must(err)
		columns, err := rows.Columns()
		s.must(err)
		for rows.Next() {
			cells := make([]any, len(columns))
			for i := range cells {
				cells[i] = new(any)
			}
			s.must(rows.Scan(cells...))
			if table == "audit" && noted(cells, columns) {
				continue
			}
			out.WriteString(table)
			for _, c := range cells {
				if bytes, ok := (*c.(*any)).([]byte); ok {
					fmt.Fprintf(&out, " %x", bytes)
					continue
				}
				fmt.Fprintf(&out, " %v", *c.(*any))
			}
			out.WriteByte('\n')
		}
		s.must(rows.Err())
	}
	return out.String()
}

// noted reports whether a row of the audit trail is about something that changed nothing: a refusal.
func noted(cells []any, columns []string) bool {
	action := fmt.Sprint(*cells[slices.Index(columns, "action")].(*any))
	return action == "access.denied" || action == "login.failed"
}

// exec does to the database what the product offers no way for yet.
func (s *site) exec(query string, args ...any) {
	s.Helper()
	_, err := s.tryExec(query, args...)
	s.must(err)
}

func (s *site) tryExec(query string, args ...any) (sql.Result, error) {
	s.Helper()
	db, err := sql.Open("sqlite3", "file:"+s.path+"?_busy_timeout=5000")
	s.must(err)
	defer db.Close()
	return db.ExecContext(context.Background(), query, args...)
}

func (s *site) tables(db *sql.DB) []string {
	s.Helper()
	rows, err := db.QueryContext(context.Background(), "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")
	s.must(err)
	defer rows.Close()
	var out []string
	for rows.Next() {
		var name string
		s.must(rows.Scan(&name))
		out = append(out, name)
	}
	s.must(rows.Err())
	if len(out) < 5 {
		s.Fatalf("got tables %v, want a schema", out)
	}
	return out
}

// unchanged runs do and fails the test if it changed the database.
func (s *site) unchanged(what string, do func()) {
	s.Helper()
	before := s.dump()
	do()
	after := s.dump()
	if before == after {
		return
	}
	a, b := strings.Split(before, "\n"), strings.Split(after, "\n")
	for i := range max(len(a), len(b)) {
		if i >= len(a) || i >= len(b) || a[i] != b[i] {
			s.Fatalf("%s changed the database at line %d: %d lines before, %d after: %.300q", what, i, len(a), len(b), b[min(i, len(b)-1)])
		}
	}
}
