package chart

// The colours of the light paper. A stylesheet answers others through the
// classes the cleaner adds; these stay as presentation attributes beneath.
const (
	ink    = "#14233A"
	muted  = "#4A5568"
	rule   = "#D9D4C7"
	paper  = "#FFFFFF"
	blue   = "#005A9C"
	orange = "#B34700"
	green  = "#00755A"
	purple = "#8C3A78"
)

// tokenName returns the name of a token colour in classes, or "".
func tokenName(colour string) string {
	switch colour {
	case ink:
		return "ink"
	case muted:
		return "muted"
	case rule:
		return "rule"
	case paper:
		return "paper"
	case blue:
		return string(RoleIst)
	case orange:
		return string(RoleSoll)
	case green:
		return string(RoleThird)
	case purple:
		return string(RoleFourth)
	default:
		return ""
	}
}

// look is how a series is drawn: colour always comes with dash and marker.
type look struct {
	colour string
	width  float64
	dash   []float64 // nil is solid
	symbol string    // as ECharts names it
	size   float64
	hollow bool
	z      int // who lies on top: the targets below, what was measured above
}

// lookOf returns the look of a role; an unknown role has been refused before.
func lookOf(role Role) look {
	switch role {
	case RoleSoll:
		return look{colour: orange, width: 2, dash: []float64{7, 4}, symbol: "emptyDiamond", size: 12, hollow: true, z: 4}
	case RoleThird:
		return look{colour: green, width: 2.25, dash: []float64{2, 3.5}, symbol: "rect", size: 8, z: 6}
	case RoleFourth:
		return look{colour: purple, width: 1.5, symbol: "triangle", size: 10, z: 5}
	default:
		return look{colour: blue, width: 2.5, symbol: "circle", size: 9, z: 7}
	}
}

func (r Role) known() bool {
	return r == RoleIst || r == RoleSoll || r == RoleThird || r == RoleFourth
}

const (
	haloWidth   = 1.5 // of paper around filled markers, so that they part from lines
	hollowWidth = 2
)
