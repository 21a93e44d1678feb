// Package people is about who signs in: the way in by password and second step, one's own account, and everybody's for the trainer.
package people

import (
	"context"

	"github.com/gofiber/fiber/v2"

	"kompass/internal/address"
	"kompass/internal/i18n"
	"kompass/internal/kompass"
	"kompass/internal/web/kit"
	"kompass/views"
)

// Store keeps who signs in, and in which sessions.
type Store interface {
	Sessions(ctx context.Context, userID string) ([]kompass.Session, error)
	EndSessionOf(ctx context.Context, userID, sessionID string) error
	EndOtherSessions(ctx context.Context, userID string, but kompass.TokenHash) error
	CountRecoveryKeys(ctx context.Context, userID string) (int, error)
	DropSecondStep(ctx context.Context, actor, userID string, but kompass.TokenHash) error
	Users(ctx context.Context) ([]kompass.User, error)
	User(ctx context.Context, id string) (kompass.User, error)
	DisableUser(ctx context.Context, actor, id string) error
	EnableUser(ctx context.Context, actor, id string) error
	Companies(ctx context.Context, scope kompass.Scope) ([]kompass.Company, error)
	Company(ctx context.Context, scope kompass.Scope, id string) (kompass.Company, error)
}

// Links mails links to new passwords. Asking takes the same short time whoever asks.
type Links interface {
	Ask(email string, lang i18n.Lang)
}

// Handler serves the pages about people who sign in. It is safe for concurrent use.
type Handler struct {
	*kit.Kit
	store Store
	links Links        // nil where no mails are sent
	asks  *kit.Limiter // of links to new passwords
}

// New returns the handler of these pages. The links are nil where no mails are sent.
func New(k *kit.Kit, store Store, links Links) *Handler {
	return &Handler{Kit: k, store: store, links: links, asks: kit.NewLimiter(k.Now)}
}

// Routes registers the pages of people who sign in.
func (h *Handler) Routes(app *fiber.App) {
	h.Get(app, kit.Anybody, "/login", func(c *fiber.Ctx) error {
		return kit.Render(c, fiber.StatusOK, views.SignInPage(views.SignIn{Page: h.Page(c, "signin.title"), Next: kit.SafeNext(c.Query("next"))}))
	})
	h.Post(app, kit.Anybody, "/login", h.signIn)
	h.Get(app, kit.Anybody, signInCodePath, h.showCode)
	h.Post(app, kit.Anybody, signInCodePath, h.takeCode)
	h.Post(app, kit.Anybody, "/logout", h.signOut)
	h.Get(app, kit.Anybody, "/passwort", h.showSetup)
	h.Post(app, kit.Anybody, "/passwort", h.completeSetup)
	h.Get(app, kit.Anybody, views.ForgottenPath, h.showForgotten)
	h.Post(app, kit.Anybody, views.ForgottenPath, h.askForLink)
	h.Post(app, kit.SignedIn|kit.BeforeSecondStep, address.Reauthenticate, h.makeSure)
	h.Get(app, kit.SignedIn|kit.BeforeSecondStep, address.Account, h.showAccount)
	h.Post(app, kit.SignedIn|kit.BeforeSecondStep, address.Account+"/password", h.changePassword)
	h.Post(app, kit.SignedIn|kit.BeforeSecondStep, address.Account+"/sessions", h.endSessions)
	h.Post(app, kit.SignedIn|kit.BeforeSecondStep, "/app/stay", func(c *fiber.Ctx) error { return c.SendStatus(fiber.StatusNoContent) })
	h.Get(app, kit.SignedIn|kit.BeforeSecondStep, address.SecondStep, h.showSecondStep)
	h.Post(app, kit.SignedIn|kit.BeforeSecondStep|kit.PasswordAgain, address.SecondStep, h.offerSecondStep)
	h.Post(app, kit.SignedIn|kit.BeforeSecondStep, address.SecondStep+"/confirm", h.takeSecondStep)
	h.Post(app, kit.SignedIn|kit.PasswordAgain, address.SecondStep+"/off", h.dropSecondStep)
	h.Post(app, kit.SignedIn|kit.PasswordAgain, address.SecondStep+"/recovery", h.renewRecovery)
	h.Get(app, kit.Trainer, peoplePath, h.showPeople)
	h.Post(app, kit.Trainer|kit.PasswordAgain, peoplePath, h.invite)
	h.Get(app, kit.Trainer, peoplePath+"/:user", h.showPerson)
	h.Post(app, kit.Trainer|kit.PasswordAgain, peoplePath+"/:user/link", h.renewLink)
	h.Post(app, kit.Trainer|kit.PasswordAgain, peoplePath+"/:user/disable", h.disable)
	h.Post(app, kit.Trainer|kit.PasswordAgain, peoplePath+"/:user/enable", h.enable)
	h.Post(app, kit.Trainer|kit.PasswordAgain, peoplePath+"/:user/onestep", h.dropOthersSecondStep)
}
