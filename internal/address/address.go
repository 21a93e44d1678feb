// Package address writes every address of the product: of its pages and forms, and what leaves it in a mail or a QR code. Names
// of things within an address are escaped here, so that nothing in them leads elsewhere.
package address

import (
	"net/url"
	"strings"
)

// UploadSuffix ends the address of every form that carries a file: only there a body may have parts, and be as large as the server takes
// at all.
const UploadSuffix = "/upload"

// below joins a page and what lies below it, each part escaped.
func below(page string, parts ...string) string {
	var b strings.Builder
	b.WriteString(page)
	for _, part := range parts {
		b.WriteByte('/')
		b.WriteString(url.PathEscape(part))
	}
	return b.String()
}

// asking is a page with one parameter in its query.
func asking(page, name, value string) string { return page + "?" + name + "=" + url.QueryEscape(value) }

// at is a place on a page.
func at(page, id string) string { return page + "#" + url.PathEscape(id) }
