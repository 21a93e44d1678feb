package store_test

import (
	"path/filepath"
	"testing"

	"kompass/internal/sqlite/sqlitetest"
	"kompass/internal/store/storetest"
)

func TestStore(t *testing.T) {
	storetest.Run(t, func(tb testing.TB, clock *storetest.Clock) storetest.Store {
		return sqlitetest.OpenAt(tb, filepath.Join(tb.TempDir(), "kompass.db"), clock)
	})
}
