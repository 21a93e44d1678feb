package questionnaire

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
)

// maxBytes is the size up to which a file is read at all, maxSigns how many of the signs it may hold without which no list, key or
// line begins: the parser takes a few hundred bytes for each.
const (
	maxBytes = 1 << 20
	maxSigns = 100_000
)

// source turns bytes into one YAML document and reports what is wrong before the content is looked at.
type source struct {
	*findings
	data  []byte
	lines []int // line of the file per line as YAML counts them; nil where both are the same
	last  int   // number of the last line
}

// load returns the content of the only document, with lines as editors count them, or nil where there is none to check.
func load(fs *findings, data []byte) *yaml.Node {
	if len(data) > maxBytes {
		fs.errorf(1, "the file is larger than 1 MiB (%d bytes)", len(data))
		return nil
	}
	if signs(data) > maxSigns {
		fs.errorf(1, "the file has too many lines, keys and lists (over %d)", maxSigns)
		return nil
	}
	if bytes.HasPrefix(data, []byte("\xff\xfe")) || bytes.HasPrefix(data, []byte("\xfe\xff")) {
		fs.errorf(1, "the file is UTF-16, not valid UTF-8: save it as UTF-8")
		return nil
	}
	s := &source{findings: fs, data: bytes.TrimPrefix(data, []byte("\ufeff"))}
	s.clean()
	s.countLines()
	tab := s.findTabs()
	root := s.decode(tab)
	if root != nil {
		s.renumber(root)
	}
	return root
}

func signs(data []byte) int {
	n := 0
	for _, b := range data {
		switch b {
		case '\n', '\r', ',', ':', '-', '?', '{', '[':
			n++
		}
	}
	return n
}

// clean reports bytes that are not UTF-8 text and puts spaces in their place, so that the rest can still be checked.
func (s *source) clean() {
	if utf8.Valid(s.data) && !bytes.ContainsFunc(s.data, forbidden) {
		return
	}
	clean, line, told := make([]byte, 0, len(s.data)), 1, 0
	for i := 0; i < len(s.data); {
		r, size := utf8.DecodeRune(s.data[i:])
		switch {
		case r == utf8.RuneError && size == 1:
			if told != line {
				s.errorf(line, "the file is not valid UTF-8 here: save it as UTF-8")
			}
			told, clean = line, append(clean, ' ')
		case forbidden(r):
			s.errorf(line, "control character U+%04X: remove it", r)
			clean = append(clean, ' ')
		default:
			clean = append(clean, s.data[i:i+size]...)
		}
		if r == '\n' {
			line++
		}
		i += size
	}
	s.data = clean
}

// forbidden tells the control characters that no text of a questionnaire needs and that YAML does not accept.
func forbidden(r rune) bool {
	switch r {
	case '\t', '\n', '\r', '\u0085':
		return false
	case '\ufffe', '\uffff':
		return true
	}
	return r < 0x20 || r >= 0x7f && r < 0xa0
}

// countLines notes where YAML starts a new line and an editor does not: at a lone carriage return, U+0085, U+2028, U+2029.
func (s *source) countLines() {
	text := string(s.data)
	s.last = 1 + strings.Count(strings.TrimSuffix(text, "\n"), "\n")
	if !strings.ContainsAny(text, "\r\u0085\u2028\u2029") {
		return
	}
	line := 1
	s.lines = []int{0, line}
	for i, r := range text {
		switch r {
		case '\n':
			line++
		case '\r':
			if strings.HasPrefix(text[i+1:], "\n") {
				continue
			}
		case '\u0085', '\u2028', '\u2029':
		default:
			continue
		}
		s.lines = append(s.lines, line)
	}
}

// line returns the line of the file for a line as YAML counts.
func (s *source) line(yamlLine int) int {
	if s.lines != nil {
		yamlLine = s.lines[min(yamlLine, len(s.lines)-1)]
	}
	return min(yamlLine, s.last)
}

// findTabs reports every line that is indented with a tab and returns the first, or 0. YAML itself would stop at the
// first one, with a message that does not say tab, or accept it within brackets. Within a block text a tab after the spaces
// would be content; it is refused as well, since no reader of the file can tell.
func (s *source) findTabs() int {
	first, line := 0, 0
	for text := range bytes.Lines(s.data) {
		line++
		rest := bytes.TrimLeft(text, " \t")
		indent := text[:len(text)-len(rest)]
		if len(bytes.TrimSpace(rest)) == 0 || !bytes.ContainsRune(indent, '\t') {
			continue
		}
		s.errorf(line, "tab in the indentation: indent with spaces")
		if first == 0 {
			first = line
		}
	}
	return first
}

// decode returns the content of the first document. A syntax error after a tab is the tab's doing and not reported again.
func (s *source) decode(tab int) *yaml.Node {
	dec := yaml.NewDecoder(bytes.NewReader(s.data))
	var doc, next yaml.Node
	err := dec.Decode(&doc)
	if errors.Is(err, io.EOF) || err == nil && doc.Content[0].ShortTag() == "!!null" {
		s.errorf(1, "the file is empty: expected a questionnaire")
		return nil
	}
	if err == nil {
		if err = dec.Decode(&next); err == nil {
			s.errorf(s.line(next.Line), "a second YAML document begins here: a file holds one questionnaire")
		}
	}
	if err != nil && !errors.Is(err, io.EOF) {
		if line, message := s.explain(err); tab == 0 || line < tab {
			s.add(line, false, message)
		}
	}
	if len(doc.Content) == 0 {
		return nil
	}
	return doc.Content[0]
}

// explain returns line and message of what the YAML parser refused. What the parser says itself is English in every language.
func (s *source) explain(err error) (int, said) {
	var le *yaml.LoadError
	if !errors.As(err, &le) {
		return 1, said{"YAML syntax: %s", []any{err.Error()}}
	}
	line := s.line(le.Mark.Line)
	parser := strings.TrimSpace(le.Message + " " + le.ContextMsg)
	message := said{"YAML syntax: %s", []any{parser}}
	if strings.HasPrefix(le.Message, "unknown anchor") {
		message.format = "YAML syntax: %s; anchors and aliases are not allowed"
	}
	if le.Message == "found unexpected end of stream" && le.ContextMark.Line > 0 {
		// The file ends inside a quotation: its beginning is the only line that helps.
		line = s.line(le.ContextMark.Line)
	}
	return line, message
}

// renumber sets the lines of all nodes to those of the file. The walk follows no alias, so it ends.
func (s *source) renumber(n *yaml.Node) {
	if s.lines == nil {
		return
	}
	n.Line = s.line(n.Line)
	for _, c := range n.Content {
		s.renumber(c)
	}
}
