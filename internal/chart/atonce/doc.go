// Package atonce has the test of charts that are drawn at the same time, for the race detector, which makes drawing twelve times slower.
package atonce
