package auth_test

import (
	"crypto/rand"
	"encoding/base32"
	"strings"
	"testing"
	"time"

	"kompass/internal/auth"
	"kompass/internal/kompass"
)

// TestCodesAreThoseOfTheStandard holds codes to the vectors of RFC 6238, appendix B (SHA-1), whose last six digits are ours.
func TestCodesAreThoseOfTheStandard(t *testing.T) {
	secret := base32.StdEncoding.EncodeToString([]byte("12345678901234567890"))
	for at, want := range map[int64]string{
		59: "94287082", 1111111109: "07081804", 1111111111: "14050471", 1234567890: "89005924", 2000000000: "69279037", 20000000000: "65353130",
	} {
		if got := auth.CodeAt(secret, time.Unix(at, 0)); got != want[2:] {
			t.Errorf("at %d: got %s, want %s", at, got, want[2:])
		}
	}
	for _, broken := range []string{"", "1", "not base32!"} {
		if got := auth.CodeAt(broken, time.Unix(59, 0)); got != "" {
			t.Errorf("%q: got %q, want no code", broken, got)
		}
	}
}

func TestTheAddressOfASecretIsWhatAppsRead(t *testing.T) {
	secret, err := auth.NewSecret(rand.Reader)
	wantErr(t, err, nil)
	if len(secret) != 32 || strings.Contains(secret, "=") {
		t.Errorf("got secret %q, want 160 bits", secret)
	}
	want := "otpauth://totp/Kompass:a%2Bb@example.org?issuer=Kompass&secret=" + secret
	if got := auth.SecretAddress(secret, "a+b@example.org"); got != strings.ReplaceAll(want, "%2B", "+") && got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if _, err := auth.NewSecret(strings.NewReader("short")); err == nil {
		t.Error("got a secret without randomness")
	}
}

// enrol gives a user a second step and returns its secret and recovery codes.
func enrol(t *testing.T, a *auth.Service, u kompass.User, now time.Time) (string, []string) {
	t.Helper()
	wantErr(t, a.OfferSecondStep(t.Context(), u.ID), nil)
	secret, err := a.Offered(t.Context(), u.ID)
	wantErr(t, err, nil)
	_, err = a.TakeSecondStep(t.Context(), u.ID, kompass.Session{}, "000000")
	wantErr(t, err, kompass.ErrBadCode)
	codes, err := a.TakeSecondStep(t.Context(), u.ID, kompass.Session{}, auth.CodeAt(secret, now))
	wantErr(t, err, nil)
	if len(codes) != 10 {
		t.Fatalf("got recovery codes %q, want ten", codes)
	}
	return secret, codes
}

// pending gives the password and returns the way to the second step.
func pending(t *testing.T, a *auth.Service) string {
	t.Helper()
	entry, err := a.SignIn(t.Context(), email, good, "net")
	if err != nil || !entry.SecondStep {
		t.Fatalf("got %+v, %v, want the second step asked for", entry, err)
	}
	if _, _, err := a.User(t.Context(), entry.Token); err == nil {
		t.Fatal("a password alone opens a session")
	}
	return entry.Token
}

func TestCodesOpenASessionOnce(t *testing.T) {
	a, _, clock := service(t)
	u := member(t, a)
	secret, _ := enrol(t, a, u, clock.Now())
	code := func(after time.Duration) string { return auth.CodeAt(secret, clock.Now().Add(after)) }
	_, err := a.SecondStep(t.Context(), pending(t, a), code(0)) // it was taken when enrolling
	wantErr(t, err, kompass.ErrBadCode)
	clock.Advance(5 * time.Minute)
	token, err := a.SecondStep(t.Context(), pending(t, a), " "+code(0)[:3]+" "+code(0)[3:])
	wantErr(t, err, nil)
	if got, _, err := a.User(t.Context(), token); err != nil || got.ID != u.ID || !got.SecondStep {
		t.Errorf("got %+v, %v, want the user", got, err)
	}
	for name, old := range map[string]string{"the same": code(0), "the one before": code(-30 * time.Second), "an old one": code(-time.Minute), "a later one": code(time.Minute)} {
		if _, err := a.SecondStep(t.Context(), pending(t, a), old); err == nil {
			t.Errorf("%s opened a session", name)
		}
	}
	_, err = a.SecondStep(t.Context(), pending(t, a), code(30*time.Second))
	wantErr(t, err, nil)
}

func TestFiveWrongCodesAskForThePasswordAgain(t *testing.T) {
	a, _, clock := service(t)
	u := member(t, a)
	secret, _ := enrol(t, a, u, clock.Now())
	clock.Advance(5 * time.Minute)
	way := pending(t, a)
	for range 4 {
		_, err := a.SecondStep(t.Context(), way, "abc")
		wantErr(t, err, kompass.ErrBadCode)
	}
	_, err := a.SecondStep(t.Context(), way, "")
	wantErr(t, err, kompass.ErrExpired)
	_, err = a.SecondStep(t.Context(), way, auth.CodeAt(secret, clock.Now()))
	wantErr(t, err, kompass.ErrExpired)
	for range 5 {
		_, err = a.SecondStep(t.Context(), pending(t, a), "1")
		wantErr(t, err, kompass.ErrBadCode)
	}
	_, err = a.SecondStep(t.Context(), pending(t, a), auth.CodeAt(secret, clock.Now()))
	wantErr(t, err, kompass.ErrTooManyTries)
	clock.Advance(17 * time.Minute)
	_, err = a.SecondStep(t.Context(), pending(t, a), auth.CodeAt(secret, clock.Now()))
	wantErr(t, err, nil)
}

func TestRecoveryCodesOpenASessionOnce(t *testing.T) {
	a, _, clock := service(t)
	u := member(t, a)
	_, codes := enrol(t, a, u, clock.Now())
	for _, typed := range []string{codes[0], strings.ToUpper(strings.ReplaceAll(codes[1], "-", " "))} {
		_, err := a.SecondStep(t.Context(), pending(t, a), typed)
		wantErr(t, err, nil)
		_, err = a.SecondStep(t.Context(), pending(t, a), typed)
		wantErr(t, err, kompass.ErrBadCode)
	}
	fresh, err := a.NewRecoveryCodes(t.Context(), u.ID)
	wantErr(t, err, nil)
	_, err = a.SecondStep(t.Context(), pending(t, a), codes[2])
	wantErr(t, err, kompass.ErrBadCode)
	_, err = a.SecondStep(t.Context(), pending(t, a), fresh[9])
	wantErr(t, err, nil)
}

// TestEveryWayEndsAtTheSecondStep resets the password by a link: that does not spare the code.
func TestEveryWayEndsAtTheSecondStep(t *testing.T) {
	a, _, clock := service(t)
	u := member(t, a)
	secret, _ := enrol(t, a, u, clock.Now())
	link, err := a.SetupLink(t.Context(), "test", u.ID)
	wantErr(t, err, nil)
	entry, err := a.Complete(t.Context(), link, "", "vier kleine Wörter hier")
	if err != nil || !entry.SecondStep {
		t.Fatalf("got %+v, %v, want the second step asked for", entry, err)
	}
	clock.Advance(time.Minute)
	_, err = a.SecondStep(t.Context(), entry.Token, auth.CodeAt(secret, clock.Now()))
	wantErr(t, err, nil)
}
