package chart

// SVG is cleaned, self-contained markup made on the server, safe to place in
// a page: see the package comment for what it may contain.
type SVG string

// Role decides the colour, the dash and the marker of a series. Colour never
// stands alone: every role has its own dash or marker as well.
type Role string

// The roles of series, in the order in which further series take them.
const (
	RoleIst    Role = "ist"    // blue, solid, circle
	RoleSoll   Role = "soll"   // orange, dashed, hollow diamond
	RoleThird  Role = "third"  // green, dotted, square
	RoleFourth Role = "fourth" // purple, solid and thin, triangle
)

// Series is one line of a [Radar]. Values has one entry per axis; nil is not
// shown and breaks the line.
type Series struct {
	Name   string
	Role   Role
	Values []*float64
}

// Markers are values drawn as points on the spokes of a [Radar] and not
// joined: leaders hollow, staff filled. Values has one entry per axis, nil is
// not shown.
type Markers struct {
	Name   string
	Hollow bool
	Values []*float64
}

// Radar is a chart of three to twelve axes, clockwise from the top, on one
// linear scale from Min to Max with a ring every Step. Title and Description
// are read out, not drawn; Lang "de" writes decimal commas. Compact leaves
// all texts out, for small multiples; Large sets them and the marks larger,
// for phones, which show a drawing smaller than it is drawn. Width and Height are CSS pixels; 0
// stands for a sensible size, and a width under 420 is raised to it unless
// the radar is compact.
type Radar struct {
	Title, Description, Lang string
	Axes                     []string
	Min, Max, Step           float64
	Series                   []Series
	Markers                  []Markers
	Compact, Large           bool
	Width, Height            int
}

// DotRow is one row of [Dots]: a heading (a field, whose facets follow,
// indented) or a facet. Low and High are the ends of the interval of Mean,
// both or neither. Others are the means of further series, in the order
// third, fourth. Note stands at the right, such as "n = 12".
type DotRow struct {
	Label, Note             string
	Heading                 bool
	Mean, Low, High, Target *float64
	Others                  []*float64
}

// Dots is a dot plot on one scale: the mean as a filled circle, its interval
// as a line, the target as a hollow diamond. Its height follows from the
// rows, 28 CSS pixels each; Width 0 stands for 720, and a width under 420 is
// raised to it.
type Dots struct {
	Title, Description, Lang string
	Min, Max, Step           float64
	Rows                     []DotRow
	Width                    int
}

// TrendSeries is one line of a [Trend]. Values, and Low and High unless they
// are empty, have one entry per label; nil is not shown and breaks the line.
type TrendSeries struct {
	Name      string
	Role      Role
	Values    []*float64
	Low, High []*float64
}

// Trend is a line per series over the rounds in Labels, named at its right
// end, with intervals as thin vertical bars. Width 0 stands for 720 and
// Height 0 for 320; a width under 420 is raised to it.
type Trend struct {
	Title, Description, Lang string
	Labels                   []string
	Min, Max, Step           float64
	Series                   []TrendSeries
	Width, Height            int
}
