package postgres_test

import (
	"os"
	"testing"

	"kompass/internal/postgres/postgrestest"
	"kompass/internal/store/storetest"
)

func TestMain(m *testing.M) { os.Exit(postgrestest.Main(m)) }

func TestStore(t *testing.T) {
	storetest.Run(t, func(tb testing.TB, clock *storetest.Clock) storetest.Store { return postgrestest.Open(tb, clock) })
}
