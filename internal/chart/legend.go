package chart

// LegendKey returns a small inline sample of the role's line and marker, for
// an HTML legend. It is hidden from assistive technology: the name beside it
// speaks.
func LegendKey(role Role) SVG { return "" }

// MarkerKey is [LegendKey] for [Markers].
func MarkerKey(hollow bool) SVG { return "" }
