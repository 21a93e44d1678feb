package disclosure_test

import (
	"testing"

	"pgregory.net/rapid"

	"kompass/internal/disclosure"
)

func TestAudiencesAreTrusted(t *testing.T) {
	for _, c := range []struct {
		name string
		k    int
		a    disclosure.Audience
		want bool
	}{
		{"as many forms as people", 5, disclosure.Audience{Heads: 12, Online: 12}, true},
		{"one form more than people", 5, disclosure.Audience{Heads: 12, Online: 13}, false},
		{"typed in as well", 5, disclosure.Audience{Heads: 12, Online: 7, Entered: 6}, false},
		{"people unknown", 5, disclosure.Audience{Online: 300}, true},
		{"all on paper", 5, disclosure.Audience{Heads: 12, Entered: 9}, true},
		{"k−1 online beside paper", 5, disclosure.Audience{Heads: 12, Online: 4, Entered: 3}, false},
		{"k online beside paper", 5, disclosure.Audience{Heads: 12, Online: 5, Entered: 3}, true},
		{"fewer than k, all online", 5, disclosure.Audience{Heads: 12, Online: 4}, true},
		{"nobody", 5, disclosure.Audience{Heads: 12}, true},
		{"an open round", 1, disclosure.Audience{Heads: 3, Online: 9}, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := c.a.Trusted(c.k); got != c.want {
				t.Errorf("got %v, want %v", got, c.want)
			}
		})
	}
}

func TestMoreFormsNeverMakeAnAudienceTrustedAgain(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		k := rapid.IntRange(5, 50).Draw(t, "k")
		a := disclosure.Audience{Heads: rapid.IntRange(1, 60).Draw(t, "heads"), Online: rapid.IntRange(0, 60).Draw(t, "online"), Entered: rapid.IntRange(0, 60).Draw(t, "entered")}
		if a.Trusted(k) && a.Online+a.Entered > a.Heads {
			t.Fatalf("%+v is trusted with more forms than people", a)
		}
		if a.Trusted(k) && a.Entered > 0 && a.Online > 0 && a.Online < k {
			t.Fatalf("%+v is trusted although %d forms are left when the entered ones are known", a, a.Online)
		}
		more := a
		more.Entered++
		if a.Online > 0 && a.Entered > 0 && !a.Trusted(k) && more.Trusted(k) {
			t.Fatalf("%+v becomes trusted by one more entered form", a)
		}
	})
}
