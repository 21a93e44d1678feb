package kit

import "net/url"

// Attachment names a file as RFC 6266 has it: plainly for old programs, and in full.
func Attachment(plain, full string) string {
	return `attachment; filename="` + plain + `"; filename*=UTF-8''` + url.PathEscape(full)
}
