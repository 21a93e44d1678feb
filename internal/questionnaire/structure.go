package questionnaire

import (
	"go.yaml.in/yaml/v4"
)

// maxDepth is far beyond what the format needs (eight levels).
const maxDepth = 32

// mergeTag is how YAML marks the plain key "<<".
const mergeTag = "!!merge"

// checkStructure reports what the format forbids everywhere: anchors, aliases, merge keys, tags, duplicate keys and keys
// that are not words. It walks the whole tree, so one run finds them all.
func checkStructure(fs *findings, n *yaml.Node, depth int) {
	if depth > maxDepth {
		fs.errorf(n.Line, "nested more than %d levels deep", maxDepth)
		return
	}
	if n.Anchor != "" {
		fs.errorf(n.Line, "anchor &%s: anchors and aliases are not allowed, write the content out", short(n.Anchor))
	}
	if n.Kind == yaml.AliasNode {
		fs.errorf(n.Line, "alias *%s: anchors and aliases are not allowed, write the content out", short(n.Value))
		return
	}
	if n.Style&yaml.TaggedStyle != 0 {
		fs.errorf(n.Line, "tag %s: tags are not allowed", short(n.Tag))
	}
	if n.Kind == yaml.MappingNode {
		checkKeys(fs, n)
	}
	for _, child := range n.Content {
		checkStructure(fs, child, depth+1)
	}
}

// checkKeys reports the keys of a mapping that cannot be read, or are given twice.
func checkKeys(fs *findings, n *yaml.Node) {
	seen := make(map[string]int, len(n.Content)/2)
	for i := 0; i+1 < len(n.Content); i += 2 {
		key := n.Content[i]
		switch {
		case key.Kind == yaml.AliasNode:
			continue
		case key.Kind != yaml.ScalarNode || key.Value == "":
			fs.errorf(key.Line, "a key must be a word")
			continue
		case key.ShortTag() == mergeTag:
			fs.errorf(key.Line, "merge key <<: merge keys are not allowed, write the content out")
			continue
		}
		if first, again := seen[key.Value]; again {
			fs.errorf(key.Line, "duplicate key %s: it is already given on line %d", quoteShort(key.Value), first)
			continue
		}
		seen[key.Value] = key.Line
	}
}
