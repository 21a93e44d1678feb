package kit

import (
	"github.com/gofiber/fiber/v2"

	"kompass/internal/address"
)

// Right says who may call a route. It is declared where the route is, and nothing else decides who gets through. What a
// signed-in person then finds is a second question: every query of the store is joined to her scope.
type Right int

// The rights. There is no zero value: a route without a right is a panic at the start.
const (
	_ Right = iota
	// Anybody has no account, or does not need it.
	Anybody
	// SignedIn is the trainer, and a coordinator within her company.
	SignedIn
	// Trainer is whoever owns the installation.
	Trainer
)

// What a right may ask for or do without beside: Trainer|PasswordAgain.
const (
	// PasswordAgain asks for the password once more unless it was given within the last ten minutes. For what is hard to
	// undo or gives something away; what was typed is kept.
	PasswordAgain Right = 1 << (iota + 8)
	// BeforeSecondStep lets people through who must set up a second step and have not. For what they need to do so.
	BeforeSecondStep
)

// Who is the right without what it asks for or does without beside: Anybody, SignedIn or Trainer.
func (r Right) Who() Right { return r &^ (PasswordAgain | BeforeSecondStep) }

// String names a right in the words of the table of routes.
func (r Right) String() string {
	name := map[Right]string{Anybody: "anybody", SignedIn: "signed in", Trainer: "trainer"}[r.Who()]
	if r&PasswordAgain != 0 {
		name += ", password"
	}
	return name
}

// trainerOnly refuses coordinators.
func trainerOnly(c *fiber.Ctx) error {
	if !User(c).CanManage() {
		return ErrForbidden
	}
	return c.Next()
}

// enrolled sends people who sign in over https, and have no second step yet, to set it up first.
func (k *Kit) enrolled(c *fiber.Ctx) error {
	if k.BaseURL.Secure() && !User(c).SecondStep {
		return Redirect(c, address.SecondStep)
	}
	return c.Next()
}
