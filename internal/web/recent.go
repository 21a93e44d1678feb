package web

import (
	"errors"
	"sync"
	"time"

	"github.com/gofiber/fiber/v2"

	"kompass/internal/kompass"
	"kompass/internal/rounds"
	"kompass/internal/web/kit"
	"kompass/views"
)

// recentAccess remembers for a minute what codes lead to. Looking a code up costs more than storing an answer, and a form
// that is sent, or a profile that is opened, belongs to a page that was looked up just before. Nobody is admitted on the
// strength of it: the store checks the round again in the transaction that writes, and refuses to show answers once the
// round is closed. Whatever does not go through smoothly is done again with a fresh look.
type recentAccess struct {
	mu     sync.RWMutex
	byCode map[kompass.Code]remembered
}

type remembered struct {
	access kompass.Access
	at     time.Time
}

const (
	rememberFor = time.Minute
	maxRecent   = 1000
)

func (r *recentAccess) put(code kompass.Code, a kompass.Access, now time.Time) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.byCode == nil || len(r.byCode) >= maxRecent {
		r.byCode = map[kompass.Code]remembered{}
	}
	r.byCode[code] = remembered{a, now}
}

func (r *recentAccess) get(code kompass.Code, now time.Time) (kompass.Access, bool) {
	r.mu.RLock()
	defer r.mu.RUnlock()
	m, ok := r.byCode[code]
	if !ok || now.Before(m.at) || now.Sub(m.at) >= rememberFor || m.access.Round.Phase(now) != kompass.Running {
		return kompass.Access{}, false
	}
	return m.access, true
}

// remembered returns what the code of the address led to a moment ago, if that round was and still is to be running.
func (s *server) remembered(c *fiber.Ctx) (kompass.Access, bool) {
	code, ok := kompass.ParseCode(c.Params("code"))
	if !ok {
		return kompass.Access{}, false
	}
	return s.recent.get(code, s.Now())
}

// submitAtOnce stores a faultless form without looking its code up again. It says false where that did not work out.
func (s *server) submitAtOnce(c *fiber.Ctx) (done bool, err error) {
	a, ok := s.remembered(c)
	if !ok || kit.Posted(c, views.SwitchName) != "" {
		return false, nil
	}
	frozen, err := s.Rounds.Frozen(c.UserContext(), a.Round)
	if err != nil {
		return false, nil
	}
	value := func(name string) string { return kit.Posted(c, name) }
	p, form := standpointOf(a, value), rounds.ReadForm(frozen.Questionnaire, value)
	row, comments, errs := form.Pack(frozen.Questionnaire)
	if len(errs) > 0 || !p.complete(a) {
		return false, nil
	}
	err = s.store(c, a, p, row, comments)
	return err == nil || errors.Is(err, kompass.ErrStorage), err
}
