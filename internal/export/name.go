package export

import (
	"kompass/internal/naming"
	"kompass/internal/result"
)

// FileName returns a name for the file: company and title as [naming.File] writes them, and the ending.
func FileName(d *result.Document, f Format) string {
	name := naming.File(d.Company, d.Title)
	if name == "" {
		return PlainName(d, f)
	}
	return name + "." + string(f)
}

// PlainName returns a name of ASCII letters and digits alone, for programs that understand no others.
func PlainName(d *result.Document, f Format) string {
	return naming.PlainFile(d.Round) + "." + string(f)
}
