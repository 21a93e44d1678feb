package arch

import (
	"regexp"
	"strings"
)

// banned is markup that the content security policy blocks.
var banned = []struct {
	pattern *regexp.Regexp
	text    string
}{
	{regexp.MustCompile(`\sstyle\s*=`), "inline style: use a class"},
	{regexp.MustCompile(`\son[a-z]+\s*=`), "inline event handler: listen in assets/js"},
	{regexp.MustCompile(`<style\b`), "inline style sheet: it belongs into assets/css"},
	{regexp.MustCompile(`^(script|css)\s+\w+\(`), "templ script or css component: it becomes inline code"},
	{regexp.MustCompile(`(?i)javascript:`), "address that runs code"},
}

var (
	scriptTag = regexp.MustCompile(`<script\b[^>]*`)
	srcOfTag  = regexp.MustCompile(`\ssrc\s*=`)
)

// InlineCode returns the places of a template that contain script or style. Comments count as well: what is commented
// out comes back.
func InlineCode(s Source) []Finding {
	var found []Finding
	for i, line := range strings.Split(s.Text, "\n") {
		at := Finding{File: s.Path, Line: i + 1}
		for _, b := range banned {
			if b.pattern.MatchString(line) {
				at.Text = b.text
				found = append(found, at)
			}
		}
		for _, tag := range scriptTag.FindAllString(line, -1) {
			if !srcOfTag.MatchString(tag) {
				at.Text = "inline script: load it from assets/js"
				found = append(found, at)
			}
		}
	}
	return found
}

var unescaped = regexp.MustCompile(`\b(templ\.(Raw|SafeURL|SafeCSS|SafeScript|JSUnsafeFuncCall)|template\.(HTML|HTMLAttr|JS|JSStr|CSS|URL))\(`)

// Unescaped returns the places of a template or Go file that put text on the page without escaping it. An address needs no such
// thing: href={ text } lets harmless ones through and replaces the others.
func Unescaped(s Source) []Finding {
	var found []Finding
	for i, line := range strings.Split(s.Text, "\n") {
		if call := unescaped.FindStringSubmatch(line); call != nil {
			found = append(found, Finding{s.Path, i + 1, call[1] + ": text that is not escaped"})
		}
	}
	return found
}
