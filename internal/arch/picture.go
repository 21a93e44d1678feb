package arch

import (
	"fmt"
	"slices"
	"strings"
)

// Picture draws the packages of the module: one line for each, those that import the most floors above first, with arrows to
// what it imports. An arrow that follows from others is left out: whoever imports a package reaches what lies below it.
func Picture(packages []Package) string {
	inside := make(map[string]Package, len(packages))
	for _, p := range packages {
		inside[p.ImportPath] = p
	}
	floors := make(map[string]int, len(packages))
	for _, p := range packages {
		floorOf(p.ImportPath, inside, floors)
	}
	ordered := slices.Clone(packages)
	slices.SortFunc(ordered, func(a, b Package) int {
		if d := floors[b.ImportPath] - floors[a.ImportPath]; d != 0 {
			return d
		}
		return strings.Compare(a.ImportPath, b.ImportPath)
	})
	var out strings.Builder
	for i, p := range ordered {
		floor := floors[p.ImportPath]
		if i > 0 && floor != floors[ordered[i-1].ImportPath] {
			out.WriteString("\n")
		}
		line := fmt.Sprintf("%2d  %-16s", floor, short(p.ImportPath))
		if arrows := arrowsOf(p, inside); len(arrows) > 0 {
			line += " → " + strings.Join(arrows, " ")
		}
		out.WriteString(strings.TrimRight(line, " ") + "\n")
	}
	return out.String()
}

// floorOf is how many packages of the module lie one above the other below a package.
func floorOf(name string, inside map[string]Package, floors map[string]int) int {
	if floor, known := floors[name]; known {
		return floor
	}
	floor := 0
	for _, imported := range inside[name].Imports {
		if _, ours := inside[imported]; ours {
			floor = max(floor, floorOf(imported, inside, floors)+1)
		}
	}
	floors[name] = floor
	return floor
}

// arrowsOf names the packages that a package imports and that none of its other imports leads to.
func arrowsOf(p Package, inside map[string]Package) []string {
	var arrows []string
	for _, imported := range p.Imports {
		if _, ours := inside[imported]; !ours {
			continue
		}
		implied := slices.ContainsFunc(p.Imports, func(other string) bool { return slices.Contains(inside[other].Deps, imported) })
		if !implied {
			arrows = append(arrows, short(imported))
		}
	}
	slices.Sort(arrows)
	return arrows
}

// short is an import path as the docs write it.
func short(importPath string) string {
	return strings.TrimPrefix(strings.TrimPrefix(importPath, "kompass/"), "internal/")
}
