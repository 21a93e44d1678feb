package address

import (
	"net/url"
	"strings"
)

// Overview is the first page after signing in. What needs an account lies below it.
const Overview = "/app"

// BehindSignIn reports whether an address is the overview, or a page below it.
func BehindSignIn(address string) bool {
	rest, found := strings.CutPrefix(address, Overview)
	return found && (rest == "" || rest[0] == '/' || rest[0] == '?')
}

// Companies is where a company is added.
const Companies = "/app/companies"

// CompareCompanies is the comparison of several companies.
const CompareCompanies = "/app/compare"

// Company is the page of a company.
func Company(id string) string { return below(Companies, id) }

// CompanyTeams is the part of a company's page that lists its teams.
func CompanyTeams(companyID string) string { return at(Company(companyID), "teams") }

// CompanyProfile is the part of a company's page about its profile.
func CompanyProfile(companyID string) string { return at(Company(companyID), "profile") }

// Details is the form for name and contact of a company.
func Details(companyID string) string { return Company(companyID) + "/details" }

// DetailsLogo is the part of that form about the logo.
func DetailsLogo(companyID string) string { return at(Details(companyID), "logo-title") }

// UploadLogo takes the logo of a company.
func UploadLogo(companyID string) string { return Company(companyID) + "/logo/upload" }

// RemoveLogo removes it.
func RemoveLogo(companyID string) string { return Company(companyID) + "/logo/remove" }

// Positioning is the profile of a company and what it stands for.
func Positioning(companyID string) string { return Company(companyID) + "/positioning" }

// Words is what a company calls those it serves.
func Words(companyID string) string { return Company(companyID) + "/words" }

// WordsOnTheWay is the same, from the preparation of a round and back to it.
func WordsOnTheWay(companyID string) string { return asking(Words(companyID), "back", "setup") }

// DeleteCompany asks for name and password, and deletes.
func DeleteCompany(companyID string) string { return Company(companyID) + "/delete" }

// Consent takes whether others may see the company without its name.
func Consent(companyID string) string { return Company(companyID) + "/consent" }

// Teams is where teams are renamed, merged, archived and restored.
func Teams(companyID string) string { return Company(companyID) + "/teams" }

// MergeTeams makes one team of several.
func MergeTeams(companyID string) string { return Teams(companyID) + "/merge" }

// Team changes a team.
func Team(companyID, teamID string) string { return below(Teams(companyID), teamID) }

// ArchiveTeam asks a team no more.
func ArchiveTeam(companyID, teamID string) string { return Team(companyID, teamID) + "/archive" }

// RestoreTeam asks it again.
func RestoreTeam(companyID, teamID string) string { return Team(companyID, teamID) + "/restore" }

// Target is the target level of a company.
func Target(companyID string) string { return Company(companyID) + "/target" }

// TargetOf is the target level by a questionnaire.
func TargetOf(companyID, questionnaire string) string {
	return asking(Target(companyID), "questionnaire", questionnaire)
}

// TargetFrom is the same with a start profile filled in, at its grid.
func TargetFrom(companyID, questionnaire, profile string) string {
	return at(TargetOf(companyID, questionnaire)+"&profile="+url.QueryEscape(profile), "grid")
}

// ProposedTarget is the target level with a start profile filled in.
func ProposedTarget(companyID, profile string) string {
	return asking(Target(companyID), "profile", profile)
}

// Compare is the comparison of what one company has.
func Compare(companyID string) string { return Company(companyID) + "/compare" }

// TeamLinks is where the trainer says which teams became which.
func TeamLinks(companyID string) string { return Compare(companyID) + "/links" }

// UnlinkTeams takes that back.
func UnlinkTeams(companyID string) string { return Compare(companyID) + "/unlink" }

// Heat is the table of all teams of a round.
func Heat(companyID string) string { return Company(companyID) + "/heat" }

// Peers is the comparison with other companies without their names.
func Peers(companyID string) string { return Company(companyID) + "/peers" }

// OpenRound opens the next round of a company.
func OpenRound(companyID string) string { return Company(companyID) + "/rounds" }

// NewRound is where it is prepared.
func NewRound(companyID string) string { return OpenRound(companyID) + "/new" }

// RoundStep is one step of the preparation.
func RoundStep(companyID, step string) string { return asking(NewRound(companyID), "step", step) }

// PreviewDraft shows the prepared round as participants would see it.
func PreviewDraft(companyID string) string { return OpenRound(companyID) + "/preview" }
