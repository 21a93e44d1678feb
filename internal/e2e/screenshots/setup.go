package main

// setup photographs how a round is prepared, tried out and changed, and leaves the demo as it was.
func (t *tour) setup(company, round string) {
	tab := t.tab
	for _, step := range []string{"content", "people", "mode", "access"} {
		tab.Go(company + "/rounds/new?step=" + step)
		t.shoot("setup-" + step)
	}
	tab.Follow("button[value=check]")
	t.shoot("setup-check")
	tab.Follow("button[value=discard]")
	for name, path := range map[string]string{
		"preview": round + "/preview", "import": round + "/import", "paper": round + "/paper", "entry": round + "/entry", "pack": round + "/pack", "dossier": round + "/dossier", "cancel": round + "?confirm=cancel",
		"questionnaires": "/app/questionnaires",
	} {
		tab.Go(path)
		t.shoot(name)
	}
}
