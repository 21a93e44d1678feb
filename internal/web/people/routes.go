package people

import "kompass/internal/web/kit"

// Routes is the table of these pages.
func (h *Handler) Routes() []kit.Route {
	return []kit.Route{
		kit.Get("/login", kit.Anybody, "form to sign in", h.showSignIn),
		kit.Post("/login", kit.Anybody, "sign in", h.signIn),
		kit.Get("/login/code", kit.Anybody, "the second step of signing in", h.showCode),
		kit.Post("/login/code", kit.Anybody, "a code of the app, or a recovery code", h.takeCode),
		kit.Post("/logout", kit.Anybody, "sign out", h.signOut),
		kit.Get("/passwort", kit.Anybody, "form for a password, by a setup link", h.showSetup),
		kit.Post("/passwort", kit.Anybody, "set the first password, or another one", h.completeSetup),
		kit.Get("/passwort/vergessen", kit.Anybody, "form for a link to a new password", h.showForgotten),
		kit.Post("/passwort/vergessen", kit.Anybody, "a link to a new password, by mail", h.askForLink),
		kit.Post("/app/reauthenticate", kit.SignedIn|kit.BeforeSecondStep, "the password once more", h.reauthenticate),
		kit.Get("/app/account", kit.SignedIn|kit.BeforeSecondStep, "own account: password, second step, sessions", h.showAccount),
		kit.Post("/app/account/password", kit.SignedIn|kit.BeforeSecondStep, "change the password", h.changePassword),
		kit.Post("/app/account/sessions", kit.SignedIn|kit.BeforeSecondStep, "end one session, or all others", h.endSessions),
		kit.Post("/app/stay", kit.SignedIn|kit.BeforeSecondStep, "keeps the session", h.stay),
		kit.Get("/app/account/code", kit.SignedIn|kit.BeforeSecondStep, "set up the second step", h.showSecondStep),
		kit.Post("/app/account/code", kit.SignedIn|kit.BeforeSecondStep|kit.PasswordAgain, "a new secret for it", h.offerSecondStep),
		kit.Post("/app/account/code/confirm", kit.SignedIn|kit.BeforeSecondStep, "its first code; answers with the recovery codes", h.takeSecondStep),
		kit.Post("/app/account/code/off", kit.SignedIn|kit.PasswordAgain, "without it again, where it is not required", h.dropSecondStep),
		kit.Post("/app/account/code/recovery", kit.SignedIn|kit.PasswordAgain, "new recovery codes", h.renewRecovery),
		kit.Get("/app/people", kit.Trainer, "everybody who signs in", h.showPeople),
		kit.Post("/app/people", kit.Trainer|kit.PasswordAgain, "invite; answers with a one-time link", h.invite),
		kit.Get("/app/people/:user", kit.Trainer, "one person", h.showPerson),
		kit.Post("/app/people/:user/link", kit.Trainer|kit.PasswordAgain, "a new one-time link", h.renewLink),
		kit.Post("/app/people/:user/disable", kit.Trainer|kit.PasswordAgain, "end everything of hers", h.disable),
		kit.Post("/app/people/:user/enable", kit.Trainer|kit.PasswordAgain, "let her sign in again", h.enable),
		kit.Post("/app/people/:user/onestep", kit.Trainer|kit.PasswordAgain, "without the second step, after a lost telephone", h.dropOthersSecondStep),
	}
}
