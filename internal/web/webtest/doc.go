// Package webtest is the language that the tests of web and of its rooms speak: a whole server on a database of its own,
// browsers of the people who use it, and companies, rounds and results to begin with.
package webtest
