package main

import (
	"bytes"
	"compress/gzip"
	"crypto/rand"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"

	"github.com/gofiber/fiber/v2"
	_ "github.com/mattn/go-sqlite3"

	"kompass/internal/address"
	"kompass/internal/kompass"
)

// bareCommand makes this program the bare loop. It takes the arguments of kompass serve.
const bareCommand = "bare"

// The sizes of what the program sends at most, compressed, in bytes.
const (
	barePage   = 12 << 10
	bareThanks = 4 << 10
)

// serveBare answers like the program, without anything that is not sending bytes or storing them.
func serveBare(addr string) error {
	dir, err := os.MkdirTemp("", "kompass-bare-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	db, err := sql.Open("sqlite3", "file:"+filepath.Join(dir, "bare.db")+"?_journal_mode=WAL&_synchronous=FULL&_txlock=immediate&_stmt_cache_size=8")
	if err != nil {
		return err
	}
	defer db.Close()
	db.SetMaxOpenConns(1)
	if _, err := db.Exec("CREATE TABLE answers (id BLOB NOT NULL PRIMARY KEY, answers BLOB NOT NULL) STRICT, WITHOUT ROWID"); err != nil {
		return err
	}
	app, err := bareApp(newGroupWriter(db))
	if err != nil {
		return err
	}
	l, err := net.Listen("tcp", addr)
	if err != nil {
		return err
	}
	fmt.Println("listening on", l.Addr())
	return app.Listener(l)
}

func bareApp(w groupWriter) (*fiber.App, error) {
	page, err := constantPage(barePage)
	if err != nil {
		return nil, err
	}
	thanks, err := constantPage(bareThanks)
	if err != nil {
		return nil, err
	}
	app := fiber.New(fiber.Config{DisableStartupMessage: true})
	const anyCode = ":code"
	send := func(c *fiber.Ctx, body []byte) error {
		c.Set(fiber.HeaderContentType, fiber.MIMETextHTMLCharsetUTF8)
		c.Set(fiber.HeaderContentEncoding, "gzip")
		return c.Send(body)
	}
	app.Get(address.Ready, func(c *fiber.Ctx) error { return c.SendString("ok") })
	app.Get(address.Questionnaire(anyCode), func(c *fiber.Ctx) error {
		nonce, err := kompass.NewNonce(rand.Reader)
		if err != nil {
			return err
		}
		c.Cookie(&fiber.Cookie{Name: nonceCookie, Value: string(nonce), Path: "/", HTTPOnly: true})
		return send(c, page)
	})
	app.Post(address.Questionnaire(anyCode), func(c *fiber.Ctx) error {
		if err := w.store(bytes.Clone(c.Body()[:39])); err != nil {
			return err
		}
		return c.Redirect(address.Thanks("x"), fiber.StatusSeeOther)
	})
	app.Get(address.Thanks(anyCode), func(c *fiber.Ctx) error { return send(c, thanks) })
	return app, nil
}

// constantPage returns a compressed page of about so many bytes.
func constantPage(size int) ([]byte, error) {
	noise := make([]byte, size)
	if _, err := rand.Read(noise); err != nil {
		return nil, err
	}
	var out bytes.Buffer
	w := gzip.NewWriter(&out)
	_, err := w.Write([]byte(hex.EncodeToString(noise)))
	return out.Bytes(), errors.Join(err, w.Close())
}

// groupWriter stores rows; those that arrive while others are being written share the next transaction.
type groupWriter chan bareRow

type bareRow struct {
	answers []byte
	stored  chan error
}

const mostRows = 256

func newGroupWriter(db *sql.DB) groupWriter {
	w := make(groupWriter, mostRows)
	go func() {
		for first := range w {
			rows := []bareRow{first}
			for len(rows) < mostRows && len(w) > 0 {
				rows = append(rows, <-w)
			}
			err := writeRows(db, rows)
			for _, r := range rows {
				r.stored <- err
			}
		}
	}()
	return w
}

// store returns when the row is on disk.
func (w groupWriter) store(answers []byte) error {
	r := bareRow{answers, make(chan error, 1)}
	w <- r
	return <-r.stored
}

func writeRows(db *sql.DB, rows []bareRow) error {
	t, err := db.Begin()
	if err != nil {
		return err
	}
	defer func() { _ = t.Rollback() }() // after a commit there is nothing to roll back
	for _, r := range rows {
		id := make([]byte, 16)
		if _, err := rand.Read(id); err != nil {
			return err
		}
		if _, err := t.Exec("INSERT INTO answers (id, answers) VALUES (?, ?)", id, r.answers); err != nil {
			return err
		}
	}
	return t.Commit()
}
