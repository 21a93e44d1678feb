package web_test

import (
	"net/http"
	"testing"

	"kompass/internal/web/webtest"
)

func TestADamagedResultIsConfinedToItsPage(t *testing.T) {
	s := webtest.New(t)
	company, _, damaged := s.Measured("Adler", "Herbst")
	sound := s.Answered(company, "Winter", true)
	s.Exec("DROP TRIGGER results_immutable")
	s.Exec(`UPDATE results SET document = CAST(replace(CAST(document AS TEXT), '"shown":true', '"shown":false') AS BLOB) WHERE round_id = ?`, damaged.ID)
	trainer := s.Trainer()
	for _, path := range []string{"/app", "/app/companies/" + company.ID, "/app/rounds/" + damaged.ID, "/app/rounds/" + sound.ID, "/app/rounds/" + sound.ID + "/result"} {
		trainer.Get(path).Want(http.StatusOK)
	}
	trainer.Get("/app/rounds/" + damaged.ID + "/result").Want(http.StatusInternalServerError).Says("Dieses Ergebnis ist beschädigt")
}
