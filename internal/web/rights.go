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

// route makes a path callable by those who have the right.
func (s *server) route(app *fiber.App, who right, method, path string, do ...fiber.Handler) {
	switch who {
	case forAnybody:
		app.Add(method, path, do...)
	case forSignedIn:
		app.Add(method, path, slices.Concat([]fiber.Handler{s.signedIn}, do)...)
	case forTrainer:
		app.Add(method, path, slices.Concat([]fiber.Handler{s.signedIn, trainerOnly}, do)...)
	default:
		panic("route " + method + " " + path + " has no right")
	}
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
