package views

import "strings"

// Fact is a term and its value.
type Fact struct {
	Term  string
	Value string
	Link  *Crumb // a link after the value, such as to change it
}

// codeGroups splits a grouped code at its hyphens.
func codeGroups(code string) []string { return strings.Split(code, "-") }
