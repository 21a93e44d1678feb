package web_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"kompass/internal/kompass"
	"kompass/internal/urn"
)

func TestAnswersFromAFileAreAddedAllOrNone(t *testing.T) {
	s := newSite(t)
	c, _ := s.company("Hotel Adler", "Empfang")
	o := s.open(c, tiny)
	b, path := s.signIn("a@example.org", kompass.Coordinator, c.ID), "/app/rounds/"+o.Round.ID+"/import"
	good := "team;a1;b1;c1;c2\nEmpfang;yes;no;1;0\nEmpfang;no;no;;1\n"
	s.unchanged("one bad row", func() {
		p := b.sendFile(path+"/upload", "file", "bögen.csv", []byte(good+"Empfang;vielleicht;;;\nBar;yes;;;\n")).want(http.StatusUnprocessableEntity).
			says("„bögen.csv“ wurde nicht übernommen").says("Die Antwort \"vielleicht\" gibt es nicht")
		p.one(`.error-summary tbody tr`)
	})
	s.unchanged("an empty file", func() {
		b.sendFile(path+"/upload", "file", "leer.csv", nil).want(http.StatusUnprocessableEntity).says("Die Datei ist leer.")
	})
	b.sendFile(path+"/upload", "file", "bögen.csv", []byte(good)).goes(path + "?imported=2&already=0")
	b.get(path + "?imported=2&already=0").says("2 Bögen wurden übernommen")
	b.sendFile(path+"/upload", "file", "bögen.csv", []byte(good)).goes(path + "?imported=0&already=2")
	b.sendFile(path+"/upload", "file", "mehr.csv", []byte(good+"Empfang;yes;yes;1;1\n")).goes(path + "?imported=3&already=0")
	if s.total(o.Round.ID) != 5 {
		t.Errorf("got %d answers, want 5", s.total(o.Round.ID))
	}
	s.close(o.Round.ID)
	b.get(path).want(http.StatusGone)
	b.sendFile(path+"/upload", "file", "bögen.csv", []byte(good+"\n")).want(http.StatusGone)
}

func TestAFileMayHoldWhatWasWrittenOnTheFields(t *testing.T) {
	s := newSite(t)
	c, _ := s.company("Hotel Adler", "Empfang")
	o := s.open(c, tiny)
	b, path := s.trainer(), "/app/rounds/"+o.Round.ID+"/import"
	head := "team;a1;comment-alpha;comment-nowhere\n"
	s.unchanged("a long comment", func() {
		b.sendFile(path+"/upload", "file", "b.csv", []byte(head+"Empfang;yes;"+strings.Repeat("x", kompass.MaxComment+1)+";\n")).
			want(http.StatusUnprocessableEntity).says("Der Kommentar ist zu lang")
	})
	b.sendFile(path+"/upload", "file", "b.csv", []byte(head+"Empfang;yes;Mehr Licht am Empfang;Das steht nirgends\n")).goes(path + "?imported=1&already=0")
	if strings.Contains(s.dump(), "Mehr Licht am Empfang") {
		t.Error("the comment is not sealed")
	}
	contents := s.contents(o.Round.ID)
	if want := []urn.Comment{{Field: "alpha", Text: "Mehr Licht am Empfang"}}; len(contents) != 1 || !slices.Equal(contents[0].Comments, want) {
		t.Errorf("got %v, want the comment on a field alone", contents)
	}
}

func TestAFileFromAGermanExcelIsToldHowToBeSaved(t *testing.T) {
	s := newSite(t)
	c, _ := s.company("Hotel Adler", "Süd")
	o := s.open(c, tiny)
	b, path := s.trainer(), "/app/rounds/"+o.Round.ID+"/import/upload"
	for name, file := range map[string]string{
		"Windows-1252": "team;a1\nS\xfcd;yes\n", "UTF-16": "\xff\xfet\x00e\x00a\x00m\x00", "a workbook": "PK\x03\x04rest",
	} {
		s.unchanged(name, func() {
			b.sendFile(path, "file", "bogen.csv", []byte(file)).want(http.StatusUnprocessableEntity).says("CSV UTF-8 (durch Trennzeichen getrennt)")
		})
	}
}

func TestABrokenFileIsShownAsText(t *testing.T) {
	s := newSite(t)
	c, _ := s.company("Hotel Adler", "Empfang")
	o := s.open(c, tiny)
	b, path := s.trainer(), "/app/rounds/"+o.Round.ID+"/import/upload"
	cell := `"` + strings.ReplaceAll(canary, `"`, `""`) + `"`
	for name, file := range map[string]string{
		"a cell": "team,a1\nEmpfang," + cell + "\n", "a header": cell + "," + cell + ",a1\n1,2,yes\n", "a team": "team,a1\n" + cell + ",yes\n",
		"a perspective": "team,perspective,a1\nEmpfang," + cell + ",yes\n", "no header": "team,a1,\nEmpfang,yes," + cell + "\n", "quotes": "team,a1\n" + canary + ",x\n",
	} {
		s.unchanged(name, func() {
			p := b.sendFile(path, "file", canary, []byte(file)).want(http.StatusUnprocessableEntity).says("onload=__x()")
			wantCaged(t, name, p)
		})
	}
}
