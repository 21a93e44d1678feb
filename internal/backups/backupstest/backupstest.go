// Package backupstest gives tests a key for copies.
package backupstest

import (
	"os"
	"path/filepath"
	"testing"

	"filippo.io/age"
)

// Key makes a key and returns its recipient and the file that holds its secret part.
func Key(tb testing.TB) (recipient, identity string) {
	tb.Helper()
	key, err := age.GenerateX25519Identity()
	if err != nil {
		tb.Fatal(err)
	}
	identity = filepath.Join(tb.TempDir(), "identity")
	if err := os.WriteFile(identity, []byte("# of a test\n"+key.String()+"\n"), 0o600); err != nil {
		tb.Fatal(err)
	}
	return key.Recipient().String(), identity
}
