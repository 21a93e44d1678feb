package kit

import (
	"slices"

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

// route makes a path callable by those who have the right.
func (k *Kit) route(app *fiber.App, who Right, method, path string, do ...fiber.Handler) {
	var guards []fiber.Handler
	switch who &^ (PasswordAgain | BeforeSecondStep) {
	case Anybody:
	case SignedIn:
		guards = []fiber.Handler{k.signedIn, k.noteDenied}
	case Trainer:
		guards = []fiber.Handler{k.signedIn, k.noteDenied, trainerOnly}
	default:
		panic("route " + method + " " + path + " has no right")
	}
	if who&BeforeSecondStep == 0 && len(guards) > 0 {
		guards = append(guards, k.enrolled)
	}
	if who&PasswordAgain != 0 {
		guards = append(guards, k.reauthenticate)
	}
	app.Add(method, path, slices.Concat(guards, do)...)
}

// Get makes a page callable by those who have the right. A GET never changes anything.
func (k *Kit) Get(app *fiber.App, who Right, path string, do ...fiber.Handler) {
	k.route(app, who, fiber.MethodGet, path, do...)
	k.route(app, who, fiber.MethodHead, path, do...)
}

// Post makes a form callable by those who have the right.
func (k *Kit) Post(app *fiber.App, who Right, path string, do ...fiber.Handler) {
	k.route(app, who, fiber.MethodPost, path, do...)
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
