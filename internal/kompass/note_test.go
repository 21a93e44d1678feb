package kompass_test

import (
	"strings"
	"testing"

	"kompass/internal/kompass"
)

func TestANoteLeadsOnlyToWebSites(t *testing.T) {
	n, errs := kompass.ParseNote(" Fragen, wer das erlebt hat. ", "example.org/artikel")
	if len(errs) > 0 || n != (kompass.Note{Text: "Fragen, wer das erlebt hat.", Link: "https://example.org/artikel"}) {
		t.Errorf("got %+v, %v", n, errs)
	}
	for _, link := range []string{"javascript:alert(1)", "data:text/html,x", "ftp://example.org", "mailto:a@example.org"} {
		if n, errs := kompass.ParseNote("x", link); len(errs) != 1 || errs[0].Field != "link" || n.Link != link {
			t.Errorf("%q: got %+v, %v, want it refused and kept as typed", link, n, errs)
		}
	}
	if _, errs := kompass.ParseNote(strings.Repeat("ä", kompass.MaxNote+1), ""); len(errs) != 1 || errs[0].Field != "note" {
		t.Errorf("got %v, want the note too long", errs)
	}
	if _, errs := kompass.ParseNote(strings.Repeat("ä", kompass.MaxNote), ""); len(errs) != 0 {
		t.Errorf("got %v of a note that is just short enough", errs)
	}
}

func TestNotesAreKeptApart(t *testing.T) {
	n := kompass.Note{Text: "x", Link: "https://example.org"}
	item, truth := kompass.ItemNote("q", "a"), kompass.TruthNote("q", "a")
	settings := item.Settings(n)
	if got := item.Read(settings); got != n {
		t.Errorf("got %+v, want %+v", got, n)
	}
	if got := truth.Read(settings); !got.Empty() {
		t.Errorf("a view has the note %+v of a statement", got)
	}
	if got := kompass.ItemNote("other", "a").Read(settings); !got.Empty() {
		t.Errorf("another questionnaire has the note %+v", got)
	}
}
