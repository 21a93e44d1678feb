package address

import "net/url"

// Round is the page of a round.
func Round(id string) string { return below("/app/rounds", id) }

// ConfirmRound is the page of a round where it asks once more: whether to "close", whether to "cancel".
func ConfirmRound(id, what string) string { return asking(Round(id), "confirm", what) }

// ConfirmWithoutKey is the page of a round that asks whether to close it, and says what its key lacks.
func ConfirmWithoutKey(id, trouble string) string {
	return ConfirmRound(id, "close") + "&missing=" + url.QueryEscape(trouble)
}

// CloseRound closes a round and computes its result.
func CloseRound(id string) string { return Round(id) + "/close" }

// CancelRound deletes a round that was opened by mistake.
func CancelRound(id string) string { return Round(id) + "/cancel" }

// ReleaseRound releases the result of a round to the company.
func ReleaseRound(id string) string { return Round(id) + "/release" }

// Share is where it is chosen what those who answered see of a result.
func Share(roundID string) string { return Round(roundID) + "/share" }

// ShareState shows it to them, or no longer.
func ShareState(roundID string) string { return Share(roundID) + "/state" }

// RoundEndFile is the end of a round for a calendar.
func RoundEndFile(id string) string { return Round(id) + "/end.ics" }

// WorkshopFile is its workshop for a calendar.
func WorkshopFile(id string) string { return Round(id) + "/workshop.ics" }

// CheckInsFile are the days after its release on which to look at what was agreed, for a calendar.
func CheckInsFile(id string) string { return Round(id) + "/checkins.ics" }

// RoundTitle mends the title of a round.
func RoundTitle(id string) string { return Round(id) + "/title" }

// RoundPeriod moves its end.
func RoundPeriod(id string) string { return Round(id) + "/period" }

// RoundTeams asks one more team.
func RoundTeams(id string) string { return Round(id) + "/teams" }

// Codes draws one-time codes.
func Codes(roundID string) string { return Round(roundID) + "/codes" }

// PreviewRound shows a round as participants would see it.
func PreviewRound(id string) string { return Round(id) + "/preview" }

// RoundKey is the page about the key of a round.
func RoundKey(roundID string) string { return Round(roundID) + "/key" }

// RoundKeyWords is the part of it where the words of a new key are typed in once.
func RoundKeyWords(roundID string) string { return at(RoundKey(roundID), "confirm") }

// ConfirmRoundKey takes those words.
func ConfirmRoundKey(roundID string) string { return RoundKey(roundID) + "/confirm" }

// UploadRoundKey takes the words of a key from a file.
func UploadRoundKey(roundID string) string { return RoundKey(roundID) + "/upload" }

// Stage is the presentation of a round on the projector.
func Stage(roundID string) string { return Round(roundID) + "/stage" }

// StageCount is how many have taken part.
func StageCount(roundID string) string { return Stage(roundID) + "/count" }

// Paper is the questionnaire of a round to be filled in by hand.
func Paper(roundID string) string { return Round(roundID) + "/paper" }

// Pack is what is printed for a workshop.
func Pack(roundID string) string { return Round(roundID) + "/pack" }

// Dossier is what a round does with answers, for a works council.
func Dossier(roundID string) string { return Round(roundID) + "/dossier" }

// Entry is where sheets of paper are typed in.
func Entry(roundID string) string { return Round(roundID) + "/entry" }

// Import is the form for answers from a file.
func Import(roundID string) string { return Round(roundID) + "/import" }

// UploadAnswers takes that file.
func UploadAnswers(roundID string) string { return Import(roundID) + "/upload" }
