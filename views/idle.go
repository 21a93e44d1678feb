package views

import (
	"strconv"
	"time"

	"kompass/internal/kompass"
)

// When a page says that the session is about to end because nobody uses it, and that it is over, before it is: what is
// sent in the last minute might come too late.
const (
	idleWarned = kompass.SessionIdle - 3*time.Minute
	idleOver   = kompass.SessionIdle - time.Minute
)

func idleSeconds(d time.Duration) string { return strconv.Itoa(int(d / time.Second)) }
