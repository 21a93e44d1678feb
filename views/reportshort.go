package views

import (
	"context"
	"strings"
)

// agreementLines is how many agreements a short report has space for.
const agreementLines = 3

// filled reports whether what carries, the gaps and what divides fill a page: they do where statements are shown.
func (m Report) filled() bool { return m.Short.Strengths != nil }

// footNote says below a short report what the numbers are, where there is more, and who made it.
func (m Report) footNote(ctx context.Context) string {
	lines := append([]string{}, m.Cover.Notes...)
	lines = append(lines, tr(ctx, "report.short.more"))
	if m.Cover.Sender != "" {
		lines = append(lines, tr(ctx, "report.sender", "sender", m.Cover.Sender))
	}
	return strings.Join(lines, " ")
}
