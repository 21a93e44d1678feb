package participant

import (
	"errors"
	"time"

	"github.com/gofiber/fiber/v2"
	"github.com/hashicorp/golang-lru/v2/expirable"

	"kompass/internal/kompass"
)

// recentAccess remembers for a minute what codes lead to. Looking a code up costs more than storing an answer, and a form
// that is sent, or a profile that is opened, belongs to a page that was looked up just before. Nobody is admitted on the
// strength of it: the store checks the round again in the transaction that writes, and refuses to show answers once the
// round is closed. Whatever does not go through smoothly is done again with a fresh look.
type recentAccess struct {
	byCode *expirable.LRU[kompass.Code, remembered]
}

type remembered struct {
	access kompass.Access
	at     time.Time
}

const (
	rememberFor = time.Minute
	maxRecent   = 1000
)

// newRecentAccess returns one that forgets by the clock that its callers read, which tests move: the library's is the wall's.
func newRecentAccess() recentAccess {
	return recentAccess{byCode: expirable.NewLRU[kompass.Code, remembered](maxRecent, nil, 0)}
}

func (r recentAccess) put(code kompass.Code, a kompass.Access, now time.Time) {
	r.byCode.Add(code, remembered{a, now})
}

func (r recentAccess) get(code kompass.Code, now time.Time) (kompass.Access, bool) {
	m, ok := r.byCode.Get(code)
	if !ok || now.Before(m.at) || now.Sub(m.at) >= rememberFor || m.access.Round.Phase(now) != kompass.Running {
		return kompass.Access{}, false
	}
	return m.access, true
}

// remembered returns what the code of the address led to a moment ago, if that round was and still is to be running.
func (h *Handler) remembered(c *fiber.Ctx) (kompass.Access, bool) {
	code, ok := kompass.ParseCode(c.Params("code"))
	if !ok {
		return kompass.Access{}, false
	}
	return h.recent.get(code, h.Now())
}

// submitAtOnce stores a faultless form without looking its code up again. It reports false where that did not work out.
func (h *Handler) submitAtOnce(c *fiber.Ctx) (done bool, err error) {
	a, ok := h.remembered(c)
	if !ok {
		return false, nil
	}
	frozen, err := h.rounds.Frozen(c.UserContext(), a.Round)
	if err != nil {
		return false, nil
	}
	sent := readAnswersFrom(c, a, frozen.Questionnaire)
	if _, again := sent.again(); again {
		return false, nil
	}
	err = h.save(c, a, sent)
	return err == nil || errors.Is(err, kompass.ErrStorage), err
}
