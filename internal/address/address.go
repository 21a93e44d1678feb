// Package address builds the addresses that more than one package writes, and those that leave the product in a mail or a QR code.
package address

// One's own account.
const (
	Account        = "/app/account"
	SecondStep     = Account + "/code"
	Reauthenticate = "/app/sure" // takes the password where there is no form to take along
)
