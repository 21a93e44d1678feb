package printed_test

import (
	"testing"

	"kompass/internal/pdf"
	"kompass/internal/pdf/pdftest"
	"kompass/internal/web"
	"kompass/internal/web/webtest"
)

var chromium string

func TestMain(m *testing.M) {
	chromium = pdftest.Chromium()
	webtest.Main(m)
}

// printing lets a site print.
func printing(c *web.Config) { c.PDF = pdf.New(chromium, pdf.Options{}) }
