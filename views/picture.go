package views

import (
	"context"
	"strconv"

	"kompass/internal/i18n"
	"kompass/internal/kompass"
)

// PictureOf is a logo with the picture itself, as it stands in what is printed.
func PictureOf(ctx context.Context, l kompass.Logo, whose string) Picture {
	return Picture{Source: l.DataURI(), Width: strconv.Itoa(l.Width), Height: strconv.Itoa(l.Height),
		Alt: i18n.From(ctx).T("report.logo", "company", whose)}
}
