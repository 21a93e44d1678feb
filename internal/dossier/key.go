package dossier

// key says who has the key of a round that takes answers, and what follows from that. Of a closed round there is none.
func key(s Settings) []Claim {
	var l list
	if !s.Running {
		return nil
	}
	l.add(!s.Sealed, "dossier.key.none")
	if !s.Sealed {
		return l
	}
	l.add(!s.Held, "dossier.key.server", "internal/keys.TestAFolderInsideTheDatabasesFolderIsRefused", "internal/keys.TestWhatOthersMayReadIsRefused")
	l.add(s.Held, "dossier.key.held", "internal/keys.TestAHoldersKeyHasNoPrivatePart", "cmd/kompass.TestAHoldersKeyClosesTheRound")
	l.add(s.Held, "dossier.key.paper")
	l.add(s.Held, "dossier.key.memory")
	l.addWith(!s.Held && s.Copies > 1, Claim{Key: "dossier.key.copies", Args: []any{"n", s.Copies}, Tests: []string{
		"internal/keys.TestAKeyLiesInEveryFolderAndComesBack", "internal/web.TestTheDossierCountsTheCopiesOfTheKey",
	}})
	l.add(!s.Held && s.Copies == 1, "dossier.key.one")
	l.add(s.Copies == 0, "dossier.key.missing")
	l.add(true, "dossier.key.needed", "internal/rounds.TestWithoutItsKeyARoundTakesNoAnswers")
	l.add(true, "dossier.key.promise", "internal/rounds.TestWhoWritesToTheDatabaseChangesNoPromise")
	l.add(true, "dossier.key.copied")
	return l
}
