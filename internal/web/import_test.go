package web_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"kompass/internal/kompass"
	"kompass/internal/urn"
	"kompass/internal/web/webtest"
)

func TestAnswersFromAFileAreAddedAllOrNone(t *testing.T) {
	s := webtest.New(t)
	c, _ := s.Company("Hotel Adler", "Empfang")
	o := s.Open(c, webtest.Tiny)
	b, path := s.SignIn("a@example.org", kompass.Coordinator, c.ID), "/app/rounds/"+o.Round.ID+"/import"
	good := "team;a1;b1;c1;c2\nEmpfang;yes;no;1;0\nEmpfang;no;no;;1\n"
	s.Unchanged("one bad row", func() {
		p := b.SendFile(path+"/upload", "file", "bögen.csv", []byte(good+"Empfang;vielleicht;;;\nBar;yes;;;\n")).Want(http.StatusUnprocessableEntity).
			Says("„bögen.csv“ wurde nicht übernommen").Says("Die Antwort \"vielleicht\" gibt es nicht")
		p.One(`.error-summary tbody tr`)
	})
	s.Unchanged("an empty file", func() {
		b.SendFile(path+"/upload", "file", "leer.csv", nil).Want(http.StatusUnprocessableEntity).Says("Die Datei ist leer.")
	})
	b.SendFile(path+"/upload", "file", "bögen.csv", []byte(good)).Goes(path + "?imported=2&already=0")
	b.Get(path + "?imported=2&already=0").Says("2 Bögen wurden übernommen")
	b.SendFile(path+"/upload", "file", "bögen.csv", []byte(good)).Goes(path + "?imported=0&already=2")
	b.SendFile(path+"/upload", "file", "mehr.csv", []byte(good+"Empfang;yes;yes;1;1\n")).Goes(path + "?imported=3&already=0")
	if s.Total(o.Round.ID) != 5 {
		t.Errorf("got %d answers, want 5", s.Total(o.Round.ID))
	}
	s.CloseRound(o.Round.ID)
	b.Get(path).Want(http.StatusGone)
	b.SendFile(path+"/upload", "file", "bögen.csv", []byte(good+"\n")).Want(http.StatusGone)
}

func TestAFileMayHoldWhatWasWrittenOnTheFields(t *testing.T) {
	s := webtest.New(t)
	c, _ := s.Company("Hotel Adler", "Empfang")
	o := s.Open(c, webtest.Tiny)
	b, path := s.Trainer(), "/app/rounds/"+o.Round.ID+"/import"
	head := "team;a1;comment-alpha;comment-nowhere\n"
	s.Unchanged("a long comment", func() {
		b.SendFile(path+"/upload", "file", "b.csv", []byte(head+"Empfang;yes;"+strings.Repeat("x", kompass.MaxComment+1)+";\n")).
			Want(http.StatusUnprocessableEntity).Says("Der Kommentar ist zu lang")
	})
	b.SendFile(path+"/upload", "file", "b.csv", []byte(head+"Empfang;yes;Mehr Licht am Empfang;Das steht nirgends\n")).Goes(path + "?imported=1&already=0")
	if strings.Contains(s.Dump(), "Mehr Licht am Empfang") {
		t.Error("the comment is not sealed")
	}
	contents := s.Contents(o.Round.ID)
	if want := []urn.Comment{{Field: "alpha", Text: "Mehr Licht am Empfang"}}; len(contents) != 1 || !slices.Equal(contents[0].Comments, want) {
		t.Errorf("got %v, want the comment on a field alone", contents)
	}
}

func TestAFileFromAGermanExcelIsToldHowToBeSaved(t *testing.T) {
	s := webtest.New(t)
	c, _ := s.Company("Hotel Adler", "Süd")
	o := s.Open(c, webtest.Tiny)
	b, path := s.Trainer(), "/app/rounds/"+o.Round.ID+"/import/upload"
	for name, file := range map[string]string{
		"Windows-1252": "team;a1\nS\xfcd;yes\n", "UTF-16": "\xff\xfet\x00e\x00a\x00m\x00", "a workbook": "PK\x03\x04rest",
	} {
		s.Unchanged(name, func() {
			b.SendFile(path, "file", "bogen.csv", []byte(file)).Want(http.StatusUnprocessableEntity).Says("CSV UTF-8 (durch Trennzeichen getrennt)")
		})
	}
}

func TestABrokenFileIsShownAsText(t *testing.T) {
	s := webtest.New(t)
	c, _ := s.Company("Hotel Adler", "Empfang")
	o := s.Open(c, webtest.Tiny)
	b, path := s.Trainer(), "/app/rounds/"+o.Round.ID+"/import/upload"
	cell := `"` + strings.ReplaceAll(canary, `"`, `""`) + `"`
	for name, file := range map[string]string{
		"a cell": "team,a1\nEmpfang," + cell + "\n", "a header": cell + "," + cell + ",a1\n1,2,yes\n", "a team": "team,a1\n" + cell + ",yes\n",
		"a perspective": "team,perspective,a1\nEmpfang," + cell + ",yes\n", "no header": "team,a1,\nEmpfang,yes," + cell + "\n", "quotes": "team,a1\n" + canary + ",x\n",
	} {
		s.Unchanged(name, func() {
			p := b.SendFile(path, "file", canary, []byte(file)).Want(http.StatusUnprocessableEntity).Says("onload=__x()")
			wantCaged(t, name, p)
		})
	}
}
