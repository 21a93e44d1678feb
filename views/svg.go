package views

import "github.com/a-h/templ"

// SVG is a picture that the server drew and cleaned itself, with every text in it escaped. It is the only markup that
// reaches a page unescaped: never make one of anything that a person typed.
type SVG string

func (s SVG) component() templ.Component { return templ.Raw(string(s)) }

// Sizes is one chart drawn twice, for wide windows and paper and for phones, so that its labels stay legible. The
// stylesheet shows one of them.
type Sizes struct{ Wide, Narrow SVG }
