package questionnaire

import (
	"cmp"
	"fmt"
	"slices"
)

// Finding is one remark about a questionnaire file. Line counts from 1, as editors show it. An error finding refuses the
// file, a warning does not. Message is English and names the key or id and what is expected.
type Finding struct {
	Line    int
	Warning bool
	Message string
}

// Format returns the finding as "FILE:LINE: message" or "FILE:LINE: warning: message".
func (f Finding) Format(file string) string {
	if f.Warning {
		return fmt.Sprintf("%s:%d: warning: %s", file, f.Line, f.Message)
	}
	return fmt.Sprintf("%s:%d: %s", file, f.Line, f.Message)
}

// HasErrors reports whether a finding among them refuses the file.
func HasErrors(findings []Finding) bool {
	return slices.ContainsFunc(findings, func(f Finding) bool { return !f.Warning })
}

// findings collects the remarks of one run over a file.
type findings struct {
	all []Finding
}

func (fs *findings) errorf(line int, format string, args ...any) {
	fs.all = append(fs.all, Finding{Line: max(line, 1), Message: fmt.Sprintf(format, args...)})
}

func (fs *findings) warnf(line int, format string, args ...any) {
	fs.all = append(fs.all, Finding{Line: max(line, 1), Warning: true, Message: fmt.Sprintf(format, args...)})
}

// sorted returns the findings by line; on one line they keep the order in which they were made. A remark that two rules
// made in the same words is given once.
func (fs *findings) sorted() []Finding {
	slices.SortStableFunc(fs.all, func(a, b Finding) int { return cmp.Compare(a.Line, b.Line) })
	return slices.Compact(fs.all)
}
