// Package pdftest finds the browser for packages whose tests cannot do without one.
package pdftest

import (
	"fmt"
	"os"

	"kompass/internal/pdf"
)

// Chromium is the browser that tests print with. Without one the package ends at once, with what to do.
func Chromium() string {
	path, err := pdf.Find(os.Getenv("CHROMIUM"))
	if err != nil {
		fmt.Fprintf(os.Stderr, "this package needs Chromium: set CHROMIUM or install chromium (%v)\n", err)
		os.Exit(1)
	}
	return path
}
