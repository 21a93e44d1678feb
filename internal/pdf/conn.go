package pdf

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"os"
)

// conn speaks the debugging protocol through a pipe: messages of JSON, each ended by a zero byte. Nothing runs beside the
// caller: events are read while an answer is waited for.
type conn struct {
	in, out *os.File
	read    *bufio.Reader
	last    int
	seen    map[string]bool // events that have come, by session and name
}

// nothing are the parameters of a call that takes none.
var nothing = struct{}{}

type message struct {
	ID      int             `json:"id,omitempty"`
	Method  string          `json:"method,omitempty"`
	Session string          `json:"sessionId,omitempty"`
	Params  json.RawMessage `json:"params,omitempty"`
	Result  json.RawMessage `json:"result,omitempty"`
	Error   *struct {
		Message string `json:"message"`
	} `json:"error,omitempty"`
}

func (c *conn) close() { _ = errors.Join(c.in.Close(), c.out.Close()) }

func (c *conn) send(session, method string, params any) error {
	raw, err := json.Marshal(params)
	if err != nil {
		return err
	}
	c.last++
	out, err := json.Marshal(message{ID: c.last, Method: method, Session: session, Params: raw})
	if err != nil {
		return err
	}
	_, err = c.in.Write(append(out, 0))
	return err
}

// call sends a command and waits for its answer, which it decodes into result unless that is nil.
func (c *conn) call(session, method string, params, result any) error {
	if err := c.send(session, method, params); err != nil {
		return fmt.Errorf("%s: %w", method, err)
	}
	for id := c.last; ; {
		m, err := c.next()
		switch {
		case err != nil:
			return fmt.Errorf("%s: %w", method, err)
		case m.ID != id:
		case m.Error != nil:
			return fmt.Errorf("%s: %s", method, m.Error.Message)
		case result == nil:
			return nil
		default:
			return json.Unmarshal(m.Result, result)
		}
	}
}

// await waits for an event of a session, which may have come already.
func (c *conn) await(session, event string) error {
	for !c.seen[session+event] {
		if _, err := c.next(); err != nil {
			return fmt.Errorf("wait for %s: %w", event, err)
		}
	}
	return nil
}

// next reads a message. A request that the document makes is refused on the spot: it carries everything with it.
func (c *conn) next() (message, error) {
	var m message
	raw, err := c.read.ReadBytes(0)
	if err != nil {
		return m, err
	}
	if err := json.Unmarshal(raw[:len(raw)-1], &m); err != nil {
		return m, err
	}
	if m.Method == "" {
		return m, nil
	}
	c.seen[m.Session+m.Method] = true
	if m.Method != "Fetch.requestPaused" {
		return m, nil
	}
	var paused struct {
		ID string `json:"requestId"`
	}
	if err := json.Unmarshal(m.Params, &paused); err != nil {
		return m, err
	}
	return m, c.send(m.Session, "Fetch.failRequest", map[string]string{"requestId": paused.ID, "errorReason": "BlockedByClient"})
}
