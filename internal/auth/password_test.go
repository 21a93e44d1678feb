package auth_test

import (
	"bytes"
	"errors"
	"regexp"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"kompass/internal/auth"
	"kompass/internal/kompass"
)

const email = "marlene.huber@hotel-adler.example"

func TestHashHasTheFormAndTheFullCostWhereNothingIsSaid(t *testing.T) {
	a, _, _ := serviceOf(t, auth.Cost{})
	hash, err := a.HashPassword("zwölf Boxkämpfer", nil)
	if err != nil {
		t.Fatal(err)
	}
	if !regexp.MustCompile(`^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$`).MatchString(hash) {
		t.Errorf("got %q, want argon2id with 19 MiB, two passes and one lane", hash)
	}
	again, err := a.HashPassword("zwölf Boxkämpfer", nil)
	if err != nil || again == hash {
		t.Errorf("got the same hash twice (%v), want a salt of its own each time", err)
	}
	if !verify(t, a, "zwölf Boxkämpfer", hash) || verify(t, a, "zwölf Boxkämpfer ", hash) || verify(t, a, "", hash) {
		t.Error("the hash does not tell passwords apart")
	}
	if cheap, _, _ := service(t); !verify(t, cheap, "zwölf Boxkämpfer", hash) {
		t.Error("a service of another cost does not understand the hash")
	}
}

func TestHashKnowsThePublishedVector(t *testing.T) {
	a, _, _ := service(t)
	// From the reference implementation: echo -n password | argon2 somesalt -id -t 2 -m 16 -p 1 -l 32.
	const hash = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"
	if !verify(t, a, "password", hash) || verify(t, a, "Password", hash) {
		t.Error("the reference hash is not understood")
	}
}

func TestLongPasswordsCountToTheirEnd(t *testing.T) {
	a, _, _ := service(t)
	long := strings.Repeat("Ä1 ", 40)
	hash, err := a.HashPassword(long+"a", nil)
	if err != nil {
		t.Fatal(err)
	}
	if verify(t, a, long+"b", hash) || verify(t, a, long, hash) || !verify(t, a, long+"a", hash) {
		t.Error("passwords that differ at the end are taken for one another")
	}
}

func TestBrokenHashesFitNoPassword(t *testing.T) {
	a, _, _ := service(t)
	good, err := a.HashPassword("x", bytes.NewReader(make([]byte, 16)))
	if err != nil {
		t.Fatal(err)
	}
	part := strings.Split(good, "$")
	swap := func(i int, with string) string {
		out := append([]string{}, part...)
		out[i] = with
		return strings.Join(out, "$")
	}
	for _, hash := range []string{
		"", "x", "$", "$$$$$", good + "$", good[1:], swap(1, "argon2i"), swap(1, "bcrypt"), swap(2, "v=16"), swap(2, "v="), swap(3, "m=19456,t=2"),
		swap(3, "m=99999999,t=2,p=1"), swap(3, "m=19456,t=0,p=1"), swap(3, "m=19456,t=99,p=1"), swap(3, "m=19456,t=2,p=0"), swap(3, "m=-1,t=2,p=1"),
		swap(4, "*"), swap(5, ""), swap(5, "AAAA"), swap(5, part[5]+"A"), swap(5, strings.Repeat("A", 43)),
	} {
		if verify(t, a, "x", hash) || verify(t, a, "", hash) {
			t.Errorf("%q lets somebody in", hash)
		}
	}
}

func TestFailingRandomnessMakesNoHash(t *testing.T) {
	a, _, _ := service(t)
	if hash, err := a.HashPassword("x", bytes.NewReader(make([]byte, 15))); err == nil || hash != "" {
		t.Errorf("got %q, %v, want an error", hash, err)
	}
}

func TestPasswordsAreLongAndNotObvious(t *testing.T) {
	for password, code := range map[string]string{
		"":                               "error.password.short",
		"elf Zeichen":                    "error.password.short",
		"äöüäöüäöüäö":                    "error.password.short",
		strings.Repeat("🗝", 11):          "error.password.short",
		strings.Repeat("abcdeXYZ", 17):   "error.password.long",
		"aaaaaaaaaaaaaaaa":               "error.password.guessable",
		"            ":                   "error.password.guessable",
		"abababababab":                   "error.password.guessable",
		"passwortpasswort":               "error.password.guessable",
		"Passwort123456":                 "error.password.guessable",
		"P4ssw0rt2026!":                  "error.password.guessable",
		"Kompass-2026-!":                 "error.password.guessable",
		"qwertzuiopü+":                   "error.password.guessable",
		"qwertyuiop12":                   "error.password.guessable",
		"abcdefghijkl":                   "error.password.guessable",
		"lkjhgfdsaqwe":                   "error.password.guessable",
		"1q2w3e4r5t6y":                   "error.password.guessable",
		"zaq12wsxcde3":                   "error.password.guessable",
		"987654321098":                   "error.password.guessable",
		"Administrator1":                 "error.password.guessable",
		"marlene.huber1":                 "error.password.guessable",
		"Hotel-Adler-1!":                 "error.password.guessable",
		"HOTEL-ADLERmarlene.huber":       "error.password.guessable",
		"Sonnenschein-12":                "error.password.guessable",
		"bergwerksonnenschein":           "error.password.guessable",
		"motherfucker":                   "error.password.guessable",
		"Sonyericsson!!!":                "error.password.guessable",
		"starwars123456":                 "error.password.guessable",
		"superman starwars dragon!":      "",
		"zwölf Boxkämpfer":               "",
		"korrekt pferd batterie klammer": "",
		"nur kleine buchstaben":          "",
		"8304951726384":                  "",
		"tXk;9-vRq_2Lm":                  "",
		strings.Repeat("Zäh!9 ", 21):     "",
		"密码密码甲乙丙丁戊己庚辛":                   "",
	} {
		err := auth.CheckPassword(password, email, "Bergwerk Sonnenschein GmbH")
		var field *kompass.FieldError
		switch {
		case code == "" && err != nil:
			t.Errorf("%q: got %v, want it taken", password, err)
		case code != "" && (!errors.As(err, &field) || field.Code != code || field.Field != "password"):
			t.Errorf("%q: got %v, want %s", password, err, code)
		}
	}
}

func TestRandomPasswordsAreTaken(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		password := rapid.StringOfN(rapid.RuneFrom([]rune("abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789-_;?")), 20, 60, -1).Draw(t, "password")
		seen := map[rune]bool{}
		for _, r := range strings.ToLower(password) {
			seen[r] = true
		}
		if err := auth.CheckPassword(password, email, "Bergwerk Sonnenschein GmbH"); err != nil && len(seen) > 14 {
			t.Fatalf("got %v for %q, want it taken", err, password)
		}
	})
}

func verify(t *testing.T, a *auth.Service, password, hash string) bool {
	t.Helper()
	right, err := a.VerifyPassword(t.Context(), "net", password, hash)
	if err != nil {
		t.Fatal(err)
	}
	return right
}
