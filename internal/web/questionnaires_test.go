package web_test

import (
	"net/http"
	"strings"
	"testing"
)

func TestAnOwnQuestionnaireIsUploadedAndUsed(t *testing.T) {
	s := newSite(t)
	c, _ := s.company("Hotel Adler")
	b, path := s.trainer(), "/app/questionnaires"
	own := strings.NewReplacer("id: tiny-check", "id: own-check", "Kleine Probe", "Eigene Probe").Replace(tinyFile)
	b.sendFile(path+"/upload", "file", "eigen.yaml", []byte(own)).goes(path + "/own-check/1")
	b.get(path + "/own-check/1").want(http.StatusOK).says("Eigene Probe").says("eigen.yaml").says("nicht validiert").one(`form[action$="/withdraw"]`)
	b.get(path).want(http.StatusOK).says("Eigene Probe").says("hochgeladen")
	s.unchanged("the same file", func() {
		b.sendFile(path+"/upload", "file", "eigen.yaml", []byte(own)).want(http.StatusUnprocessableEntity).says("gibt es schon")
	})
	s.unchanged("another content, the same version", func() {
		b.sendFile(path+"/upload", "file", "eigen.yaml", []byte(strings.Replace(own, "Alpha", "Omega", 1))).
			want(http.StatusUnprocessableEntity).says("Erhöhen Sie die Versionsnummer")
	})
	setup := "/app/companies/" + c.ID + "/rounds"
	b.get(setup + "/new").says("Eigene Probe")
	b.post(setup+"/new", b.draft(c.ID, "step", "content", "questionnaire", "own-check", "title", "Herbst")).want(http.StatusSeeOther)
	b.post(setup, b.draft(c.ID)).want(http.StatusSeeOther)
	b.get(path+"/own-check/1").says("Herbst").count(`form[action$="/withdraw"]`, 0)
	b.post(path+"/own-check/1/withdraw", values()).want(http.StatusConflict)
	second := strings.NewReplacer("version: 1\n", "version: 2\n", "Alpha", "Omega").Replace(own)
	b.sendFile(path+"/upload", "file", "eigen.yaml", []byte(second)).goes(path + "/own-check/2")
	b.post(path+"/own-check/2/withdraw", values()).goes(path)
	b.get(path + "/own-check/2").want(http.StatusNotFound)
}

func TestABrokenQuestionnaireIsShownWithItsLines(t *testing.T) {
	s := newSite(t)
	b, path := s.trainer(), "/app/questionnaires/upload"
	for name, broken := range map[string]string{
		"everywhere": strings.NewReplacer("Kleine Probe", canary, "yesno", canary, "Alpha", canary).Replace(tinyFile),
		"as a key":   tinyFile + "? '" + strings.ReplaceAll(canary, "'", "''") + "'\n: 1\n",
		"alone":      canary, "bytes": "id: \xff\xfe" + canary, "empty lines": "\r\n\r\n" + canary,
	} {
		s.unchanged(name, func() {
			p := b.sendFile(path, "file", canary+".yaml", []byte(broken)).want(http.StatusUnprocessableEntity)
			wantCaged(t, name, p.says("onload=__x()"))
			if p.doc.Find(".error-summary tbody tr").Length() == 0 {
				t.Errorf("%s: no finding is shown", name)
			}
		})
	}
	s.unchanged("no file", func() {
		b.sendFile(path, "other", "x", []byte("x")).want(http.StatusUnprocessableEntity).one("#file-error")
	})
}
