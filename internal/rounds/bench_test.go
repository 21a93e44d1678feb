package rounds_test

import (
	"context"
	"crypto/rand"
	"encoding/binary"
	"fmt"
	"iter"
	"os"
	"runtime"
	"runtime/debug"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"kompass/internal/keys/keystest"
	"kompass/internal/kompass"
	"kompass/internal/rounds"
	"kompass/internal/sqlite/sqlitetest"
	"kompass/internal/store"
)

// benched is an open round with many sealed answers, a fifth of them with a comment, in teams as large as there can be.
func benched(b *testing.B, n int) (*rounds.Service, *metered, kompass.Round) {
	b.Helper()
	s := &metered{Store: sqlitetest.Open(b), b: b}
	company, _ := sqlitetest.Company(b, s.Store, "Adler")
	for from := 0; from < n; from += kompass.MaxHeads {
		team := kompass.Team{CompanyID: company.ID, Name: fmt.Sprintf("Service %d", from), Heads: min(n-from, kompass.MaxHeads)}
		if _, err := s.AddTeam(ctx, kompass.Unlimited("test"), team); err != nil {
			b.Fatal(err)
		}
	}
	service := rounds.New(s, libraryOf(b), sqlitetest.NewClock().Now, rand.Reader)
	service.UseKeys(keystest.Ring(b, s))
	o, err := service.Open(ctx, kompass.Unlimited("test"), rounds.Plan{CompanyID: company.ID, QuestionnaireID: short, Title: "Spring", Mode: kompass.Anonymous, K: kompass.FloorMinGroup})
	if err != nil {
		b.Fatal(err)
	}
	q, _ := service.Library().Get(short)
	for from := 0; from < n; from += 2_000 {
		var sheets []kompass.Sheet
		for i := from; i < min(n, from+2_000); i++ {
			sheet := kompass.Sheet{Submission: kompass.Submission{TeamID: o.Round.TeamIDs[i/kompass.MaxHeads]}}
			for j := range q.Items() {
				sheet.Submission.Answers = append(sheet.Submission.Answers, byte((i+j)%5))
			}
			if i%5 == 0 {
				sheet.Submission.Comments = []kompass.Comment{{Field: q.Fields[0].ID, Text: strings.Repeat("Mehr Zeit für Gäste. ", 8)}}
			}
			binary.BigEndian.PutUint64(sheet.Digest[:], uint64(i))
			sheets = append(sheets, sheet)
		}
		if _, _, err := service.AddSheets(ctx, kompass.Unlimited("test"), o.Round.ID, sheets); err != nil {
			b.Fatal(err)
		}
	}
	return service, s, o.Round
}

// metered is a store that says how long the parts of a closing take, and for how long the processors compute in them.
type metered struct {
	*store.Store
	b                                      *testing.B
	opening, storing, deleting, rebuilding usage
}

type usage struct{ wall, cpu time.Duration }

// since adds what was used since a moment.
func (u *usage) since(b *testing.B, at time.Time, cpu time.Duration) {
	u.wall, u.cpu = u.wall+time.Since(at), u.cpu+cpuTime(b)-cpu
}

func (m *metered) Responses(ctx context.Context, roundID string, share kompass.Portion) iter.Seq2[kompass.Response, error] {
	return func(yield func(kompass.Response, error) bool) {
		defer m.opening.since(m.b, time.Now(), cpuTime(m.b))
		m.Store.Responses(ctx, roundID, share)(yield)
	}
}

func (m *metered) FinishClose(ctx context.Context, actor string, c kompass.Closing) error {
	defer m.storing.since(m.b, time.Now(), cpuTime(m.b))
	return m.Store.FinishClose(ctx, actor, c)
}

func (m *metered) ForgetAnswers(ctx context.Context, actor string) (int, error) {
	defer m.deleting.since(m.b, time.Now(), cpuTime(m.b))
	return m.Store.ForgetAnswers(ctx, actor)
}

func (m *metered) Rebuild(ctx context.Context) (bool, error) {
	defer m.rebuilding.since(m.b, time.Now(), cpuTime(m.b))
	return m.Store.Rebuild(ctx)
}

// BenchmarkCloseSealed closes a round, and reports how long each part takes and how long the processors compute in it: opening the
// answers, storing the result and the comments, deleting the answers, and rebuilding the file. The memory is the most that it takes
// over what the process had before.
func BenchmarkCloseSealed(b *testing.B) {
	for _, n := range []int{10_000, 100_000, 400_000} {
		b.Run(strconv.Itoa(n), func(b *testing.B) {
			var whole usage
			var parts [4]usage
			var heap, resident uint64
			for b.Loop() {
				b.StopTimer()
				service, s, round := benched(b, n)
				peak := watchMemory(b)
				b.StartTimer()
				at, cpu := time.Now(), cpuTime(b)
				if err := service.Close(ctx, kompass.Unlimited("test"), round.ID); err != nil {
					b.Fatal(err)
				}
				b.StopTimer()
				whole.since(b, at, cpu)
				h, r := peak()
				heap, resident = max(heap, h), max(resident, r)
				for i, u := range []usage{s.opening, s.storing, s.deleting, s.rebuilding} {
					parts[i].wall, parts[i].cpu = parts[i].wall+u.wall, parts[i].cpu+u.cpu
				}
				b.StartTimer()
			}
			report := func(part string, u usage) {
				b.ReportMetric(float64(u.wall.Milliseconds())/float64(b.N), "ms-"+part)
				b.ReportMetric(float64(u.cpu.Milliseconds())/float64(b.N), "ms-cpu-"+part)
			}
			report("all", whole)
			for i, part := range []string{"opening", "storing", "deleting", "rebuilding"} {
				report(part, parts[i])
			}
			b.ReportMetric(float64(heap)/1e6, "MB-heap")
			b.ReportMetric(float64(resident)/1e6, "MB-resident")
		})
	}
}

// watchMemory returns what tells the most that heap and resident memory have grown since.
func watchMemory(b *testing.B) func() (heap, resident uint64) {
	b.Helper()
	debug.FreeOSMemory()
	var before, now runtime.MemStats
	runtime.ReadMemStats(&before)
	at, most := resident(b), uint64(0)
	if err := os.WriteFile("/proc/self/clear_refs", []byte("5"), 0); err != nil {
		b.Fatal(err)
	}
	stop, stopped := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(stopped)
		for {
			runtime.ReadMemStats(&now)
			most = max(most, now.HeapAlloc)
			select {
			case <-stop:
				return
			case <-time.After(20 * time.Millisecond):
			}
		}
	}()
	return func() (uint64, uint64) {
		close(stop)
		<-stopped
		return most - min(most, before.HeapAlloc), resident(b) - min(at, resident(b))
	}
}

// resident is the most memory that the process has had resident since that was last cleared.
func resident(b *testing.B) uint64 {
	b.Helper()
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		b.Fatal(err)
	}
	var kilobytes uint64
	_, rest, _ := strings.Cut(string(status), "VmHWM:")
	if _, err := fmt.Sscan(rest, &kilobytes); err != nil {
		b.Fatal(err)
	}
	return kilobytes << 10
}

// BenchmarkSubmit stores answers one after another, sealed and in clear, to the disk.
func BenchmarkSubmit(b *testing.B) {
	s := sqlitetest.Open(b)
	company, teams := sqlitetest.Company(b, s, "Adler", "Service")
	plain, links := sqlitetest.Round(b, s, company, teams...)
	service := rounds.New(s, libraryOf(b), sqlitetest.NewClock().Now, rand.Reader)
	service.UseKeys(keystest.Ring(b, s))
	o, err := service.Open(ctx, kompass.Unlimited("test"), rounds.Plan{CompanyID: company.ID, QuestionnaireID: short, Title: "Spring", Mode: kompass.Anonymous, K: kompass.FloorMinGroup})
	if err != nil {
		b.Fatal(err)
	}
	for name, round := range map[string]kompass.Round{"sealed": o.Round, "clear": plain} {
		b.Run(name, func(b *testing.B) {
			spent := cpuTime(b)
			for b.Loop() {
				nonce, err := kompass.NewNonce(rand.Reader)
				if err != nil {
					b.Fatal(err)
				}
				sub := kompass.Submission{RoundID: round.ID, TeamID: links[0].TeamID, Answers: make([]byte, 12)}
				if _, err := service.Submit(ctx, nonce.Receipt(round.ID), sub); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64((cpuTime(b)-spent).Microseconds())/float64(b.N), "µs-cpu/op")
		})
	}
}

// cpuTime is how long the process has been computing, on all processors.
func cpuTime(b *testing.B) time.Duration {
	b.Helper()
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		b.Fatal(err)
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}
