package dossier

// stored says what is kept of a form.
func stored(s Settings) []Claim {
	var l list
	l.add(true, "dossier.stored.answers", "internal/sqlite.TestAnswersSayNeitherWhoNorWhen", "internal/web/participant.TestOnlyItemsAreStored")
	l.add(s.Teams, "dossier.stored.team", "internal/web/participant.TestFixedLinkIgnoresHiddenTeamAndPerspective", "internal/store.TestStore/answers_must_fit_what_the_round_asks")
	l.add(s.Perspectives, "dossier.stored.perspective", "internal/web/participant.TestFixedLinkIgnoresHiddenTeamAndPerspective", "internal/store.TestStore/answers_must_fit_what_the_round_asks")
	l.add(true, "dossier.stored.not", "internal/sqlite.TestAnswersSayNeitherWhoNorWhen", "internal/sqlite.TestNoTableHoldsBothAddressesAndHashesOfParticipants")
	l.add(true, "dossier.stored.sent", "internal/web.TestReadingChangesNothing", "internal/web.TestAPreviewStoresNothing")
	l.add(true, "dossier.stored.receipt", "internal/web/participant.TestReceiptShowsWhatWasSent", "internal/web/participant.TestReceiptCorrects", "internal/web/participant.TestReceiptWithdraws")
	l.add(s.Sealed, "dossier.stored.sealed", "internal/rounds.TestNothingIsReadableBeforeClosing", "internal/urn.TestMovedToAnotherPlaceItDoesNotOpen")
	l.add(s.Running && !s.Recorded, "dossier.stored.order")
	l.add(s.Recorded, "dossier.stored.journal")
	return l
}

// deleted says what is deleted when.
func deleted(s Settings) []Claim {
	var l list
	l.add(true, "dossier.deleted.receipts", "internal/sqlite.TestClosingLeavesNoTrace", "internal/web/participant.TestReceiptEndsWithTheRound")
	l.add(s.Once || !s.Running, "dossier.deleted.once", "internal/web.TestClosingDeletesOneTimeCodes")
	l.add(true, "dossier.deleted.answers", "internal/rounds.TestAnswersAreForgottenAtClosing", "internal/rounds.TestNothingOfAnAnswerIsLeftInTheFileAfterClosing")
	l.add(s.Sealed, "dossier.deleted.key", "internal/rounds.TestClosingDestroysTheKey", "internal/keys.TestADestroyedKeyIsGoneForEver", "internal/rounds.TestClosingMayBeKilledAtEveryStep")
	l.addWith(!s.Open, Claim{Key: "dossier.deleted.few", Args: []any{"k", s.K}, Tests: []string{
		"internal/rounds.TestCloseBelowTheMinimumDeletesTheAnswers", "internal/web.TestTooFewAnswersAreDeletedAfterAskingTwice",
	}})
	l.addWith(!s.Open, Claim{Key: "dossier.deleted.comments", Args: []any{"n", s.CommentsFrom}, Tests: []string{
		"internal/rounds.TestCommentsAreKeptFromTwiceTheMinimum", "internal/sqlite.TestReleasingLeavesNoTraceOfWhatWasRedacted",
	}})
	l.add(true, "dossier.deleted.guesses", "internal/store.TestStore/closing_keeps_the_means_of_enough_guesses_and_nothing_else", "internal/kompass.TestGuessesAreSummedFromTheMinimumOn")
	l.add(true, "dossier.deleted.company", "internal/sqlite.TestDeletingACompanyLeavesNoTrace", "internal/web.TestACompanyIsDeletedByNameAndPassword")
	l.add(true, "dossier.deleted.result", "internal/rounds.TestAnswersAreForgottenAtClosing", "internal/sqlite.TestWhateverBelongsToACompanyGoesWithIt")
	l.add(true, "dossier.deleted.copies")
	return l
}

// restored says what a restored backup can do.
func restored(s Settings) []Claim {
	var l list
	l.add(true, "dossier.restore.refused", "internal/sqlite.TestRestoreIsRefused", "internal/sqlite.TestRestoreReplacesDatabaseAndLog")
	l.add(!s.Sealed, "dossier.restore.again")
	l.add(s.Sealed, "dossier.restore.sealed", "internal/rounds.TestARestoredBackupCannotBeClosedAgain")
	return l
}
