package address

// Review is the look through a result before it is released.
func Review(roundID string) string { return Round(roundID) + "/review" }

// ConfirmRelease is the review where it asks whether to release.
func ConfirmRelease(roundID string) string { return asking(Review(roundID), "confirm", "release") }

// Introduction takes the introduction of a result.
func Introduction(roundID string) string { return Review(roundID) + "/introduction" }

// Comments takes which comments are shown.
func Comments(roundID string) string { return Review(roundID) + "/comments" }

// Result is the result of everyone in a round.
func Result(roundID string) string { return Round(roundID) + "/result" }

// GroupResult is the result of a group in a round, of everyone where the group has no parts.
func GroupResult(roundID string, group map[string]string) string {
	return With(Result(roundID), Group(group))
}

// Explain is where a path of a round's result is explained.
func Explain(roundID, path string) string { return asking(Round(roundID)+"/explain", "path", path) }

// Export is the numbers of a result as a file of a format.
func Export(roundID, format string) string { return Round(roundID) + "/export." + format }

// Chart is a chart of a result as a picture: "radar.svg".
func Chart(roundID, file string) string { return Round(roundID) + "/chart/" + file }

// Report is the result of a round as a document to be printed.
func Report(roundID string) string { return Round(roundID) + "/report" }

// Reports is where the reports of all teams are made.
func Reports(roundID string) string { return Round(roundID) + "/reports" }

// CancelReports ends that.
func CancelReports(roundID string) string { return Reports(roundID) + "/cancel" }

// ReportsFile is what has been made, once.
func ReportsFile(roundID string) string { return Reports(roundID) + ".zip" }
