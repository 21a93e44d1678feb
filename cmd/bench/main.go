// Command bench measures the built program beside a bare loop that does as little as can be done: a page that is ready to send, answers
// that are on disk before they are acknowledged, thanks that are ready to send. Both take turns within one run on one machine, driven by
// the same client over loopback, because the speed of a machine changes more between two runs than what is looked for.
package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"time"

	"kompass/internal/e2e/program"
)

// options are what the command line says.
type options struct {
	binary   string
	json     string
	repeats  int
	duration time.Duration // of each measurement
	wait     time.Duration // for the machine to become quiet
	anyway   bool
}

func main() {
	if len(os.Args) == 6 && os.Args[3] == bareCommand { // --base-url URL bare --addr ADDRESS
		exit(serveBare(os.Args[5]))
	}
	var o options
	flag.StringVar(&o.binary, "binary", "bin/kompass", "the built `program`")
	flag.StringVar(&o.json, "json", "", "write all figures into a `file`")
	flag.IntVar(&o.repeats, "repeats", 3, "measure everything so often, in turns")
	flag.DurationVar(&o.duration, "time", 3*time.Second, "how long one measurement takes")
	flag.DurationVar(&o.wait, "wait", 3*time.Minute, "how long to wait until the machine is quiet")
	flag.BoolVar(&o.anyway, "anyway", false, "measure on a busy machine, and say so")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	exit(run(ctx, o))
}

func exit(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
	os.Exit(0)
}

// report is what a run has found, as it is written into a file.
type report struct {
	Began   time.Time `json:"began"`
	Machine machine   `json:"machine"`
	Repeats int       `json:"repeats"`
	Figures []figure  `json:"figures"`
}

func run(ctx context.Context, o options) error {
	quiet, err := waitUntilQuiet(ctx, o.wait)
	if err != nil {
		return err
	}
	if !quiet.quiet() && !o.anyway {
		return fmt.Errorf("the machine is busy (%s): what is measured now says little. Stop what else runs, or measure with -anyway", quiet)
	}
	r := report{Began: time.Now(), Machine: quiet, Repeats: o.repeats}
	dir, err := os.MkdirTemp("", "kompass-bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	b := &bench{options: o, binary: program.At(o.binary), dir: dir}
	if r.Figures, err = b.all(ctx); err != nil {
		return err
	}
	printTable(os.Stdout, r)
	if o.json == "" {
		return nil
	}
	data, err := json.MarshalIndent(r, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(o.json, append(data, '\n'), 0o600)
}
