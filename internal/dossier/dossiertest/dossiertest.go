// Package dossiertest makes settings of rounds for tests of what is said about them.
package dossiertest

import "kompass/internal/dossier"

// switches set what a round has or has not.
var switches = []func(s *dossier.Settings){
	func(s *dossier.Settings) { s.Open, s.K, s.CommentsFrom = true, 1, 1 },
	func(s *dossier.Settings) { s.Running = true },
	func(s *dossier.Settings) { s.Teams = true },
	func(s *dossier.Settings) { s.Audiences = []dossier.Audience{{Name: "Theke", Heads: 9, Shared: true}} },
	func(s *dossier.Settings) { s.Perspectives = true },
	func(s *dossier.Settings) { s.Shared = true },
	func(s *dossier.Settings) { s.Once = true },
	func(s *dossier.Settings) { s.Sealed = true },
	func(s *dossier.Settings) { s.Held = true },
	func(s *dossier.Settings) { s.Recorded = true },
	func(s *dossier.Settings) { s.Copies = 1 },
	func(s *dossier.Settings) { s.Copies = 2 },
}

// Cases returns every combination of what a round may have, with the smallest and with a large minimum group.
func Cases() []dossier.Settings {
	cases := []dossier.Settings{{K: 5, CommentsFrom: 10}, {K: 12, CommentsFrom: 24}}
	for _, set := range switches {
		for _, s := range cases {
			set(&s)
			cases = append(cases, s)
		}
	}
	return cases
}
