package views

import (
	"context"
	"time"

	"kompass/internal/kompass"
)

// Legal is the model of the privacy, imprint and accessibility pages: the frame, and what the operator has to say.
type Legal struct {
	Page Page
	Own  OwnText
}

// cookie describes one cookie.
type cookie struct{ Name, Use, Until string }

// cookies are all that the product sets.
func cookies(ctx context.Context) []cookie {
	return []cookie{
		{"kompass-form", tr(ctx, "privacy.cookies.form"), tr(ctx, "privacy.cookies.form.until")},
		{"kompass-lang", tr(ctx, "privacy.cookies.lang"), tr(ctx, "privacy.cookies.lang.until")},
		{"kompass-session", tr(ctx, "privacy.cookies.session"), tr(ctx, "privacy.cookies.session.until",
			"idle", int(kompass.SessionIdle/time.Minute), "most", int(kompass.SessionAbsolute/time.Hour))},
	}
}

// licences say under what the program and its parts may be used. Names of licences are the same in every language.
func licences(ctx context.Context) []Fact {
	return []Fact{
		{Term: tr(ctx, "imprint.licence.program"), Value: "MIT"},
		{Term: tr(ctx, "imprint.licence.questionnaires"), Value: "CC BY 4.0"},
		{Term: tr(ctx, "imprint.licence.charts"), Value: "Apache ECharts, Apache 2.0"},
		{Term: tr(ctx, "imprint.licence.fonts"), Value: "Source Sans 3, Source Serif 4, SIL OFL 1.1"},
	}
}
