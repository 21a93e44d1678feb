package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestClosedRoundMovesToAnotherInstallation(t *testing.T) {
	here, there := newShell(t), newShell(t)
	round, _ := here.filled(12)
	path := filepath.Join(here.dir, "round.json")
	here.refused(exitError, "still open", "round", "export", round, "-o", path)
	here.ok("round", "close", round)
	fingerprint := here.ok("key", "fingerprint")
	if got := here.ok("round", "export", round, "-o", path); got != path+"\nSigned by this installation, fingerprint "+fingerprint {
		t.Errorf("got %q", got)
	}
	var signed struct{ File, Signer string }
	here.json(&signed, "round", "export", round, "-o", path, "--force")
	if signed.File != path || signed.Signer != fingerprint {
		t.Errorf("got %+v, want %s signed by %s", signed, path, fingerprint)
	}
	there.refused(exitError, "not known here (fingerprint "+fingerprint+")", "round", "import", path)
	there.refused(exitError, "not known here", "round", "import", path, "--accept-signer", there.ok("key", "fingerprint"), "--accept-unsigned")
	var out struct {
		ID, Company string
		Already     bool
	}
	there.json(&out, "round", "import", path, "--accept-signer", fingerprint)
	if out.ID != round || out.Company != here.listed(round).Company || out.Already {
		t.Errorf("got %+v", out)
	}
	there.json(&out, "round", "import", path)
	if out.ID != round || !out.Already {
		t.Errorf("got %+v, want it to be there already", out)
	}
	equal(t, "the result", there.ok("result", round, "--json"), here.ok("result", round, "--json"))
	equal(t, "the list", there.listed(round), here.listed(round))
	if got := there.ok("check"); !strings.Contains(got, "in order") {
		t.Errorf("got %q", got)
	}
	there.ok("round", "release", round)
	if plain := there.ok("round", "import", path); !strings.Contains(plain, "here already") {
		t.Errorf("got %q", plain)
	}
	elsewhere := newShell(t)
	company, _ := elsewhere.company("Bar")
	if plain := elsewhere.ok("round", "import", path, "--company", company, "--accept-signer", fingerprint); !strings.Contains(plain, company) {
		t.Errorf("got %q, want the company that was named", plain)
	}
}

func TestRoundsThatMayNotMoveAreRefused(t *testing.T) {
	s := newShell(t)
	round, _ := s.filled(12)
	s.ok("round", "close", round)
	path := filepath.Join(s.dir, "round.json")
	s.ok("round", "export", round, "-o", path)
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	there := newShell(t)
	there.refused(exitError, "has been changed", "round", "import", there.file("changed.json", strings.Replace(string(data), `"title": "Herbst"`, `"title": "Winter"`, 1)))
	there.refused(exitError, "holds no closed round", "round", "import", there.file("other.json", `{"a":1}`))
	there.refused(exitError, "There is no file", "round", "import", filepath.Join(there.dir, "none.json"))
	there.refused(exitError, "no company “none”", "round", "import", path, "--company", "none", "--accept-signer", s.ok("key", "fingerprint"))
	s.refused(exitError, "no round “none”", "round", "export", "none", "-o", path)
	s.refused(exitUsage, "Missing: --output", "round", "export", round)
	unsigned := there.file("unsigned.json", string(data[:strings.Index(string(data), ",\n  \"signature\"")])+"\n}\n")
	there.refused(exitError, "is not signed", "round", "import", unsigned)
	there.lang = "de"
	there.refused(exitError, "ist nicht unterschrieben", "round", "import", unsigned)
	there.refused(exitError, "die hier nicht bekannt ist (Fingerabdruck", "round", "import", path)
	there.refused(exitError, "wurde verändert", "round", "import", there.file("changed.json", strings.Replace(string(data), `"title": "Herbst"`, `"title": "Winter"`, 1)))
	if got := there.ok("round", "list", "--json"); got != "[]" {
		t.Errorf("got %s, want nothing stored", got)
	}
	there.ok("round", "import", unsigned, "--accept-unsigned")
}

func TestWithoutItsFolderOfKeysNothingIsSigned(t *testing.T) {
	s := newShell(t)
	round, _ := s.filled(12)
	s.ok("round", "close", round)
	if err := os.Rename(s.keyFolder(), s.keyFolder()+".away"); err != nil {
		t.Fatal(err)
	}
	s.refused(exitError, "no folder of keys is there", "round", "export", round, "-o", filepath.Join(s.dir, "round.json"))
	s.refused(exitError, "no folder of keys is there", "key", "fingerprint")
	if err := os.Rename(s.keyFolder()+".away", s.keyFolder()); err != nil {
		t.Fatal(err)
	}
	installation := strings.TrimPrefix(filepath.Base(globbed(t, filepath.Join(s.keyFolder(), "KOMPASS-KEYS-*"))), "KOMPASS-KEYS-")
	s.file(filepath.Join("keys", "KOMPASS-SIGN-"+installation), "half")
	s.refused(exitError, "is damaged", "round", "export", round, "-o", filepath.Join(s.dir, "round.json"))
	s.refused(exitError, "is damaged", "serve", "--addr", "127.0.0.1:0")
}

func globbed(t *testing.T, pattern string) string {
	t.Helper()
	found, err := filepath.Glob(pattern)
	if err != nil || len(found) != 1 {
		t.Fatalf("%s: got %v, %v", pattern, found, err)
	}
	return found[0]
}
