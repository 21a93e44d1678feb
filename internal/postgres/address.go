package postgres

import (
	"errors"
	"fmt"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
)

// ErrAddress means that an address is none of a PostgreSQL database.
var ErrAddress = errors.New("not the address of a PostgreSQL database, as in postgres://NAME:PASSWORD@HOST:5432/DATABASE?sslmode=verify-full")

// IsAddress reports whether the name of a database is the address of one on a PostgreSQL server, and not that of a file.
func IsAddress(name string) bool {
	return strings.HasPrefix(name, "postgres://") || strings.HasPrefix(name, "postgresql://")
}

// Redacted is an address as it may be shown and logged: hosts and database, without names, passwords and options.
func Redacted(address string) string {
	config, err := pgx.ParseConfig(address)
	if err != nil {
		return "postgres://…"
	}
	hosts := []string{hostOf(config.Host, config.Port)}
	for _, f := range config.Fallbacks {
		if host := hostOf(f.Host, f.Port); host != hosts[len(hosts)-1] { // with and without TLS is one host
			hosts = append(hosts, host)
		}
	}
	return "postgres://" + strings.Join(hosts, ",") + "/" + config.Database
}

func hostOf(host string, port uint16) string {
	if strings.HasPrefix(host, "/") {
		return ""
	}
	return fmt.Sprintf("%s:%d", host, port)
}

// parse reads an address. Of several hosts the primary one is meant, unless the address says otherwise.
func parse(address string) (*pgx.ConnConfig, error) {
	if !IsAddress(address) {
		return nil, ErrAddress
	}
	config, err := pgx.ParseConfig(address)
	if err != nil {
		return nil, ErrAddress // the cause would quote the address, with its password
	}
	if config.ValidateConnect == nil {
		config.ValidateConnect = pgconn.ValidateConnectTargetSessionAttrsPrimary
	}
	for name, value := range map[string]string{
		"application_name": "kompass", "client_min_messages": "warning", "log_parameter_max_length_on_error": "0", "statement_timeout": "0",
	} {
		config.RuntimeParams[name] = value
	}
	return config, nil
}
