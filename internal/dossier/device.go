package dossier

// device says what is left on the device with which somebody answers.
func device(s Settings) []Claim {
	var l list
	l.add(s.Running, "dossier.device.draft", "internal/e2e.TestUnfinishedAnswersAreOfferedAgain", "internal/web.TestReadingChangesNothing")
	l.add(s.Running, "dossier.device.tablet", "internal/e2e.TestASharedTabletKeepsNothing", "internal/web.TestSharedTabletLeavesNothing")
	return l
}
