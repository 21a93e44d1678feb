//go:build !race

package rounds_test

const byteStep = 1
