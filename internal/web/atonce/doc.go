// Package atonce has the tests of what web does beside its requests, for the race detector: reports that are made while people go on.
package atonce
