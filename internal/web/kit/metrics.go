package kit

import (
	"fmt"
	"io"
	"runtime"
	"sync"
	"sync/atomic"
	"time"

	"kompass/internal/kompass"
)

// Metrics counts what the server does, for the operator alone. Of people who answer only errors are counted, and those by
// the hour: whoever reads a number every few seconds would learn when each answer came. The zero value is ready to use.
type Metrics struct {
	classes      [6]atomic.Int64 // requests of those who sign in, by hundreds of the status
	duration     atomic.Int64    // nanoseconds spent on them
	participants hourly
	process      process

	// Space is the room on the disk; nil tells nothing of it.
	Space func() (kompass.Space, error)
}

// process is what the process took when an hour began to be asked about. It is not looked at more often: a connection of somebody who
// answers is one goroutine more.
type process struct {
	mu         sync.Mutex
	from       time.Time
	memory     uint64
	goroutines int
	space      kompass.Space
}

// at takes what it is at the first look in an hour. A database grows with each answer, so its size is not told more often either.
func (p *process) at(now time.Time, space func() (kompass.Space, error)) (memory uint64, goroutines int, room kompass.Space) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if from := now.UTC().Truncate(time.Hour); !p.from.Equal(from) {
		var mem runtime.MemStats
		runtime.ReadMemStats(&mem)
		p.from, p.memory, p.goroutines = from, mem.Sys, runtime.NumGoroutine()
		if space != nil {
			p.space, _ = space() // what cannot be told is 0, as on a disk that is full
		}
	}
	return p.memory, p.goroutines, p.space
}

// ErrorsByHour returns what went wrong for people who answer in each hour that is complete and was not returned before.
func (m *Metrics) ErrorsByHour(now time.Time) []HourOfErrors { return m.participants.take(now) }

func (m *Metrics) note(status int, took time.Duration) {
	if class := status / 100; class > 0 && class < len(m.classes) {
		m.classes[class].Add(1)
	}
	m.duration.Add(int64(took))
}

// Write writes the numbers in the text format of Prometheus, as they are now.
func (m *Metrics) Write(w io.Writer, now time.Time) error {
	memory, goroutines, space := m.process.at(now, m.Space)
	text := "# HELP kompass_requests_total Requests answered behind the sign-in, by class of status.\n# TYPE kompass_requests_total counter\n"
	for class := 1; class < len(m.classes); class++ {
		text += fmt.Sprintf("kompass_requests_total{class=\"%dxx\"} %d\n", class, m.classes[class].Load())
	}
	text += fmt.Sprintf("# HELP kompass_request_seconds_total Time spent answering them.\n# TYPE kompass_request_seconds_total counter\nkompass_request_seconds_total %.6f\n",
		time.Duration(m.duration.Load()).Seconds())
	refused, failed := m.participants.totals()
	text += fmt.Sprintf("# HELP kompass_participant_errors_total Errors of pages without a sign-in, up to the last full hour.\n# TYPE kompass_participant_errors_total counter\n"+
		"kompass_participant_errors_total{class=\"4xx\"} %d\nkompass_participant_errors_total{class=\"5xx\"} %d\n", refused, failed)
	text += fmt.Sprintf("# HELP kompass_memory_bytes Memory obtained from the system, as of the first look in this hour.\n# TYPE kompass_memory_bytes gauge\nkompass_memory_bytes %d\n", memory)
	text += fmt.Sprintf("# HELP kompass_goroutines Goroutines that existed at the first look in this hour.\n# TYPE kompass_goroutines gauge\nkompass_goroutines %d\n", goroutines)
	if m.Space != nil {
		text += fmt.Sprintf("# HELP kompass_disk_free_bytes Free space where the database lies, as of the first look in this hour.\n# TYPE kompass_disk_free_bytes gauge\nkompass_disk_free_bytes %d\n", space.Free)
		text += fmt.Sprintf("# HELP kompass_database_bytes Size of the database and its log, as of the first look in this hour.\n# TYPE kompass_database_bytes gauge\nkompass_database_bytes %d\n", space.Used)
	}
	_, err := io.WriteString(w, text)
	return err
}
