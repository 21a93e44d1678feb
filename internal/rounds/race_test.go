//go:build race

package rounds_test

import "flag"

// The race detector makes everything slow and looks for what happens at the same time. Of what runs by itself a few cases are enough
// for it; all of them run without it.

// byteStep is how many bytes on the next one is changed where a test changes one after the other.
const byteStep = 40

func init() {
	if err := flag.Set("rapid.checks", "5"); err != nil {
		panic(err) // rapid has that flag
	}
}
