package arch

import (
	"go/ast"
	"regexp"
	"strings"
)

// RouteWords are the words that the routes of the tables consist of, names of things left out: "app", "rounds", "key".
func RouteWords(tables []Source) (map[string]bool, error) {
	words := map[string]bool{}
	for _, s := range tables {
		_, tree, err := s.Parse()
		if err != nil {
			return nil, err
		}
		ast.Inspect(tree, func(n ast.Node) bool {
			if call, ok := n.(*ast.CallExpr); ok && isRoute(call) {
				pattern, _ := literal(call.Args[0])
				for word := range strings.SplitSeq(pattern, "/") {
					word, _, _ = strings.Cut(word, ".")
					if word != "" && !strings.ContainsAny(word, ":*") {
						words[word] = true
					}
				}
			}
			return true
		})
	}
	return words, nil
}

// isRoute reports whether a call is a line of a table of routes.
func isRoute(call *ast.CallExpr) bool {
	f, ok := call.Fun.(*ast.SelectorExpr)
	return ok && goesBy(f.X, "kit") && (f.Sel.Name == "Get" || f.Sel.Name == "Post") && len(call.Args) > 2
}

// TypedAddresses returns the places of a Go file, outside tables of routes, in which an address or the end of one is typed in place.
func TypedAddresses(s Source, words map[string]bool) ([]Finding, error) {
	files, tree, err := s.Parse()
	if err != nil {
		return nil, err
	}
	var found []Finding
	ast.Inspect(tree, func(n ast.Node) bool {
		if call, ok := n.(*ast.CallExpr); ok && isRoute(call) {
			return false
		}
		if l, ok := n.(ast.Expr); ok {
			if text, ok := literal(l); ok && isAddress(text, words) {
				found = append(found, typedAddress(s, files.Position(n.Pos()).Line, text))
			}
		}
		return true
	})
	return found, nil
}

// quotedText finds what may be an address right behind a quotation mark of any kind.
var quotedText = regexp.MustCompile("[\"'`]((?:/|http)[^\"'`]*)")

// AddressesInQuotes is the same for a template or a script.
func AddressesInQuotes(s Source, words map[string]bool) []Finding {
	var found []Finding
	for i, line := range strings.Split(s.Text, "\n") {
		for _, m := range quotedText.FindAllStringSubmatch(line, -1) {
			if isAddress(m[1], words) {
				found = append(found, typedAddress(s, i+1, m[1]))
			}
		}
	}
	return found
}

func typedAddress(s Source, line int, text string) Finding {
	return Finding{s.Path, line, text + " is typed in place: package address writes every address"}
}

// isAddress reports whether a text is an address of the product, or what stands at the end of one.
func isAddress(text string, words map[string]bool) bool {
	rest, found := strings.CutPrefix(text, "/")
	if !found {
		return strings.HasPrefix(text, "http") && strings.Contains(text, "/app/")
	}
	end := strings.IndexAny(rest, "/?#.")
	if end < 0 {
		end = len(rest)
	}
	return words[rest[:end]]
}
