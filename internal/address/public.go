package address

import (
	"strings"

	"kompass/internal/kompass"
)

// What anybody may open.
const (
	Home          = "/"
	Method        = "/methode"
	Privacy       = "/datenschutz"
	Imprint       = "/impressum"
	Accessibility = "/barrierefreiheit"
	Receipt       = "/quittung"
	Health        = "/healthz"
	Ready         = "/readyz"
)

// MethodSection is a section of the page about the method.
func MethodSection(id string) string { return at(Method, id) }

// Logo is a logo, shown to anybody who knows its hash. Its content never changes.
func Logo(hash string) string { return below("/logo", hash+".png") }

// answering is where everything lies that an access code leads to.
const answering = "/s"

// Questionnaire is where an access code leads.
func Questionnaire(code kompass.Code) string { return below(answering, string(code)) }

// TakesAnswers reports whether a form that is sent to a path in lower case carries answers to a questionnaire.
func TakesAnswers(path string) bool {
	return strings.HasPrefix(path, answering+"/") && !strings.HasSuffix(path, "/neu")
}

// Thanks shows profile and receipt after answering.
func Thanks(code kompass.Code) string { return Questionnaire(code) + "/danke" }

// Left is where somebody is whose device keeps nothing more.
func Left(code kompass.Code) string { return Questionnaire(code) + "/fertig" }

// Another lets another person answer in the same browser.
func Another(code kompass.Code) string { return Questionnaire(code) + "/neu" }

// Guess asks where the company stands, before the result.
func Guess(code kompass.Code) string { return Questionnaire(code) + "/schaetzen" }
