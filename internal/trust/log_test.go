package trust_test

import (
	"io"
	"net"
	"net/http"
	"net/url"
	"testing"
)

// watchedServer is a server whose log and metrics somebody reads after every request.
type watchedServer struct {
	*house
	metrics string
}

func newWatchedServer(t *testing.T) *watchedServer {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	addr := listener.Addr().String()
	if err := listener.Close(); err != nil {
		t.Fatal(err)
	}
	h := newHouse(t)
	h.stop()
	h.serve("--metrics-addr", addr)
	return &watchedServer{h, "http://" + addr + "/metrics"}
}

// numbers are what the operator can read at this moment: the log and the metrics.
func (w *watchedServer) numbers() string {
	w.t.Helper()
	res, err := http.Get(w.metrics)
	if err != nil {
		w.t.Fatal(err)
	}
	defer res.Body.Close()
	text, err := io.ReadAll(res.Body)
	if err != nil {
		w.t.Fatal(err)
	}
	return string(text) + w.server.Stdout() + w.server.Stderr()
}

// TestNothingThatTheOperatorReadsMovesWhenSomebodyAnswers compares log and metrics before and after each request of a participant.
func TestNothingThatTheOperatorReadsMovesWhenSomebodyAnswers(t *testing.T) {
	w, q := newWatchedServer(t), content(t, longForm)
	r := w.openFor("Nordwind", longForm, 500)
	trainer := w.trainer()
	code, requests, moved := r.Links[0].Code, 0, 0
	for i := range often(4, 100) {
		person := w.visitor()
		person.Client.Transport = &http.Transport{} // a connection of her own, which stays open
		form := make(sheet, len(q.Items())).form(q, remark(i))
		var receipt string
		for name, request := range map[string]func(){
			"the questionnaire": func() { person.get("/s/" + code) }, "the start page": func() { person.get("/") },
			"answers": func() { person.answer(code, form); receipt = person.receipt(code) }, "answers that are none": func() { person.post("/s/"+code, url.Values{}) },
			"an unknown code": func() { person.get("/s/ABCDEFGH") }, "no code": func() { person.get("/s/x") },
			"a receipt": func() { person.post("/quittung", url.Values{"receipt": {receipt}}) }, "a guess": func() { person.get("/s/" + code + "/schaetzen") },
			"the thank-you page": func() { person.get("/s/" + code + "/danke") }, "nothing behind": func() { person.post("/s/"+code+"/fertig", url.Values{}) },
			"privacy": func() { person.get("/datenschutz") }, "no page": func() { person.get("/none") },
		} {
			before := w.numbers()
			request()
			requests++
			if after := w.numbers(); after != before {
				t.Errorf("%s: what the operator reads went from\n%s\nto\n%s", name, before, after)
				return
			}
		}
	}
	before := w.numbers()
	trainer.get("/app")
	if w.numbers() != before {
		moved++
	}
	if moved == 0 {
		t.Error("a page behind the sign-in moves nothing: the attack does not bite")
	}
	figure(t, "%d requests of people who answer, log and metrics read before and after each: 0 lines, 0 numbers moved. Control: a page behind the sign-in moved them", requests)
}
