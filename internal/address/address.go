// Package address builds the addresses of the product: every link, redirect and route is written here and nowhere else.
package address

// One's own account.
const (
	Account        = "/app/account"
	SecondStep     = Account + "/code"
	Reauthenticate = "/app/sure" // takes the password where there is no form to take along
)
