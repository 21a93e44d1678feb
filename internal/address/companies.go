package address

// Overview is the first page after signing in.
const Overview = "/app"

// CompareCompanies is the comparison of several companies.
const CompareCompanies = "/app/compare"

// Company is the page of a company.
func Company(id string) string { return "/app/companies/" + id }

// Teams is the part of a company's page that lists its teams.
func Teams(companyID string) string { return Company(companyID) + "#teams" }

// Target is the target level of a company.
func Target(companyID string) string { return Company(companyID) + "/target" }

// NewRound is where the next round of a company is prepared.
func NewRound(companyID string) string { return Company(companyID) + "/rounds/new" }

// Compare is the comparison of what one company has.
func Compare(companyID string) string { return Company(companyID) + "/compare" }

// TeamLinks is where the trainer says which teams became which.
func TeamLinks(companyID string) string { return Compare(companyID) + "/links" }

// Heat is the table of all teams of a round.
func Heat(companyID string) string { return Company(companyID) + "/heat" }

// Peers is the comparison with other companies without their names.
func Peers(companyID string) string { return Company(companyID) + "/peers" }

// RoundStep is one step of preparing the next round of a company.
func RoundStep(companyID, step string) string { return NewRound(companyID) + "?step=" + step }
