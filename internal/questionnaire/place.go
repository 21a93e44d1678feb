package questionnaire

import (
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"
)

// place is a value of the file with what messages call it and the line of the key that names it. The zero node stands for
// a value that is absent or already reported: reading it gives zero values and no further finding.
type place struct {
	p    *parser
	node *yaml.Node
	name string
	line int
}

// entry is a key of a mapping with its value.
type entry struct {
	key string
	place
}

// object is a mapping with a fixed set of keys.
type object struct {
	place
	values map[string]place
	merged bool
}

// join names what lies under key in the words of a message: `item "k-e-1": text.de`.
func join(parent, key string) string {
	switch {
	case parent == "":
		return key
	case strings.HasSuffix(parent, `"`), strings.HasSuffix(parent, "]"):
		return parent + ": " + key
	}
	return parent + "." + key
}

// label names a key in a message, in quotes where it is no simple word.
func label(key string) string {
	if partID.pattern.MatchString(key) || languageID.pattern.MatchString(key) {
		return key
	}
	return quoteShort(key)
}

// prefix begins a message about what has a name; the file as a whole has none.
func prefix(name string) string {
	if name == "" {
		return ""
	}
	return name + ": "
}

// given reports whether there is a value to read.
func (pl place) given() bool { return pl.node != nil && pl.node.Kind != yaml.AliasNode }

// errorf reports a value on its own line, which may come after that of its key.
func (pl place) errorf(format phrase, args ...any) {
	pl.p.errorf(pl.node.Line, "%s%s", prefix(pl.name), said{format, args})
}

// called returns the place under another name.
func (pl place) called(name string) place {
	pl.name = name
	return pl
}

// found describes a node in the words of a message: by a phrase, or by its own value.
func found(n *yaml.Node) any {
	switch {
	case n.Kind == yaml.MappingNode:
		return phrase("a mapping")
	case n.Kind == yaml.SequenceNode:
		return phrase("a list")
	case n.ShortTag() == "!!null":
		return phrase("nothing")
	}
	return quoteShort(n.Value)
}

// mapping returns the entries in order. Of a key given twice the first counts; merged tells of a merge key, whose content
// nobody knows. Structure errors in keys are reported elsewhere.
func (pl place) mapping(expected phrase, args ...any) (entries []entry, merged, ok bool) {
	if !pl.given() {
		return nil, false, false
	}
	if pl.node.Kind != yaml.MappingNode {
		pl.errorf("expected %s, found %s", said{expected, args}, found(pl.node))
		return nil, false, false
	}
	seen := make(map[string]bool)
	for i := 0; i+1 < len(pl.node.Content); i += 2 {
		key, value := pl.node.Content[i], pl.node.Content[i+1]
		switch {
		case key.Kind == yaml.AliasNode || key.ShortTag() == mergeTag:
			merged = true
		case key.Kind == yaml.ScalarNode && key.Value != "" && !seen[key.Value]:
			seen[key.Value] = true
			child := place{p: pl.p, node: value, name: join(pl.name, label(key.Value)), line: key.Line}
			entries = append(entries, entry{key: key.Value, place: child})
		}
	}
	return entries, merged, true
}

// object reads a mapping with these keys and reports any other.
func (pl place) object(keys ...string) (object, bool) {
	entries, merged, ok := pl.mapping("a mapping with the keys %s", strings.Join(keys, ", "))
	o := object{place: pl, values: make(map[string]place, len(entries)), merged: merged}
	for _, e := range entries {
		if !slices.Contains(keys, e.key) {
			pl.p.errorf(e.line, "%sunknown key %s: expected one of %s", prefix(pl.name), quoteShort(e.key), strings.Join(keys, ", "))
			continue
		}
		o.values[e.key] = e.place
	}
	return o, ok
}

// maybe returns the value of an optional key.
func (o object) maybe(key string) place { return o.values[key] }

// need returns the value of a required key and reports where it is missing.
func (o object) need(key string) place {
	v, ok := o.values[key]
	if !ok && !o.merged {
		o.p.errorf(o.line, "%skey %q is missing", prefix(o.name), key)
	}
	return v
}

// list returns the entries of a list. Each is named after its place in the list, counting from 1.
func (pl place) list(expected phrase, args ...any) ([]place, bool) {
	if !pl.given() {
		return nil, false
	}
	if pl.node.Kind != yaml.SequenceNode {
		pl.errorf("expected %s, found %s", said{expected, args}, found(pl.node))
		return nil, false
	}
	all := make([]place, 0, len(pl.node.Content))
	for i, n := range pl.node.Content {
		all = append(all, place{p: pl.p, node: n, name: pl.name + position(i), line: n.Line})
	}
	return all, true
}

// named calls an entry of a list by its id, `item "k-e-1"`, where it has one to be called by.
func (pl place) named(kind string) place {
	if !pl.given() || pl.node.Kind != yaml.MappingNode {
		return pl
	}
	for i := 0; i+1 < len(pl.node.Content); i += 2 {
		if v := pl.node.Content[i+1]; pl.node.Content[i].Value == "id" && v.Kind == yaml.ScalarNode && v.Value != "" {
			return pl.called(kind + " " + quoteShort(v.Value))
		}
	}
	return pl
}
