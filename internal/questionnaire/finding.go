package questionnaire

import (
	"cmp"
	"fmt"
	"slices"
)

// Finding is one remark about a questionnaire file. Line counts from 1, as editors show it. An error finding refuses the
// file, a warning does not. Message is English and names the key or id and what is expected; [Finding.In] says it in another language.
type Finding struct {
	Line    int
	Warning bool
	Message string
	said    said
}

// Format returns the finding as "FILE:LINE: message" or "FILE:LINE: warning: message".
func (f Finding) Format(file string) string { return format(file, f, f.Message) }

// FormatIn is [Finding.Format] with the message in another language. The word warning stays: programs look for it.
func (f Finding) FormatIn(translate func(english string) string, file string) string {
	return format(file, f, f.In(translate))
}

func format(file string, f Finding, message string) string {
	if f.Warning {
		return fmt.Sprintf("%s:%d: warning: %s", file, f.Line, message)
	}
	return fmt.Sprintf("%s:%d: %s", file, f.Line, message)
}

// In returns the message in another language. Translate gives a format in it, with the same verbs, or what it was
// given where it knows none.
func (f Finding) In(translate func(english string) string) string { return f.said.in(translate) }

// HasErrors reports whether a finding among them refuses the file.
func HasErrors(findings []Finding) bool {
	return slices.ContainsFunc(findings, func(f Finding) bool { return !f.Warning })
}

// phrase is the English format of a message, or of a part of one. It is the key under which its translation is found.
type phrase string

// said is a phrase and what fills it in: values as they stand in the file, names of keys, and parts that are phrases themselves.
type said struct {
	format phrase
	args   []any
}

func (s said) in(translate func(string) string) string {
	args := slices.Clone(s.args)
	for i, arg := range args {
		switch part := arg.(type) {
		case phrase:
			args[i] = translate(string(part))
		case said:
			args[i] = part.in(translate)
		}
	}
	return fmt.Sprintf(translate(string(s.format)), args...)
}

// findings collects the remarks of one run over a file.
type findings struct {
	all []Finding
}

func (fs *findings) errorf(line int, format phrase, args ...any) {
	fs.add(line, false, said{format, args})
}

func (fs *findings) warnf(line int, format phrase, args ...any) {
	fs.add(line, true, said{format, args})
}

func (fs *findings) add(line int, warning bool, what said) {
	english := what.in(func(english string) string { return english })
	fs.all = append(fs.all, Finding{Line: max(line, 1), Warning: warning, Message: english, said: what})
}

// sorted returns the findings by line; on one line they keep the order in which they were made. A remark that two rules
// made in the same words is given once.
func (fs *findings) sorted() []Finding {
	slices.SortStableFunc(fs.all, func(a, b Finding) int { return cmp.Compare(a.Line, b.Line) })
	return slices.CompactFunc(fs.all, func(a, b Finding) bool {
		return a.Line == b.Line && a.Warning == b.Warning && a.Message == b.Message
	})
}
