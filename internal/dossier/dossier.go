// Package dossier says what one round does with the answers of people, made from its settings alone: for works councils, data
// protection officers, and whoever is asked. Every claim names the tests of the program that fail where it is false. What
// names none is no promise but a limit, and says so.
//
// The package is pure: texts are keys of the catalogue, and who shows a dossier has to bring the settings as they are.
package dossier

import "unicode"

// Settings is what of a round and its installation decides about the protection of answers.
type Settings struct {
	Open         bool       // not anonymous, agreed with everybody
	Running      bool       // not closed yet
	K            int        // minimum group size, 1 in an open round
	CommentsFrom int        // forms from which on comments are shown
	Teams        bool       // the round asks for the team
	Perspectives bool       // the round asks for the perspective
	Shared       bool       // there are shared codes
	Once         bool       // there are one-time codes
	Sealed       bool       // answers are sealed until closing
	Held         bool       // the private key is with somebody who has it on paper, not on the server
	Recorded     bool       // the database keeps a journal of when something came in
	Copies       int        // of the key, in the folders that the server knows
	Audiences    []Audience // who shares an access, with how many people
}

// Audience is a team, a perspective in all teams, or with Name "" a whole company without teams.
type Audience struct {
	Name        string
	Heads       int  // 0 where nobody has said how many there are; of a perspective at most
	Perspective bool // answers from a perspective
	Shared      bool // through a shared code
}

// Section is a part of a dossier with its claims in order. Key names its heading.
type Section struct {
	Key    string
	Claims []Claim
}

// Claim is one statement about a round.
type Claim struct {
	Key   string   // of its text
	Args  []any    // names and values that the text takes
	Tests []string // as "internal/score.TestName"; none for a limit
}

// Limit reports whether the claim says what is not promised.
func (c Claim) Limit() bool { return len(c.Tests) == 0 }

// Words parts the name of a test before its words, where a line may break.
func Words(name string) []string {
	var out []string
	start := 0
	for i, r := range name {
		if i > start && (unicode.IsUpper(r) || r == '_') {
			out, start = append(out, name[start:i]), i
		}
	}
	return append(out, name[start:])
}

// Of returns the dossier of a round, without sections that have nothing to say about it.
func Of(s Settings) []Section {
	var out []Section
	for _, section := range []Section{
		{"dossier.stored", stored(s)},
		{"dossier.key", key(s)},
		{"dossier.access", access(s)},
		{"dossier.heads", heads(s)},
		{"dossier.seen", seen(s)},
		{"dossier.shown", shown(s)},
		{"dossier.device", device(s)},
		{"dossier.logs", logs(s)},
		{"dossier.deleted", deleted(s)},
		{"dossier.restore", restored(s)},
		{"dossier.operator", operator(s)},
		{"dossier.limits", limits(s)},
	} {
		if len(section.Claims) > 0 {
			out = append(out, section)
		}
	}
	return out
}

// list collects claims.
type list []Claim

// add takes a claim up where it holds for the round.
func (l *list) add(holds bool, key string, tests ...string) {
	l.addWith(holds, Claim{Key: key, Tests: tests})
}

func (l *list) addWith(holds bool, c Claim) {
	if holds {
		*l = append(*l, c)
	}
}
