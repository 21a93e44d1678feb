package address

// Signing in and out.
const (
	SignIn            = "/login"
	SignInCode        = SignIn + "/code"
	SignOut           = "/logout"
	Password          = "/passwort"
	ForgottenPassword = Password + "/vergessen"
)

// One's own account.
const (
	Account         = "/app/account"
	AccountPassword = Account + "/password"
	Sessions        = Account + "/sessions"
	StaySignedIn    = "/app/stay"
	Reauthenticate  = "/app/reauthenticate" // takes the password where there is no form to take along
)

// The second step of signing in.
const (
	SecondStep        = Account + "/code"
	ConfirmSecondStep = SecondStep + "/confirm"
	DropSecondStep    = SecondStep + "/off"
	RecoveryCodes     = SecondStep + "/recovery"
)

// People lists everybody who signs in.
const People = "/app/people"

// Person is the page of one of them.
func Person(id string) string { return below(People, id) }

// PersonProblem is that page with why something was refused: it is one's "self", or the "last" trainer.
func PersonProblem(id, why string) string { return asking(Person(id), "problem", why) }

// PersonLink makes a new one-time link for a person.
func PersonLink(id string) string { return Person(id) + "/link" }

// DisablePerson ends everything that a person may do.
func DisablePerson(id string) string { return Person(id) + "/disable" }

// EnablePerson lets a person sign in again.
func EnablePerson(id string) string { return Person(id) + "/enable" }

// PersonWithoutSecondStep takes a person's second step away, after a lost telephone.
func PersonWithoutSecondStep(id string) string { return Person(id) + "/onestep" }
