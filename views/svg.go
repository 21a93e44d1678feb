package views

import (
	"github.com/a-h/templ"

	"kompass/assets"
)

// SVG is a picture that the server drew and cleaned itself, with every text in it escaped. Beside the style sheet it is the only
// thing that reaches a page unescaped: never make one of anything that a person typed.
type SVG string

func (s SVG) component() templ.Component { return templ.Raw(string(s)) }

// standaloneStyle is the whole style sheet with its fonts, for a page that has to do without anything else. It is the
// product's own text: nothing that a person typed is in it.
func standaloneStyle() templ.Component {
	return templ.Raw("<style>" + assets.Standalone() + "</style>")
}

// Sizes is one chart drawn twice, for wide windows and paper and for phones, so that its labels stay legible. The
// stylesheet shows one of them.
type Sizes struct{ Wide, Narrow SVG }
