package trust_test

import (
	"math/rand/v2"
	"testing"
	"time"
)

// BenchmarkCycle is what it costs the server that one person answers: the questionnaire, the answers, the page after them. Both kinds
// of round take turns within one run, because the load of a machine changes more than the difference is.
func BenchmarkCycle(b *testing.B) {
	kinds := map[string]*cycles{"clear": newCycles(b, false), "sealed": newCycles(b, true)}
	const turn = 50
	for done := 0; done < b.N; done += turn {
		for _, c := range kinds {
			c.run(min(turn, b.N-done))
		}
	}
	for name, c := range kinds {
		b.ReportMetric(float64(c.cpu.Microseconds())/float64(b.N), name+"-cpu-µs/op")
		b.ReportMetric(float64(c.wall.Microseconds())/float64(b.N), name+"-wall-µs/op")
	}
}

// cycles are people who answer one round one after another, and what that took.
type cycles struct {
	*house
	code      string
	cpu, wall time.Duration
}

func newCycles(b *testing.B, sealed bool) *cycles {
	b.Helper()
	h := newHouse(b)
	r := h.openFor("Nordwind", longForm, 90_000)
	if !sealed {
		h.unseal(r)
	}
	c := &cycles{house: h, code: r.Links[0].Code}
	c.run(200) // pages and keys are ready from then on
	c.cpu, c.wall = 0, 0
	return c
}

func (c *cycles) run(n int) {
	c.t.Helper()
	q := content(c.t, longForm)
	s := randomSheet(rand.New(rand.NewPCG(1, 12)), q)
	before, start := c.processor(), time.Now()
	for range n {
		person := c.visitor()
		person.answer(c.code, s.form(q, ""))
		person.receipt(c.code)
	}
	c.wall += time.Since(start)
	c.cpu += c.processor() - before
}

func (c *cycles) processor() time.Duration {
	c.t.Helper()
	used, err := c.server.ProcessorTime()
	if err != nil {
		c.t.Fatal(err)
	}
	return used
}
