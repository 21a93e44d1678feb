package pdf_test

import (
	"fmt"
	"strings"
	"testing"

	"kompass/internal/pdf"
)

func TestAnchorsTellThePageOfEveryElementThatIsLinkedTo(t *testing.T) {
	folder(t)
	const sheets = 20 // more than one node of the tree of pages holds
	var links, body strings.Builder
	want := map[string]int{}
	for i := range sheets {
		id := fmt.Sprintf("größe-%d", i)
		fmt.Fprintf(&links, `<a href="#%s">%d</a> `, id, i)
		fmt.Fprintf(&body, `<h2 id="%s" style="break-before: page">%d</h2>`, id, i)
		want[id] = i + 2
	}
	file, err := pdf.New(chromium, pdf.Options{}).Print(t.Context(), page(links.String()+body.String()))
	if err != nil {
		t.Fatal(err)
	}
	got, err := pdf.Anchors(file)
	if err != nil {
		t.Fatal(err)
	}
	for id, page := range want {
		if got[id] != page {
			t.Errorf("%s: got page %d, want %d", id, got[id], page)
		}
	}
}

func TestAnchorsOfSomethingElseAreAnError(t *testing.T) {
	for _, file := range []string{"", "%PDF-1.4\n1 0 obj\n<</Type /Catalog>>\nendobj\n"} {
		if _, err := pdf.Anchors([]byte(file)); err == nil {
			t.Errorf("%q: got no error", file)
		}
	}
}
