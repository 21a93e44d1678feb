package arch_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
)

// asvs are the sections of OWASP ASVS 5.0.0 with requirements of levels 1 and 2, and how many of those each has; they come first in
// their section. V9, V10 and V17 do not apply as a whole.
var asvs = map[string]int{
	"1.1": 2, "1.2": 9, "1.3": 11, "1.4": 3, "1.5": 2,
	"2.1": 3, "2.2": 3, "2.3": 4, "2.4": 1,
	"3.2": 2, "3.3": 4, "3.4": 6, "3.5": 5, "3.7": 2,
	"4.1": 3, "4.2": 1, "4.3": 2, "4.4": 4,
	"5.1": 1, "5.2": 3, "5.3": 2, "5.4": 3,
	"6.1": 3, "6.2": 12, "6.3": 4, "6.4": 4, "6.5": 5, "6.6": 3, "6.8": 4,
	"7.1": 3, "7.2": 4, "7.3": 2, "7.4": 5, "7.5": 2, "7.6": 2,
	"8.1": 2, "8.2": 3, "8.3": 1, "8.4": 1,
	"11.1": 2, "11.2": 3, "11.3": 3, "11.4": 4, "11.5": 1, "11.6": 1,
	"12.1": 3, "12.2": 2, "12.3": 4,
	"13.1": 1, "13.2": 5, "13.3": 2, "13.4": 5,
	"14.1": 2, "14.2": 4, "14.3": 3,
	"15.1": 3, "15.2": 3, "15.3": 7,
	"16.1": 1, "16.2": 5, "16.3": 4, "16.4": 3, "16.5": 3,
}

func TestEveryRequirementOfASVSHasALine(t *testing.T) {
	page := readFile(t, "docs/asvs.md")
	named := map[string]bool{}
	for _, m := range regexp.MustCompile(`V\d+(\.\d+)*`).FindAllString(page, -1) {
		named[m] = true
	}
	all := 0
	for section, n := range asvs {
		for i := range n {
			all++
			if id := fmt.Sprintf("V%s.%d", section, i+1); !named[id] && !named["V"+section] {
				t.Errorf("docs/asvs.md has no line for %s", id)
			}
		}
	}
	if all != 210 {
		t.Errorf("got %d requirements, want those of the standard without V9, V10 and V17 that apply at levels 1 and 2", all)
	}
	for _, chapter := range []string{"V9", "V10", "V17"} {
		if !named[chapter] {
			t.Errorf("docs/asvs.md has no line for %s", chapter)
		}
	}
	if held := strings.Count(page, "<!-- test: "); held < 100 {
		t.Errorf("got %d lines with tests", held)
	}
}
