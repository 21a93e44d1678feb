package e2e_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

// The tests of single packages hash passwords at a cost of next to nothing. The program as it is built does not.
func TestTheProgramHashesPasswordsAtFullCost(t *testing.T) {
	t.Parallel()
	p := &product{t: t, db: filepath.Join(t.TempDir(), "kompass.db")}
	p.run("init")
	p.addUser(trainerEmail, "trainer")
	data, err := os.ReadFile(p.db)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Contains(data, []byte("$argon2id$v=19$m=19456,t=2,p=1$")) {
		t.Error("the database holds no hash of 19 MiB and two passes")
	}
}
