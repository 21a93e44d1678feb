package e2e_test

import (
	"strings"
	"testing"
	"time"

	"kompass/internal/auth"
	"kompass/internal/e2e/browser"
	"kompass/internal/e2e/program"
)

// TestACoordinatorIsInvitedAndSignsInWithACode goes the way of somebody new: a link, a password, a second step, and in again.
func TestACoordinatorIsInvitedAndSignsInWithACode(t *testing.T) {
	t.Parallel()
	h := furnish(t, program.Options{})
	boss := open(t, browser.Options{Origin: h.URL, Lang: "de", Width: 1280})
	signInAs(boss, trainerEmail, trainerPassword)
	boss.Go("/app/companies/" + h.company)
	boss.Follow("a[href^='/app/people?company=']")
	boss.Audit("people")
	boss.Fill("#email", "neu@example.org")
	boss.Follow("form[action='/app/people'] button")
	boss.Audit("setup link")
	link := boss.Text("#setup-link")
	boss.Press("[data-copy]")
	boss.Until(`document.querySelector("#copied").textContent !== ""`)

	her := open(t, browser.Options{Origin: h.URL, Lang: "de", Width: 360, Touch: true})
	her.Go(strings.TrimPrefix(link, h.URL))
	her.Audit("setup")
	const password = "vier kleine Wörter hier"
	her.Fill("#password", password)
	her.Follow("form[action='/passwort'] button")
	her.Go("/app/account")
	her.Audit("account")
	her.Follow("a[href='/app/account/code']")
	her.Audit("second step, before")
	her.Follow("form[action='/app/account/code'] button")
	her.Audit("second step, secret")
	secret := strings.ReplaceAll(strings.ReplaceAll(her.Text(".code-secret"), "-", ""), " ", "")
	secret = strings.Join(strings.Fields(secret), "")
	her.Fill("#code", "000000")
	her.Follow("form[action$='/confirm'] button")
	her.Audit("second step, wrong code")
	her.Fill("#code", auth.CodeAt(secret, time.Now()))
	her.Follow("form[action$='/confirm'] button")
	if n := her.Count(".recovery li"); n != 10 {
		t.Fatalf("got %d recovery codes, want ten", n)
	}
	her.Audit("recovery codes")
	recovery := her.Text(".recovery li")

	her.Follow("form[action='/logout'] button")
	signInAs(her, "neu@example.org", password)
	if got := her.Path(); !strings.HasPrefix(got, "/login/code") {
		t.Fatalf("got %s after the password, want the code asked for", got)
	}
	her.Audit("code")
	// The code of this half minute was used when enrolling; that of the next is good already.
	her.Fill("#code", auth.CodeAt(secret, time.Now().Add(30*time.Second)))
	her.Follow("form[action='/login/code'] button")
	if got := her.Path(); got != "/app" {
		t.Fatalf("got %s after the code, want the overview", got)
	}
	her.Follow("form[action='/logout'] button")
	signInAs(her, "neu@example.org", password)
	her.Fill("#code", recovery)
	her.Follow("form[action='/login/code'] button")
	her.Go("/app/account")
	her.Audit("account with a second step")

	boss.Go("/app/people")
	boss.Audit("people with two accounts")
	boss.Go("/app/settings")
	boss.Audit("settings")
	boss.Go("/app/audit")
	boss.Audit("audit trail")
}

func signInAs(tab *browser.Tab, email, password string) {
	tab.Go("/login")
	tab.Fill("#email", email)
	tab.Fill("#password", password)
	tab.Follow("form[action='/login'] button")
}

// TestWhoDoesNothingIsWarned moves the clock of the page: the warning comes two minutes before the end, and any key keeps the
// session.
func TestWhoDoesNothingIsWarned(t *testing.T) {
	t.Parallel()
	h := settle(join(t))
	tab := open(t, browser.Options{Origin: h.URL, Lang: "de", Width: 1280})
	signInAs(tab, trainerEmail, trainerPassword)
	later := func(minutes string) {
		browser.Eval[bool](tab, `(() => { const now = Date.now.bind(Date); Date.now = () => now() + `+minutes+` * 60000;
			document.dispatchEvent(new Event("visibilitychange")); return true; })()`)
	}
	later("26")
	tab.Until(`document.querySelector("[data-idle]").hidden`)
	later("1.5")
	tab.Until(`!document.querySelector("[data-idle]").hidden`)
	tab.Audit("warned before the end of the session")
	requests := tab.Requests()
	tab.Keys("a")
	tab.Until(`document.querySelector("[data-idle]").hidden`)
	later("29.5")
	tab.Until(`document.querySelector("[data-idle]").textContent === document.querySelector("[data-idle]").dataset.idleOver`)
	if got := tab.Requests(); got <= requests {
		t.Errorf("got %d requests, want one more that keeps the session", got-requests)
	}
}
