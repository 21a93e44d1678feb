package web

// settingsDesk serves what is not about one company.
type settingsDesk struct {
	*server
	Store settingsDeskStore
}

// companyDesk serves the pages of companies.
type companyDesk struct {
	*server
	Store companyDeskStore
}

// reviewDesk serves the look through a result before it is released.
type reviewDesk struct {
	*server
	Store reviewDeskStore
}

// shareDesk serves what those who answered see of a result.
type shareDesk struct {
	*server
	Store shareDeskStore
}

// resultDesk serves results, reports, files and measures.
type resultDesk struct {
	*server
	Store resultDeskStore
}

// compareDesk serves what lays results beside one another.
type compareDesk struct {
	*server
	Store compareDeskStore
}
