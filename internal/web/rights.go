package web

import (
	"slices"

	"github.com/gofiber/fiber/v2"

	"kompass/internal/kompass"
)

// right says who may call a route. It is declared where the route is, and nothing else decides who gets through. What a
// signed-in person then finds is a second question: every query of the store is joined to her scope.
type right int

// The rights. There is no zero value: a route without a right does not compile.
const (
	_ right = iota
	forAnybody
	forSignedIn // the trainer, and a coordinator within her company
	forTrainer
)

// What a right may ask for or do without beside: forTrainer|passwordAgain.
const (
	// passwordAgain asks for the password once more unless it was given within the last ten minutes. For what is hard to
	// undo or gives something away; what was typed is kept.
	passwordAgain right = 1 << (iota + 8)
	// beforeSecondStep lets people through who must set up a second step and have not. For what they need to do so.
	beforeSecondStep
)

// route makes a path callable by those who have the right.
func (s *server) route(app *fiber.App, who right, method, path string, do ...fiber.Handler) {
	var guards []fiber.Handler
	switch who &^ (passwordAgain | beforeSecondStep) {
	case forAnybody:
	case forSignedIn:
		guards = []fiber.Handler{s.signedIn, s.noteDenied}
	case forTrainer:
		guards = []fiber.Handler{s.signedIn, s.noteDenied, trainerOnly}
	default:
		panic("route " + method + " " + path + " has no right")
	}
	if who&beforeSecondStep == 0 && len(guards) > 0 {
		guards = append(guards, s.enrolled)
	}
	if who&passwordAgain != 0 {
		guards = append(guards, s.sure)
	}
	app.Add(method, path, slices.Concat(guards, do)...)
}

// get makes a page callable by those who have the right. A GET never changes anything.
func (s *server) get(app *fiber.App, who right, path string, do ...fiber.Handler) {
	s.route(app, who, fiber.MethodGet, path, do...)
	s.route(app, who, fiber.MethodHead, path, do...)
}

// post makes a form callable by those who have the right.
func (s *server) post(app *fiber.App, who right, path string, do ...fiber.Handler) {
	s.route(app, who, fiber.MethodPost, path, do...)
}

// trainerOnly refuses coordinators.
func trainerOnly(c *fiber.Ctx) error {
	if userOf(c).Role != kompass.Trainer {
		return errForbidden
	}
	return c.Next()
}

// enrolled sends people who sign in over https, and have no second step yet, to set it up first.
func (s *server) enrolled(c *fiber.Ctx) error {
	if s.BaseURL.Secure() && !userOf(c).SecondStep {
		return redirect(c, secondStepPath)
	}
	return c.Next()
}
