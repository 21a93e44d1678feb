package dossier

// device says what is left on the device with which somebody answers.
func device(s Settings) []Claim {
	var l list
	l.add(s.Running, "dossier.device.draft", "internal/e2e.TestUnfinishedAnswersAreOfferedAgain", "internal/web.TestReadingChangesNothing")
	l.add(s.Running, "dossier.device.weeks", "internal/e2e.TestUnfinishedAnswersAreForgottenAfterTwoWeeks", "internal/web/participant.TestDraftsAreKeptUnderNamesThatGiveNothingAway")
	l.add(s.Running, "dossier.device.once", "internal/web/participant.TestProfileAndReceiptAreShownOnce")
	l.add(s.Running, "dossier.device.cookie", "internal/web/participant.TestTheCookieLivesTenMinutesAfterSending")
	l.add(s.Running, "dossier.device.done", "internal/web/participant.TestDoneLeavesNothingOnTheDevice")
	l.add(s.Running, "dossier.device.tablet", "internal/e2e.TestASharedTabletKeepsNothing", "internal/web/participant.TestSharedTabletLeavesNothing")
	return l
}
