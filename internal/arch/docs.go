package arch

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"os/exec"
	"path"
	"regexp"
	"slices"
	"strings"
)

var (
	link     = regexp.MustCompile(`\]\(([^)#\s]+)[^)]*\)`)
	inTree   = regexp.MustCompile("`((?:internal|views|cmd|assets|docs|questionnaires|scripts)/[a-z][\\w./-]*)`")
	makeCall = regexp.MustCompile("(?m)(?:^|`|&& )make ([a-z]+)")
	command  = regexp.MustCompile("(?m)(?:^|`)kompass ([a-z]+)")
	target   = regexp.MustCompile(`(?m)^([a-z]+):`)
	variable = regexp.MustCompile(`"(KOMPASS_[A-Z_]+)"`)
	named    = regexp.MustCompile(`Name: +"([a-z]+)"`)
	act      = regexp.MustCompile(`roundAct\(w, "([a-z]+)"`)
)

// DeadLinks returns the links of a page that lead to no file of the tree.
func DeadLinks(page Source, exists func(path string) bool) []Finding {
	return inLines(page, link, func(to string) string {
		if strings.Contains(to, "://") || exists(path.Join(path.Dir(page.Path), to)) {
			return ""
		}
		return to + " does not exist"
	})
}

// DeadPaths returns the files and folders that a page names by their path from the root of the tree, in code, and that are not there.
func DeadPaths(page Source, exists func(path string) bool) []Finding {
	return inLines(page, inTree, func(to string) string {
		if exists(strings.TrimSuffix(to, "/")) {
			return ""
		}
		return to + " does not exist"
	})
}

// DeadTargets returns the make calls of a page that the Makefile has no target for.
func DeadTargets(page Source, makefile string) []Finding {
	return inLines(page, makeCall, func(name string) string {
		if slices.ContainsFunc(target.FindAllStringSubmatch(makefile, -1), func(m []string) bool { return m[1] == name }) {
			return ""
		}
		return "make " + name + ": there is no such target"
	})
}

// DeadCommands returns the kompass calls of a page that no command is named after.
func DeadCommands(page Source, commands []Source) []Finding {
	return inLines(page, command, func(name string) string {
		for _, s := range commands {
			for _, m := range slices.Concat(named.FindAllStringSubmatch(s.Text, -1), act.FindAllStringSubmatch(s.Text, -1)) {
				if m[1] == name {
					return ""
				}
			}
		}
		return "kompass " + name + ": there is no such command"
	})
}

// UnnamedVariables returns the environment variables that the commands read and a page does not name.
func UnnamedVariables(page Source, commands []Source) []Finding {
	var found []Finding
	for _, s := range commands {
		for _, m := range variable.FindAllStringSubmatch(s.Text, -1) {
			if !strings.Contains(page.Text, "`"+m[1]+"`") {
				found = append(found, Finding{File: s.Path, Text: fmt.Sprintf("reads %s, which %s does not name", m[1], page.Path)})
			}
		}
	}
	return found
}

// inLines applies a rule to what a pattern captures, and reports what the rule says.
func inLines(page Source, pattern *regexp.Regexp, rule func(captured string) string) []Finding {
	var found []Finding
	for i, line := range strings.Split(page.Text, "\n") {
		for _, m := range pattern.FindAllStringSubmatch(line, -1) {
			if text := rule(m[1]); text != "" {
				found = append(found, Finding{page.Path, i + 1, text})
			}
		}
	}
	return found
}

// Modules returns the paths of the modules of others that are linked into a package, sorted.
func Modules(ctx context.Context, dir, pkg string) ([]string, error) {
	list := exec.CommandContext(ctx, "go", "list", "-deps", "-f", "{{with .Module}}{{if not .Main}}{{.Path}}{{end}}{{end}}", pkg)
	list.Dir = dir
	out, err := list.Output()
	if err != nil {
		return nil, fmt.Errorf("go list %s: %w", pkg, err)
	}
	var modules []string
	for lines := bufio.NewScanner(bytes.NewReader(out)); lines.Scan(); {
		if lines.Text() != "" {
			modules = append(modules, lines.Text())
		}
	}
	slices.Sort(modules)
	return slices.Compact(modules), nil
}
