package backups_test

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"kompass/internal/backups"
	"kompass/internal/backups/backupstest"
)

func write(t *testing.T, path string, data []byte) string {
	t.Helper()
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// listed are the names in a folder.
func listed(t *testing.T, dir string) (names []string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

func TestRotationKeepsTheNewestAndWhatIsNotItsOwn(t *testing.T) {
	dir := t.TempDir()
	folder := backups.In(dir, "/var/lib/kompass/kompass.db")
	day := time.Date(2026, 12, 1, 3, 30, 0, 0, time.UTC)
	foreign := []string{"diary.db", "kompass-20261201T033000Z.db.old", "other-20200101T000000Z.db", "xkompass-20200101T000000Z.db.age"}
	for _, name := range foreign {
		write(t, filepath.Join(dir, name), nil)
	}
	var want []string
	for i := range 5 {
		path := folder.Path(day.AddDate(0, 0, i), i%2 == 0)
		write(t, path, nil)
		if i >= 2 {
			want = append(want, filepath.Base(path))
		}
	}
	half := []string{"kompass-20261201T033000Z.db.age.part", "kompass-20261201T033000Z.db.123.tmp"}
	for _, name := range half {
		write(t, filepath.Join(dir, name), nil)
	}
	if err := folder.Sweep(); err != nil {
		t.Fatal(err)
	}
	if err := folder.Rotate(3); err != nil {
		t.Fatal(err)
	}
	want = append(want, foreign...)
	slices.Sort(want)
	if got := listed(t, dir); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if err := backups.In(filepath.Join(dir, "none"), "a.db").Rotate(1); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("got error %v for a folder that is not there", err)
	}
}

func TestWhatIsEncryptedOpensWithItsKeyAlone(t *testing.T) {
	ctx, dir := t.Context(), t.TempDir()
	recipient, identity := backupstest.Key(t)
	second, secondIdentity := backupstest.Key(t)
	_, stranger := backupstest.Key(t)
	list := write(t, filepath.Join(dir, "recipients"), []byte("# the trainer\n"+second+"\n"))
	to, err := backups.ReadRecipients([]string{recipient, list})
	if err != nil {
		t.Fatal(err)
	}
	text := bytes.Repeat([]byte("Hotel Seeblick "), 20000)
	src, sealed := write(t, filepath.Join(dir, "plain"), text), filepath.Join(dir, "sealed")
	if err := to.Encrypt(ctx, src, sealed); err != nil {
		t.Fatal(err)
	}
	if err := to.Encrypt(ctx, src, sealed); !errors.Is(err, fs.ErrExist) {
		t.Errorf("got error %v where the file exists", err)
	}
	data, err := os.ReadFile(sealed)
	if err != nil || bytes.Contains(data, []byte("Seeblick")) {
		t.Errorf("got error %v, or the text in clear", err)
	}
	for i, key := range []string{identity, secondIdentity} {
		back := filepath.Join(dir, "back"+string(rune('0'+i)))
		if err := backups.Decrypt(ctx, sealed, back, key); err != nil {
			t.Fatal(err)
		}
		if got, err := os.ReadFile(back); err != nil || !bytes.Equal(got, text) {
			t.Errorf("got %d bytes and error %v, want %d", len(got), err, len(text))
		}
	}
	flipped := slices.Clone(data)
	flipped[len(flipped)/2] ^= 1
	for name, tt := range map[string]struct {
		file, key string
		want      error
	}{
		"another key": {sealed, stranger, backups.ErrOtherKey},
		"no key":      {sealed, list, backups.ErrIdentity},
		"one bit":     {write(t, filepath.Join(dir, "flipped"), flipped), identity, backups.ErrDamaged},
		"cut":         {write(t, filepath.Join(dir, "cut"), data[:len(data)-70000]), identity, backups.ErrDamaged},
		"no header":   {src, identity, backups.ErrDamaged},
	} {
		if err := backups.Decrypt(ctx, tt.file, filepath.Join(t.TempDir(), "out"), tt.key); !errors.Is(err, tt.want) {
			t.Errorf("%s: got error %v, want %v", name, err, tt.want)
		}
	}
}

func TestFailedEncryptionLeavesNothing(t *testing.T) {
	dir := t.TempDir()
	recipient, _ := backupstest.Key(t)
	to, err := backups.ReadRecipients([]string{recipient})
	if err != nil {
		t.Fatal(err)
	}
	src := write(t, filepath.Join(t.TempDir(), "plain"), []byte("text"))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := to.Encrypt(ctx, src, filepath.Join(dir, "sealed")); !errors.Is(err, context.Canceled) {
		t.Errorf("got error %v, want it cancelled", err)
	}
	if got := listed(t, dir); len(got) != 0 {
		t.Errorf("got %q, want nothing left", got)
	}
}

func TestRecipientsAreNoSecrets(t *testing.T) {
	_, identity := backupstest.Key(t)
	text, err := os.ReadFile(identity)
	if err != nil {
		t.Fatal(err)
	}
	secret := strings.TrimSpace(strings.TrimPrefix(string(text), "# of a test\n"))
	for name, want := range map[string]error{
		identity: backups.ErrSecret, secret: backups.ErrSecret, strings.ToLower(secret): backups.ErrSecret, "age1nonsense": backups.ErrRecipient,
		write(t, filepath.Join(t.TempDir(), "empty"), nil): backups.ErrRecipient, "nowhere": fs.ErrNotExist,
	} {
		_, err := backups.ReadRecipients([]string{name})
		if !errors.Is(err, want) {
			t.Errorf("%s: got error %v, want %v", name, err, want)
		}
		if err != nil && strings.Contains(strings.ToUpper(err.Error()), secret) {
			t.Errorf("the error tells the secret: %v", err)
		}
	}
}
