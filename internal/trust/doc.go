// Package trust holds attacks on what the product promises to people who answer. Each runs against the built binary, as a process of
// its own, with what an attacker would have: the files, copies of them, a browser, what is published. Each has a control: the same
// attack where the protection is missing, which has to succeed, because an attack that finds nothing anywhere proves nothing.
//
// The short version of each is an ordinary test. make trust runs the long ones, and writes what they measured into docs/trust.md:
//
//	go test ./internal/trust -long -write
package trust
