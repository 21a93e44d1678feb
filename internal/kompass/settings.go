package kompass

// The settings that say who asks, each with an entry of its own in the audit trail.
const (
	SenderName  = "sender.name"
	SenderEmail = "sender.email"
	SenderPhone = "sender.phone"
	SenderWeb   = "sender.web"
)

// RoundSigners is the setting with the public keys of other installations whose files of rounds are taken in: hexadecimal, with spaces
// between.
const RoundSigners = "round.signers"
