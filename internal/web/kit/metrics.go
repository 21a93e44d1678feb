package kit

import (
	"fmt"
	"io"
	"runtime"
	"sync/atomic"
	"time"
)

// Metrics counts what the server does, for the operator alone. Answers are not counted: whoever reads the number every few
// seconds would learn when each of them came. The zero value is ready to use.
type Metrics struct {
	classes  [6]atomic.Int64 // requests by hundreds of the status
	duration atomic.Int64    // nanoseconds in all
}

func (m *Metrics) note(status int, took time.Duration) {
	if class := status / 100; class > 0 && class < len(m.classes) {
		m.classes[class].Add(1)
	}
	m.duration.Add(int64(took))
}

// WriteTo writes the numbers in the text format of Prometheus.
func (m *Metrics) WriteTo(w io.Writer) (int64, error) {
	var mem runtime.MemStats
	runtime.ReadMemStats(&mem)
	text := "# HELP kompass_requests_total Requests answered, by class of status.\n# TYPE kompass_requests_total counter\n"
	for class := 1; class < len(m.classes); class++ {
		text += fmt.Sprintf("kompass_requests_total{class=\"%dxx\"} %d\n", class, m.classes[class].Load())
	}
	text += fmt.Sprintf("# HELP kompass_request_seconds_total Time spent answering requests.\n# TYPE kompass_request_seconds_total counter\nkompass_request_seconds_total %.6f\n",
		time.Duration(m.duration.Load()).Seconds())
	text += fmt.Sprintf("# HELP kompass_memory_bytes Memory obtained from the system.\n# TYPE kompass_memory_bytes gauge\nkompass_memory_bytes %d\n", mem.Sys)
	text += fmt.Sprintf("# HELP kompass_goroutines Goroutines that exist.\n# TYPE kompass_goroutines gauge\nkompass_goroutines %d\n", runtime.NumGoroutine())
	n, err := io.WriteString(w, text)
	return int64(n), err
}
