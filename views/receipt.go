package views

// ReceiptPath is where receipts are typed in, and where every form about one is sent.
const ReceiptPath = "/quittung"

// ReceiptAction is what a form sent to [ReceiptPath] asks for, in its input "do".
type ReceiptAction string

// The actions. Show is the default.
const (
	ReceiptShow     ReceiptAction = "show"     // the answers
	ReceiptEdit     ReceiptAction = "edit"     // the form, filled in
	ReceiptCorrect  ReceiptAction = "correct"  // store the form
	ReceiptAsk      ReceiptAction = "ask"      // really withdraw?
	ReceiptWithdraw ReceiptAction = "withdraw" // do it
)
