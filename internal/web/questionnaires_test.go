package web_test

import (
	"net/http"
	"strings"
	"testing"

	"kompass/internal/web/webtest"
)

func TestAnOwnQuestionnaireIsUploadedAndUsed(t *testing.T) {
	s := webtest.New(t)
	c, _ := s.Company("Hotel Adler")
	b, path := s.Trainer(), "/app/questionnaires"
	own := strings.NewReplacer("id: tiny-check", "id: own-check", "Kleine Probe", "Eigene Probe").Replace(webtest.TinyFile)
	b.SendFile(path+"/upload", "file", "eigen.yaml", []byte(own)).Goes(path + "/own-check/1")
	b.Get(path + "/own-check/1").Want(http.StatusOK).Says("Eigene Probe").Says("eigen.yaml").Says("nicht validiert").One(`form[action$="/withdraw"]`)
	b.Get(path).Want(http.StatusOK).Says("Eigene Probe").Says("hochgeladen")
	s.Unchanged("the same file", func() {
		b.SendFile(path+"/upload", "file", "eigen.yaml", []byte(own)).Want(http.StatusUnprocessableEntity).Says("gibt es schon")
	})
	s.Unchanged("another content, the same version", func() {
		b.SendFile(path+"/upload", "file", "eigen.yaml", []byte(strings.Replace(own, "Alpha", "Omega", 1))).
			Want(http.StatusUnprocessableEntity).Says("Erhöhen Sie die Versionsnummer")
	})
	setup := "/app/companies/" + c.ID + "/rounds"
	b.Get(setup + "/new").Says("Eigene Probe")
	b.Post(setup+"/new", b.Draft(c.ID, "step", "content", "questionnaire", "own-check", "title", "Herbst")).Want(http.StatusSeeOther)
	b.Post(setup+"/new", b.Draft(c.ID, "step", "people", "heads", "20")).Want(http.StatusSeeOther)
	b.Post(setup, b.Draft(c.ID)).Want(http.StatusSeeOther)
	b.Get(path+"/own-check/1").Says("Herbst").Count(`form[action$="/withdraw"]`, 0)
	b.Post(path+"/own-check/1/withdraw", webtest.Values()).Want(http.StatusConflict)
	second := strings.NewReplacer("version: 1\n", "version: 2\n", "Alpha", "Omega").Replace(own)
	b.SendFile(path+"/upload", "file", "eigen.yaml", []byte(second)).Goes(path + "/own-check/2")
	b.Post(path+"/own-check/2/withdraw", b.Get(path+"/own-check/2").Fill(`form[action$="/withdraw"]`)).Goes(path)
	b.Get(path + "/own-check/2").Want(http.StatusNotFound)
}

func TestABrokenQuestionnaireIsShownWithItsLines(t *testing.T) {
	s := webtest.New(t)
	b, path := s.Trainer(), "/app/questionnaires/upload"
	for name, broken := range map[string]string{
		"everywhere": strings.NewReplacer("Kleine Probe", canary, "yesno", canary, "Alpha", canary).Replace(webtest.TinyFile),
		"as a key":   webtest.TinyFile + "? '" + strings.ReplaceAll(canary, "'", "''") + "'\n: 1\n",
		"alone":      canary, "bytes": "id: \xff\xfe" + canary, "empty lines": "\r\n\r\n" + canary,
	} {
		s.Unchanged(name, func() {
			p := b.SendFile(path, "file", canary+".yaml", []byte(broken)).Want(http.StatusUnprocessableEntity)
			wantCaged(t, name, p.Says("onload=__x()"))
			if p.Doc.Find(".error-summary tbody tr").Length() == 0 {
				t.Errorf("%s: no finding is shown", name)
			}
		})
	}
	nothing := []byte("schema: 1\nid: x\n")
	b.SendFile(path, "file", "leer.yaml", nothing).Says(`der Schlüssel "title" fehlt`).Says("unzulässige Kennung").Silent("is missing")
	b.Get("/app?lang=en")
	b.SendFile(path, "file", "leer.yaml", nothing).Says(`key "title" is missing`).Says("malformed id").Silent("fehlt")
	s.Unchanged("no file", func() {
		b.SendFile(path, "other", "x", []byte("x")).Want(http.StatusUnprocessableEntity).One("#file-error")
	})
}
