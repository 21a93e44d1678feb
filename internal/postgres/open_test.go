package postgres_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"kompass/internal/kompass"
	"kompass/internal/postgres"
	"kompass/internal/postgres/postgrestest"
	"kompass/internal/store"
)

func TestOpenMakesWhatThereIsNot(t *testing.T) {
	address := postgrestest.Empty(t)
	for name, o := range map[string]func(*postgres.Options){
		"must exist": func(o *postgres.Options) { o.MustExist = true },
		"look":       func(o *postgres.Options) { o.OnlyLook = true },
	} {
		one := options(address)
		o(&one)
		if _, err := postgres.Open(t.Context(), one); !errors.Is(err, store.ErrNoDatabase) {
			t.Errorf("%s: got error %v, want that there is none", name, err)
		}
	}
	for range 2 {
		s, err := postgres.Open(t.Context(), options(address))
		if err != nil {
			t.Fatal(err)
		}
		if err := errors.Join(s.Ready(t.Context()), s.Close()); err != nil {
			t.Fatal(err)
		}
	}
}

func TestWhoOnlyLooksWritesNothing(t *testing.T) {
	o := options(postgrestest.Database(t))
	o.OnlyLook = true
	s, err := postgres.Open(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }() // nothing was written
	if findings, err := s.Check(t.Context()); err != nil || len(findings) > 0 {
		t.Errorf("got findings %v and error %v", findings, err)
	}
	if err := s.Ready(t.Context()); !errors.Is(err, kompass.ErrStorage) {
		t.Errorf("got error %v from writing", err)
	}
}

func TestOpenRefusesWhatIsNotOurs(t *testing.T) {
	for name, c := range map[string]struct {
		statement string
		want      error
	}{
		"tables of others":  {"DROP TABLE migrations", store.ErrForeignFile},
		"another migration": {"UPDATE migrations SET hash = repeat('0', 64)", store.ErrForeignFile},
		"a newer program":   {"INSERT INTO migrations VALUES (999, 'x', repeat('0', 64), repeat('x', 27))", store.ErrNewerSchema},
	} {
		t.Run(name, func(t *testing.T) {
			address := postgrestest.Database(t)
			s := connect(t, address)
			if _, err := s.Writer().Exec(c.statement); err != nil {
				t.Fatal(err)
			}
			if _, err := postgres.Open(t.Context(), options(address)); !errors.Is(err, c.want) {
				t.Errorf("got error %v, want %v", err, c.want)
			}
		})
	}
}

func TestAnOlderSchemaIsBroughtUpToDate(t *testing.T) {
	address := postgrestest.Empty(t)
	if err := postgres.MakeOlder(t.Context(), address, 1); err != nil {
		t.Fatal(err)
	}
	kept := options(address)
	kept.KeepSchema = true
	if _, err := postgres.Open(t.Context(), kept); !errors.Is(err, store.ErrOlderSchema) {
		t.Errorf("got error %v, want that it is older", err)
	}
	s, err := postgres.Open(t.Context(), options(address))
	if err != nil {
		t.Fatal(err)
	}
	if findings, err := s.Check(t.Context()); err != nil || len(findings) > 0 {
		t.Errorf("got findings %v and error %v after the upgrade", findings, err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}

// TestAServerThatIsNotSetUpIsRefused breaks one demand after the other, as far as a role's or a database's settings can.
func TestAServerThatIsNotSetUpIsRefused(t *testing.T) {
	for setting, want := range map[string]string{
		"synchronous_commit = off":                            "synchronous_commit",
		"synchronous_commit = local":                          "synchronous_commit",
		"log_statement = 'all'":                               "logs statements",
		"log_min_duration_statement = 0":                      "logs statements",
		"log_transaction_sample_rate = 0.5":                   "logs statements",
		"log_error_verbosity = verbose":                       "log_error_verbosity",
		"log_parameter_max_length = 0; log_statement = 'mod'": "",
	} {
		t.Run(setting, func(t *testing.T) {
			address := postgrestest.Database(t)
			name := postgrestest.NameOf(address)
			for _, one := range strings.Split(setting, "; ") {
				postgrestest.Administer(t, name, "ALTER ROLE "+postgrestest.Role+" IN DATABASE "+name+" SET "+one)
			}
			s, err := postgres.Open(t.Context(), options(address))
			if err == nil {
				_ = s.Close() // it was only opened
			}
			var unfit *postgres.Unfit
			switch {
			case want == "" && err != nil:
				t.Errorf("got error %v, want none", err)
			case want != "" && (!errors.As(err, &unfit) || len(unfit.Demands) != 1 || !strings.Contains(unfit.Demands[0], want)):
				t.Errorf("got error %v, want one about %s", err, want)
			}
		})
	}
}

// TestAWholeServerThatIsNotSetUpIsRefused breaks what only a server of its own can be without.
func TestAWholeServerThatIsNotSetUpIsRefused(t *testing.T) {
	server, err := postgrestest.Start("fsync=off", "full_page_writes=off", "track_commit_timestamp=on", "log_error_verbosity=default")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = server.Remove() }() // a test is over
	if err := server.Do("postgres", "CREATE DATABASE ascii ENCODING 'SQL_ASCII' TEMPLATE template0"); err != nil {
		t.Fatal(err)
	}
	_, err = postgres.Open(t.Context(), options(server.Address("ascii", "postgres")))
	var unfit *postgres.Unfit
	if !errors.As(err, &unfit) {
		t.Fatalf("got error %v, want that it is unfit", err)
	}
	for _, want := range []string{"fsync is off", "full_page_writes", "track_commit_timestamp", "UTF8", "log_error_verbosity", "superuser", "pg_signal_backend"} {
		if !slices.ContainsFunc(unfit.Demands, func(d string) bool { return strings.Contains(d, want) }) {
			t.Errorf("%q is not among what is wrong: %q", want, unfit.Demands)
		}
	}
}

func TestAnAddressIsShownWithoutItsPassword(t *testing.T) {
	for address, want := range map[string]string{
		"postgres://anna:geheim@db.example.org/kompass?sslmode=require":        "postgres://db.example.org:5432/kompass",
		"postgres://anna:geheim@a:1,b:2/kompass":                               "postgres://a:1,b:2/kompass",
		"postgresql:///kompass?host=/run/postgresql&user=anna&password=geheim": "postgres:///kompass",
		"postgres://anna:geh%zzeim@db/kompass":                                 "postgres://…",
	} {
		if got := postgres.Redacted(address); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
		_, err := postgres.Open(t.Context(), options(strings.ReplaceAll(address, "db.example.org", "127.0.0.1:1")))
		if err == nil || strings.Contains(err.Error(), "geheim") || strings.Contains(err.Error(), "geh%zzeim") {
			t.Errorf("got error %v, want one without the password", err)
		}
	}
}

func TestAServerThatDoesNotAnswerIsCalledUnreachable(t *testing.T) {
	if _, err := postgres.Open(t.Context(), options("postgres://anna@127.0.0.1:1/kompass")); !errors.Is(err, postgres.ErrUnreachable) {
		t.Errorf("got error %v", err)
	}
	if _, err := postgres.Open(t.Context(), options("postgres://anna@127.0.0.1:x/kompass")); !errors.Is(err, postgres.ErrAddress) {
		t.Errorf("got error %v", err)
	}
}
