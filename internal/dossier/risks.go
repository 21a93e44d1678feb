package dossier

// logs says what is written down beside the answers.
func logs(Settings) []Claim {
	var l list
	l.add(true, "dossier.logs.none", "internal/web.TestNoLineSaysWhenSomebodyAnswered", "internal/e2e.TestTheLogSaysNothingAboutPeople")
	l.add(true, "dossier.logs.hour", "internal/web.TestFailingDiskIsToldAsItIs")
	l.add(true, "dossier.logs.audit", "internal/store.TestStore/submitting_leaves_nothing_on_the_audit_trail", "internal/web.TestTrailSaysWhoDidWhatWhen")
	l.add(true, "dossier.logs.outside", "internal/web.TestEveryAnswerCarriesTheHeaders", "internal/web.TestLinksComeFromTheBaseURLAlone")
	l.add(true, "dossier.logs.others")
	return l
}

// operator says what whoever has the machine could do.
func operator(s Settings) []Claim {
	var l list
	l.add(s.Running && !s.Sealed, "dossier.operator.reads")
	l.add(s.Running && s.Sealed && !s.Held, "dossier.operator.key")
	l.add(s.Running && !s.Sealed, "dossier.operator.backups")
	l.add(s.Running && s.Sealed, "dossier.operator.counts")
	l.add(true, "dossier.operator.program")
	return l
}

// limits says what no setting prevents.
func limits(s Settings) []Claim {
	var l list
	l.add(!s.Open, "dossier.limits.forms")
	l.add(!s.Open, "dossier.limits.unanimous")
	l.add(!s.Open, "dossier.limits.knowledge")
	l.add(!s.Open, "dossier.limits.change")
	l.add(true, "dossier.limits.words")
	l.add(true, "dossier.limits.device")
	l.add(true, "dossier.limits.network")
	return l
}
