package dossier

// access says how people get in.
func access(s Settings) []Claim {
	var l list
	l.add(s.Running && s.Shared, "dossier.access.shared", "cmd/kompass.TestRoundOpensLinksForTeamsAndPerspectives", "internal/e2e.TestAPosterLeadsToTheQuestionnaire")
	l.add(s.Running && s.Shared, "dossier.access.several")
	l.add(s.Running && s.Once, "dossier.access.once", "internal/web.TestOneTimeCodesAreShownOnceAndServeOneForm", "internal/web.TestLookingAtAOneTimeCodeDoesNotUseIt")
	l.add(s.Running && s.Once, "dossier.access.holder", "internal/web.TestWhoHoldsWhichCodeLeavesNoTrace")
	l.add(s.Running && s.Once, "dossier.access.list")
	l.add(s.Running && s.Once, "dossier.access.log")
	l.add(s.Running, "dossier.access.guess", "internal/web/participant.TestGuessingIsBrakedPerNetwork", "internal/web/participant.TestSixtyGuessesOfOneSubnetShareAWindow")
	l.add(s.Running, "dossier.access.paper", "internal/web.TestTheOrderOfABatchLeavesNoTrace", "internal/web.TestABatchIsStoredWholeOrNotAtAll")
	l.add(!s.Running, "dossier.access.over", "internal/store.TestStore/a_late_visitor_finds_the_round_closed_and_no_code", "internal/sqlite.TestClosingLeavesNoTrace")
	return l
}

// seen says who sees what, and when.
func seen(s Settings) []Claim {
	var l list
	l.addWith(!s.Open, Claim{Key: "dossier.seen.counts", Args: []any{"k", s.K}, Tests: []string{
		"internal/web.TestRoundPageCountsAndLinks", "internal/web.TestStageCountsFromTheMinimumOn", "cmd/kompass.TestRoundListCountsFromTheMinimum",
	}})
	l.addWith(!s.Open && s.Teams, Claim{Key: "dossier.seen.range", Args: []any{"k", s.K}, Tests: []string{
		"internal/disclosure.TestATotalNeverTellsASmallPart", "internal/disclosure.TestTotalsAreToldAsFarAsTheyMay",
	}})
	l.add(true, "dossier.seen.own", "internal/web/participant.TestThanksShowsTheOwnProfileOnly")
	l.add(true, "dossier.seen.trainer", "internal/published.TestTheTrainerSeesAResultAtOnceAndTheCompanyFromItsRelease")
	l.add(true, "dossier.seen.company", "internal/web.TestResultIsTheTrainersUntilReleased", "internal/web.TestACoordinatorClosesButDoesNotRelease")
	l.add(true, "dossier.seen.comments", "internal/web.TestTheTrainerDecidesWhichCommentsTheCompanyReads", "internal/web.TestRedactingOnlyLeavesOut")
	l.add(true, "dossier.seen.once", "internal/sqlite.TestPromisesHoldAgainstPlainStatements", "internal/result.TestEveryChangedByteIsNoticed")
	l.add(true, "dossier.seen.files", "internal/export.TestFilesHoldPublishedNumbersOnly")
	l.add(true, "dossier.seen.foreign", "internal/web.TestForeignIdsInAddressesLeadNowhere", "internal/web.TestForeignIdsInQueriesShowNothing")
	return l
}
