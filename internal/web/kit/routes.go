package kit

import (
	"slices"

	"github.com/gofiber/fiber/v2"
)

// Route is one line of the table of everything that the server answers to. Nothing else makes a path callable.
type Route struct {
	Method string // GET, which answers HEAD too, or POST
	Path   string // as a pattern, with :names
	Right  Right
	What   string // what it is for, in a few words
	do     []fiber.Handler
}

// Get is a page for those who have the right. A GET never changes anything.
func Get(path string, right Right, what string, do ...fiber.Handler) Route {
	return Route{fiber.MethodGet, path, right, what, do}
}

// Post is a form for those who have the right.
func Post(path string, right Right, what string, do ...fiber.Handler) Route {
	return Route{fiber.MethodPost, path, right, what, do}
}

// Name is method and pattern.
func (r Route) Name() string { return r.Method + " " + r.Path }

// Register makes an application answer the routes of a table, in its order: of two that fit a path the first counts. It panics
// at a route without a right.
func (k *Kit) Register(app *fiber.App, table []Route) {
	for _, r := range table {
		do := slices.Concat(k.guards(r), r.do)
		app.Add(r.Method, r.Path, do...)
		if r.Method == fiber.MethodGet {
			app.Add(fiber.MethodHead, r.Path, do...)
		}
	}
}

// guards are what a request passes before the handlers of its route.
func (k *Kit) guards(r Route) []fiber.Handler {
	var guards []fiber.Handler
	switch r.Right.Who() {
	case Anybody:
	case SignedIn:
		guards = []fiber.Handler{k.signedIn, k.noteDenied}
	case Trainer:
		guards = []fiber.Handler{k.signedIn, k.noteDenied, trainerOnly}
	default:
		panic("route " + r.Name() + " has no right")
	}
	if r.Right&BeforeSecondStep == 0 && len(guards) > 0 {
		guards = append(guards, k.enrolled)
	}
	if r.Right&PasswordAgain != 0 {
		guards = append(guards, k.reauthenticate)
	}
	return guards
}
