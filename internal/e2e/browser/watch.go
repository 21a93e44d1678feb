package browser

import (
	"fmt"
	"strings"
	"sync"

	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
)

// watch collects what a tab does wrong, and how its last document was answered.
type watch struct {
	origin string

	mu       sync.Mutex
	requests int
	wrong    []string
	status   int64
}

// see is called for every event of the tab, in order.
func (w *watch) see(ev any) {
	w.mu.Lock()
	defer w.mu.Unlock()
	switch ev := ev.(type) {
	case *network.EventRequestWillBeSent:
		w.requests++
		if url := ev.Request.URL; !w.own(url) {
			w.wrong = append(w.wrong, "request to another place: "+url)
		}
	case *network.EventResponseReceived:
		if ev.Type == network.ResourceTypeDocument {
			w.status = ev.Response.Status
		}
	case *runtime.EventExceptionThrown:
		w.wrong = append(w.wrong, "exception: "+exception(ev.ExceptionDetails))
	case *runtime.EventConsoleAPICalled:
		if ev.Type == runtime.ConsoleAPICalledTypeError || ev.Type == runtime.ConsoleAPICalledTypeAssert {
			w.wrong = append(w.wrong, fmt.Sprintf("console: %s", argument(ev.Args)))
		}
	case *log.EventEntryAdded:
		// The browser also logs every answer of 400 and more; those have a status, which tests look at.
		if e := ev.Entry; e.Level == log.EntryLevelError && e.Source != log.EntrySourceNetwork {
			w.wrong = append(w.wrong, fmt.Sprintf("log: %s %s", e.Text, e.URL))
		}
	}
}

func (w *watch) own(url string) bool {
	return strings.HasPrefix(url, w.origin+"/") || strings.HasPrefix(url, "data:") || url == "about:blank"
}

func exception(d *runtime.ExceptionDetails) string {
	if d.Exception != nil && d.Exception.Description != "" {
		return d.Exception.Description
	}
	return d.Text
}

func argument(args []*runtime.RemoteObject) string {
	var parts []string
	for _, a := range args {
		parts = append(parts, string(a.Value))
	}
	return strings.Join(parts, " ")
}

// take returns what went wrong since it was last asked.
func (w *watch) take() []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	wrong := w.wrong
	w.wrong = nil
	return wrong
}

func (w *watch) count() int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.requests
}

func (w *watch) lastStatus() int64 {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.status
}
