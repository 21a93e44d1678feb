package web

import (
	"context"

	"kompass/internal/figures"
	"kompass/internal/i18n"
	"kompass/internal/kompass"
	"kompass/internal/naming"
	"kompass/internal/published"
	"kompass/internal/story"
	"kompass/internal/web/participant"
	"kompass/views"
)

// outcomeBy returns what writes out, and draws, what those who answered see of a result.
func outcomeBy(draw figures.Drawer) participant.Outcome {
	return func(ctx context.Context, shared published.Shared) (views.Shared, error) {
		z, everyone := i18n.From(ctx), shared.Document.Everyone()
		out := views.Shared{
			Company: shared.Document.Company, Share: shared.Share, Measures: shared.Measures, Profile: views.ProfileKey(shared.Round.ID),
			Told: story.Of(z, shared.Series(everyone, nil), nil), Numbers: everyone.Shown, Caveats: naming.Caveats(z, shared.Questionnaire),
		}
		if !everyone.Shown || !shared.Share.Has(kompass.ShareCompass) {
			return out, nil
		}
		radar, legend := figures.New(z, shared.Questionnaire, shared.Document).Compass(everyone)
		var err error
		out.Charts.Legend = legend
		out.Charts.Radar, err = draw.Radar(ctx, radar)
		return out, err
	}
}
