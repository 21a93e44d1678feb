package postgres

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"

	"kompass/internal/store"

	"github.com/jackc/pgx/v5/pgconn"
)

// ErrUnreachable means that a server does not answer.
var ErrUnreachable = errors.New("the database server cannot be reached")

// Unfit is the error of a server that is not set up for Kompass.
type Unfit struct {
	Demands []string // that do not hold, each with what to do
}

func (e *Unfit) Error() string {
	return "the database server is not set up for Kompass: " + strings.Join(e.Demands, "; ")
}

// demands are what must hold of a server and of the role that Kompass has there. Each query returns true where one does not.
var demands = []struct{ broken, query string }{
	{"it is older than PostgreSQL 15", "SELECT current_setting('server_version_num')::integer < 150000"},
	{"the database is not in UTF8", "SELECT current_setting('server_encoding') <> 'UTF8'"},
	{"fsync is off, so that a power cut loses what was acknowledged", "SELECT current_setting('fsync') = 'off'"},
	{"full_page_writes is off, so that a power cut can damage the database", "SELECT current_setting('full_page_writes') = 'off'"},
	{"synchronous_commit is neither on nor remote_apply, so that a power cut loses what was acknowledged",
		"SELECT current_setting('synchronous_commit') NOT IN ('on', 'remote_apply')"},
	{"track_commit_timestamp is on, so that each row says when it came", "SELECT current_setting('track_commit_timestamp') = 'on'"},
	{"it logs statements with their values: set log_parameter_max_length to 0, or for the role neither log_statement nor log_min_duration_statement, " +
		"log_min_duration_sample or log_transaction_sample_rate",
		`SELECT current_setting('log_parameter_max_length') <> '0' AND (current_setting('log_statement') IN ('mod', 'all')
			OR current_setting('log_min_duration_statement') <> '-1' OR current_setting('log_min_duration_sample') <> '-1'
			OR current_setting('log_transaction_sample_rate') <> '0')`},
	{"log_error_verbosity is not terse, so that the log quotes rows that were refused: ALTER ROLE … SET log_error_verbosity = terse",
		"SELECT current_setting('log_error_verbosity') <> 'terse'"},
	{"the role is a superuser", "SELECT rolsuper FROM pg_roles WHERE rolname = current_user"},
	{"the role may cancel what others wait for: REVOKE pg_signal_backend FROM …", "SELECT pg_has_role(current_user, 'pg_signal_backend', 'MEMBER')"},
}

// assertFit makes sure that what is acknowledged survives a power cut, and that the server writes nothing down that it need not.
func assertFit(ctx context.Context, db *sql.DB) error {
	var broken []string
	for _, d := range demands {
		var is bool
		if err := db.QueryRowContext(ctx, d.query).Scan(&is); err != nil {
			return err
		}
		if is {
			broken = append(broken, d.broken)
		}
	}
	if len(broken) > 0 {
		return &Unfit{broken}
	}
	return nil
}

// openError gives a failure to open the sentinel that an operator can act on.
func openError(err error) error {
	var connecting *pgconn.ConnectError
	switch {
	case errors.As(err, &connecting):
		return fmt.Errorf("%w: %w", ErrUnreachable, err)
	case codeOf(err) == "42501", codeOf(err) == "25006": // no right to, read-only
		return fmt.Errorf("%w: %w", store.ErrNotWritable, err)
	}
	return err
}
