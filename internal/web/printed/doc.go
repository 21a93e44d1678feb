// Package printed has the tests of what web prints: they need Chromium and programs that others wrote to read PDF files.
package printed
