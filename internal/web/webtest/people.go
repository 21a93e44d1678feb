package webtest

import (
	"context"
	"net/url"

	"kompass/internal/auth"
	"kompass/internal/kompass"
	"kompass/internal/sqlite/sqlitetest"
)

// Two is a trainer and her colleague, each in a browser.
func (s *Site) Two() (a, b *Browser) {
	s.Helper()
	return s.Trainer(), s.SignIn("kollegin@example.org", kompass.Trainer, "")
}

// Password is good enough for everybody.
const Password = "zwölf Boxkämpfer jagen Viktor"

// SignIn creates a user and returns a browser in which she is signed in.
func (s *Site) SignIn(email string, role kompass.Role, companyID string) *Browser {
	s.Helper()
	u, err := s.Auth.CreateWithPassword(context.Background(), sqlitetest.Actor, auth.NewUser{Email: email, Role: role, CompanyID: companyID, Password: Password})
	s.Must(err)
	token, err := s.Auth.StartSession(context.Background(), u.ID)
	s.Must(err)
	b := s.Browser()
	b.Cookies["kompass-session"] = token
	return b
}

// Person is a coordinator with a password, in no browser.
func (s *Site) Person(email, companyID string) kompass.User {
	s.Helper()
	u, err := s.Auth.CreateWithPassword(context.Background(), sqlitetest.Actor, auth.NewUser{Email: email, Role: kompass.Coordinator, CompanyID: companyID, Password: Password})
	s.Must(err)
	return u
}

// Enrol gives the person who is signed in a second step and returns its secret.
func (b *Browser) Enrol() string {
	b.Helper()
	ctx := context.Background()
	u, session, err := b.Auth.User(ctx, b.Cookies["kompass-session"])
	b.Must(err)
	b.Must(b.Auth.OfferSecondStep(ctx, u.ID))
	secret, err := b.Auth.Offered(ctx, u.ID)
	b.Must(err)
	_, err = b.Auth.TakeSecondStep(ctx, u.ID, session, auth.CodeAt(secret, b.Clock.Now()))
	b.Must(err)
	return secret
}

// Trainer signs a trainer in.
func (s *Site) Trainer() *Browser {
	s.Helper()
	return s.SignIn(TrainerMail, kompass.Trainer, "")
}

// TrainerMail is the address of the trainer who is signed in.
const TrainerMail = "trainerin@example.org"

// Credentials fill in the form for signing in.
func Credentials(email, secret string) url.Values { return Values("email", email, "password", secret) }

// TrainerNamed is another trainer.
func (s *Site) TrainerNamed(email string) *Browser {
	s.Helper()
	return s.SignIn(email, kompass.Trainer, "")
}
