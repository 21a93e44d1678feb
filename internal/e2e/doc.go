// Package e2e holds the tests of the product as people meet it: the built binary runs as a process of its own, people
// are a real Chromium or a plain HTTP client, and nothing of the inside is looked at. The tests know addresses, commands
// and formulas, not packages. One fixture alone is written past the product: sixty teams over eight rounds, which nobody would
// want to answer.
//
// Package program starts the binary, package browser drives Chromium and watches every page it shows, and the command
// screenshots photographs the demo.
package e2e
