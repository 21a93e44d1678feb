package main

import (
	"context"
	"fmt"
	"os"
	"runtime"
	"strings"
	"time"
)

// machine is how busy a machine is.
type machine struct {
	Cores int     `json:"cores"`
	Load  float64 `json:"load"`  // processes that ran or waited to run, on average over a minute
	Steal float64 `json:"steal"` // the share of a second that the host of a virtual machine took for others
}

// The busiest machine that is measured on.
const (
	mostLoad  = 0.3
	mostSteal = 0.02
)

func (m machine) quiet() bool { return m.Load < mostLoad && m.Steal < mostSteal }

func (m machine) String() string {
	return fmt.Sprintf("%d cores, load %.2f, quiet is under %.1f; stolen %.1f %%, quiet is under %.0f %%", m.Cores, m.Load, mostLoad, 100*m.Steal, 100*mostSteal)
}

// waitUntilQuiet returns how busy the machine is as soon as it is quiet, or when the time is over. What built this program counts for a
// minute.
func waitUntilQuiet(ctx context.Context, most time.Duration) (machine, error) {
	deadline := time.Now().Add(most)
	for {
		m, err := look(ctx)
		if err != nil || m.quiet() || time.Now().After(deadline) {
			return m, err
		}
	}
}

// look watches the machine for a second.
func look(ctx context.Context) (machine, error) {
	m := machine{Cores: runtime.NumCPU()}
	stolen, all, err := stealing()
	if err != nil {
		return m, err
	}
	select {
	case <-ctx.Done():
		return m, ctx.Err()
	case <-time.After(time.Second):
	}
	stolenNow, allNow, err := stealing()
	if err != nil {
		return m, err
	}
	m.Steal = float64(stolenNow-stolen) / float64(max(allNow-all, 1))
	load, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		return m, err
	}
	_, err = fmt.Sscan(string(load), &m.Load)
	return m, err
}

// stealing reads for how many ticks the processors have been taken away, and how many there have been.
func stealing() (stolen, all int64, err error) {
	stat, err := os.ReadFile("/proc/stat")
	if err != nil {
		return 0, 0, err
	}
	line, _, _ := strings.Cut(string(stat), "\n")
	const steal = 7 // user nice system idle iowait irq softirq steal, of which guests are a part of the first
	for i, field := range strings.Fields(line)[1:] {
		var n int64
		if _, err := fmt.Sscan(field, &n); err != nil {
			return 0, 0, err
		}
		if i <= steal {
			all += n
		}
		if i == steal {
			stolen = n
		}
	}
	return stolen, all, nil
}
