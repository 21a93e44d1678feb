package arch

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"slices"
	"strings"
)

// Package is what the Go tool says about one package: what it imports itself and everything it depends on.
type Package struct {
	ImportPath string
	Imports    []string
	Deps       []string
	Standard   bool
}

// Packages lists the packages of the module in dir.
func Packages(ctx context.Context, dir string) ([]Package, error) {
	list := exec.CommandContext(ctx, "go", "list", "-deps", "-json=ImportPath,Imports,Deps,Standard,Module", "./...")
	list.Dir = dir
	var stderr bytes.Buffer
	list.Stderr = &stderr
	out, err := list.Output()
	if err != nil {
		return nil, fmt.Errorf("go list: %w: %s", err, stderr.String())
	}
	return decodePackages(bytes.NewReader(out))
}

func decodePackages(r io.Reader) ([]Package, error) {
	var own []Package
	for dec := json.NewDecoder(r); ; {
		var p struct {
			Package
			Module *struct{ Main bool }
		}
		err := dec.Decode(&p)
		switch {
		case errors.Is(err, io.EOF):
			return own, nil
		case err != nil:
			return nil, fmt.Errorf("read go list: %w", err)
		case p.Module != nil && p.Module.Main:
			own = append(own, p.Package)
		}
	}
}

// Imports are the rules for what packages may depend on. Names are import paths; a name stands for the packages below
// it as well.
type Imports struct {
	// Reserved lists for an import who alone may have it.
	Reserved map[string][]string
	// Apart lists for a package what it may not depend on, not even by way of another package.
	Apart map[string][]string
	// Only lists for a package all that it may import beside the standard library.
	Only map[string][]string
	// Pure lists the packages without clock, input and output, and Impure the imports that would give them one.
	Pure, Impure []string
}

// Check returns every import that breaks a rule.
func (rules Imports) Check(packages []Package) []Finding {
	var found []Finding
	for _, p := range packages {
		found = append(found, rules.reserved(p)...)
		found = append(found, rules.apart(p)...)
		found = append(found, rules.only(p)...)
		found = append(found, rules.pure(p)...)
	}
	return found
}

func (rules Imports) reserved(p Package) (found []Finding) {
	for _, imported := range p.Imports {
		for reserved, owners := range rules.Reserved {
			if within(imported, reserved) && !within(p.ImportPath, owners...) {
				found = append(found, Finding{File: p.ImportPath, Text: fmt.Sprintf("imports %s, which only %s may", imported, nobodyOr(owners))})
			}
		}
	}
	return found
}

func nobodyOr(owners []string) string {
	if len(owners) == 0 {
		return "nobody"
	}
	return strings.Join(owners, ", ")
}

func (rules Imports) apart(p Package) (found []Finding) {
	for _, banned := range rules.Apart[p.ImportPath] {
		for _, dependency := range p.Deps {
			if within(dependency, banned) {
				found = append(found, Finding{File: p.ImportPath, Text: fmt.Sprintf("depends on %s, from which it is to stay apart", dependency)})
			}
		}
	}
	return found
}

func (rules Imports) only(p Package) (found []Finding) {
	allowed, limited := rules.Only[p.ImportPath]
	if !limited {
		return nil
	}
	for _, imported := range p.Imports {
		if !standard(imported) && !within(imported, allowed...) {
			found = append(found, Finding{File: p.ImportPath, Text: fmt.Sprintf("imports %s; beside the standard library it may import only %s", imported, nobodyOr(allowed))})
		}
	}
	return found
}

func (rules Imports) pure(p Package) (found []Finding) {
	if !slices.Contains(rules.Pure, p.ImportPath) {
		return nil
	}
	for _, imported := range p.Imports {
		if within(imported, rules.Impure...) {
			found = append(found, Finding{File: p.ImportPath, Text: fmt.Sprintf("imports %s, but has no clock, input or output", imported)})
		}
	}
	return found
}

// standard reports whether an import path belongs to the standard library: those alone have no dot in their first part
// and do not begin with the name of this module.
func standard(path string) bool {
	first, _, _ := strings.Cut(path, "/")
	return first != "kompass" && !strings.Contains(first, ".")
}

// within reports whether path is one of the names or lies below one.
func within(path string, names ...string) bool {
	for _, name := range names {
		if path == name || strings.HasPrefix(path, name+"/") {
			return true
		}
	}
	return false
}
