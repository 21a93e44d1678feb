package pdf

import (
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"strings"
)

// What Chromium writes of a document's structure, uncompressed: objects, the tree of pages, and the places that links
// lead to.
var (
	object = regexp.MustCompile(`(?s)(?:^|\n)(\d+) 0 obj\n(<<.*?)\nendobj`)
	kids   = regexp.MustCompile(`(?s)/Kids \[([^\]]*)\]`)
	ref    = regexp.MustCompile(`(\d+) 0 R`)
	parent = regexp.MustCompile(`/Parent \d+ 0 R`)
	pages  = regexp.MustCompile(`/Type /Pages\b`)
	place  = regexp.MustCompile(`(?:^<<|\n)/(\S+) \[(\d+) 0 R /XYZ`)
)

// Anchors returns on which page of a printed file each element stands that a link of the document leads to, by its id. The
// first page is 1. It reads files that [Browser.Print] made, no others.
func Anchors(file []byte) (map[string]int, error) {
	objects := map[string]string{}
	root := ""
	for _, m := range object.FindAllSubmatch(file, -1) {
		id, body := string(m[1]), string(m[2])
		objects[id] = body
		if pages.MatchString(body) && !parent.MatchString(body) {
			root = id
		}
	}
	if root == "" {
		return nil, errors.New("no pages in the printed file")
	}
	numbers := map[string]int{}
	number(objects, root, numbers)
	anchors := map[string]int{}
	for _, body := range objects {
		for _, m := range place.FindAllStringSubmatch(body, -1) {
			// The name in the file is the fragment of the link, in which a percent sign is written #25.
			id, err := url.PathUnescape(strings.ReplaceAll(m[1], "#25", "%"))
			if err != nil {
				return nil, fmt.Errorf("place %q in the printed file: %w", m[1], err)
			}
			if page, ok := numbers[m[2]]; ok {
				anchors[id] = page
			}
		}
	}
	return anchors, nil
}

// number numbers the pages below a node of the tree.
func number(objects map[string]string, node string, numbers map[string]int) {
	list := kids.FindStringSubmatch(objects[node])
	if list == nil || !pages.MatchString(objects[node]) {
		numbers[node] = len(numbers) + 1
		return
	}
	for _, kid := range ref.FindAllStringSubmatch(list[1], -1) {
		if _, seen := numbers[kid[1]]; !seen {
			number(objects, kid[1], numbers)
		}
	}
}
