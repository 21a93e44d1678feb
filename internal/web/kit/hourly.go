package kit

import (
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/gofiber/fiber/v2"

	"kompass/internal/address"
)

// HourOfErrors sums up what went wrong within one hour for people who answer. It is all that is kept of their requests: the
// time of a single one, beside a camera or a log of the network, would say who answered when.
type HourOfErrors struct {
	From    time.Time // the full hour it begins at, in UTC
	Refused int       // answered with 4xx
	Failed  int       // answered with 5xx
	Causes  []string  // of failures: up to five different texts, in alphabetical order
}

// maxCauses bounds how many texts of errors an hour keeps.
const maxCauses = 5

// hourly collects errors and hands a sum over once its hour is complete. The zero value is ready to use.
type hourly struct {
	mu      sync.Mutex
	current HourOfErrors
	done    []HourOfErrors
	refused int64 // of complete hours
	failed  int64 // of complete hours
}

// note counts an answer to somebody who is not signed in. What succeeds is not counted at all.
func (h *hourly) note(now time.Time, status int, err error) {
	if status < fiber.StatusBadRequest {
		return
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	h.roll(now)
	if status < fiber.StatusInternalServerError {
		h.current.Refused++
		return
	}
	h.current.Failed++
	if err != nil && len(h.current.Causes) < maxCauses && !slices.Contains(h.current.Causes, err.Error()) {
		h.current.Causes = append(h.current.Causes, err.Error())
		slices.Sort(h.current.Causes)
	}
}

// roll closes the hour if now lies in another one.
func (h *hourly) roll(now time.Time) {
	from := now.UTC().Truncate(time.Hour)
	if h.current.From.Equal(from) {
		return
	}
	if h.current.Refused+h.current.Failed > 0 {
		h.done = append(h.done, h.current)
		h.refused, h.failed = h.refused+int64(h.current.Refused), h.failed+int64(h.current.Failed)
	}
	h.current = HourOfErrors{From: from}
}

// take returns the sums of complete hours that were not taken before.
func (h *hourly) take(now time.Time) []HourOfErrors {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.roll(now)
	done := h.done
	h.done = nil
	return done
}

// totals returns what complete hours add up to.
func (h *hourly) totals() (refused, failed int64) {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.refused, h.failed
}

// behindSignIn reports whether an address is one of those who sign in. All others may be those of people who answer, the
// stylesheet that their pages ask for included.
func behindSignIn(c *fiber.Ctx) bool {
	path := strings.ToLower(c.Path())
	for _, room := range []string{address.Overview, address.SignIn, address.SignOut, address.Password} {
		if path == room || strings.HasPrefix(path, room+"/") {
			return true
		}
	}
	return false
}
