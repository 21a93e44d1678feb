package postgres

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/stdlib"
)

// connector opens connections that take the store's statements.
type connector struct{ driver.Connector }

func (c connector) Connect(ctx context.Context) (driver.Conn, error) {
	opened, err := c.Connector.Connect(ctx)
	if err != nil {
		return nil, err
	}
	return conn{opened.(*stdlib.Conn)}, nil
}

// openPool opens at most n connections with settings of their own.
func openPool(config *pgx.ConnConfig, n int, settings map[string]string) *sql.DB {
	own := config.Copy()
	for name, value := range settings {
		own.RuntimeParams[name] = value
	}
	own.OnNotice = noteWarning
	db := sql.OpenDB(connector{stdlib.GetConnector(*own)})
	db.SetMaxOpenConns(n)
	db.SetMaxIdleConns(n)
	return db
}

// warned is under what a connection keeps that the server has warned since the last commit began.
const warned = "kompass.warned"

func noteWarning(c *pgconn.PgConn, n *pgconn.Notice) {
	if n.SeverityUnlocalized == "WARNING" {
		c.CustomData()[warned] = n.Message
	}
}

var (
	errUnreplicated = errors.New("the server has not made sure that a write is kept")
	errRolledBack   = errors.New("the server has rolled back in place of a commit")
)

// conn is a connection that numbers the values of statements.
type conn struct{ *stdlib.Conn }

func (c conn) Prepare(statement string) (driver.Stmt, error) {
	return c.Conn.Prepare(numbered(statement))
}

func (c conn) PrepareContext(ctx context.Context, statement string) (driver.Stmt, error) {
	return c.Conn.PrepareContext(ctx, numbered(statement))
}

func (c conn) ExecContext(ctx context.Context, statement string, args []driver.NamedValue) (driver.Result, error) {
	if len(args) > 0 {
		statement = numbered(statement)
	}
	return c.Conn.ExecContext(ctx, statement, args)
}

func (c conn) QueryContext(ctx context.Context, statement string, args []driver.NamedValue) (driver.Rows, error) {
	return c.Conn.QueryContext(ctx, numbered(statement), args)
}

func (c conn) Begin() (driver.Tx, error) { return c.BeginTx(context.Background(), driver.TxOptions{}) }

// BeginTx begins a transaction. On a connection that turns out to be dead nothing has happened yet, so another one may be taken.
func (c conn) BeginTx(ctx context.Context, o driver.TxOptions) (driver.Tx, error) {
	_, err := c.Conn.BeginTx(ctx, o)
	switch {
	case err == nil:
		return tx{c.Conn.Conn()}, nil
	case ctx.Err() == nil && c.Conn.Conn().IsClosed():
		return nil, driver.ErrBadConn
	}
	return nil, err
}

// tx is a transaction that has begun.
type tx struct{ *pgx.Conn }

// Commit implements [driver.Tx]. It is awaited to its end, since one that is given up may have happened all the same. Where the wait
// for a standby is cancelled, the server warns and then reports success.
func (t tx) Commit() error {
	delete(t.PgConn().CustomData(), warned)
	tag, err := t.Exec(context.Background(), "COMMIT")
	switch {
	case err != nil:
		return err
	case tag.String() != "COMMIT":
		return errRolledBack
	case t.PgConn().CustomData()[warned] != nil:
		return errUnreplicated
	}
	return nil
}

// rollbackTime bounds the wait for a server that may be gone: without its connection it rolls back as well.
const rollbackTime = 5 * time.Second

// Rollback implements [driver.Tx], also where the context of the transaction has ended.
func (t tx) Rollback() error {
	ctx, cancel := context.WithTimeout(context.Background(), rollbackTime)
	defer cancel()
	_, err := t.Exec(ctx, "ROLLBACK")
	return err
}
