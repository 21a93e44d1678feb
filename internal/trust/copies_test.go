package trust_test

import (
	"bytes"
	"encoding/csv"
	"math/rand/v2"
	"net/http"
	"net/url"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

var formNonce = regexp.MustCompile(`name="form" value="([^"]+)"`)

// drawCodes has the trainer draw one-time codes for everybody and returns them as they stand on the slips.
func (h *house) drawCodes(trainer *visitor, r round, n int) []string {
	h.t.Helper()
	path := "/app/rounds/" + r.ID
	nonce := formNonce.FindStringSubmatch(trainer.get(path).Body)
	if nonce == nil {
		h.t.Fatal("the page of the round has no form for codes")
	}
	sheet := trainer.post(path+"/codes", url.Values{"form": {nonce[1]}, "codes--": {strconv.Itoa(n)}, "format": {"csv"}})
	reader := csv.NewReader(strings.NewReader(strings.TrimPrefix(sheet.Body, "\ufeff")))
	reader.Comma = ';'
	rows, err := reader.ReadAll()
	if err != nil || len(rows) != n+1 {
		h.t.Fatalf("got %d rows of codes and error %v (status %d), want %d", len(rows), err, sheet.Status, n+1)
	}
	var codes []string
	for _, row := range rows[1:] {
		codes = append(codes, strings.ReplaceAll(row[2], "-", ""))
	}
	return codes
}

// watched is what somebody learns who copies file and log after every answer and compares each copy with the one before.
type watched struct {
	*house
	forms    int
	paired   int // a code that was used and a form that came between the same two copies
	answers  int // forms whose answers can be read
	comments int // comments that can be read, beside the form that they came with
	withdrew struct{ before, after int }
}

// watch lets people answer with one-time codes, the first of whom withdraws what she sent.
func watch(t *testing.T, sealed bool, people int, seed uint64) *watched {
	t.Helper()
	h := newHouse(t)
	w := &watched{house: h, forms: people}
	r := h.openFor("Nordwind", longForm, people)
	if !sealed {
		h.unseal(r)
	}
	codes := h.drawCodes(h.trainer(), r, people)
	q, rng := content(t, longForm), rand.New(rand.NewPCG(seed, 2))
	rows, used := map[string]bool{}, map[string]bool{}
	for i, code := range codes {
		s := randomSheet(rng, q)
		person := h.visitor()
		person.answer(code, s.form(q, remark(i)))
		copied := h.copied()
		form := fresh(rows, column[string](t, copied, "SELECT CAST(answers AS TEXT) FROM responses"))
		if len(form) == 1 && len(fresh(used, column[string](t, copied, "SELECT id FROM links WHERE used = 1"))) == 1 {
			w.paired++
		}
		raw := rawBytes(t, copied)
		if len(form) == 1 && form[0] == string(s) && bytes.Contains(raw, s) {
			w.answers++
		}
		if bytes.Contains(raw, []byte(remark(i))) {
			w.comments++
		}
		if i == 0 {
			w.withdraw(person, code, form[0][:min(48, len(form[0]))], remark(i))
		}
	}
	return w
}

// withdraw takes answers back and looks for what they left in file and log.
func (w *watched) withdraw(person *visitor, code string, markers ...string) {
	w.t.Helper()
	receipt := person.receipt(code)
	count := func() (n int) {
		raw := rawBytes(w.t, w.copied())
		for _, m := range markers {
			n += bytes.Count(raw, []byte(m))
		}
		return n
	}
	w.withdrew.before = count()
	if r := person.post("/quittung", url.Values{"receipt": {receipt}, "do": {"withdraw"}}); r.Status != http.StatusOK {
		w.t.Fatalf("withdraw: %d", r.Status)
	}
	w.withdrew.after = count()
}

// fresh returns what was not known before, and knows it from then on.
func fresh(known map[string]bool, all []string) (out []string) {
	for _, s := range all {
		if !known[s] {
			out, known[s] = append(out, s), true
		}
	}
	return out
}

// rawBytes are the bytes of a copy and its log.
func rawBytes(t testing.TB, path string) []byte {
	t.Helper()
	var all []byte
	for _, suffix := range []string{"", "-wal"} {
		data, err := os.ReadFile(path + suffix)
		if err != nil && !os.IsNotExist(err) {
			t.Fatal(err)
		}
		all = append(all, data...)
	}
	return all
}

// TestCopiesAfterEveryAnswerCannotBeRead pairs a one-time code with the envelope that came with it: that can be seen while a round is
// open, as is said. What lies in the envelope, and the comment in it, cannot.
func TestCopiesAfterEveryAnswerCannotBeRead(t *testing.T) {
	t.Parallel()
	rounds, people := often(1, 10), 12
	var sum watched
	for seed := range uint64(rounds) {
		w := watch(t, true, people, seed)
		sum.forms, sum.paired, sum.answers, sum.comments = sum.forms+w.forms, sum.paired+w.paired, sum.answers+w.answers, sum.comments+w.comments
		if w.withdrew.before == 0 || w.withdrew.after > 0 {
			t.Errorf("got %d traces of an answer before it was withdrawn and %d after, want some and none", w.withdrew.before, w.withdrew.after)
		}
	}
	if sum.answers > 0 || sum.comments > 0 {
		t.Errorf("of %d forms %d answers and %d comments can be read while the round is open", sum.forms, sum.answers, sum.comments)
	}
	c := watch(t, false, people, 99)
	if c.answers != people || c.comments != people || c.withdrew.before == 0 {
		t.Errorf("without sealing %+v is learnt of %d forms: the attack does not bite", c, people)
	}
	figure(t, "%d forms, a copy of file and log after each: %d answers and %d comments read; code and envelope paired %d, as is said; 0 traces of what was withdrawn. Control: %d and %d of %d read",
		sum.forms, sum.answers, sum.comments, sum.paired, c.answers, c.comments, people)
}
