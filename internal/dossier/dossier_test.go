package dossier_test

import (
	"slices"
	"strings"
	"testing"

	"kompass/internal/dossier"
	"kompass/internal/dossier/dossiertest"
	"kompass/internal/i18n"
)

// keys are the claims of a dossier, in order.
func keys(s dossier.Settings) []string {
	var out []string
	for _, section := range dossier.Of(s) {
		for _, c := range section.Claims {
			out = append(out, c.Key)
		}
	}
	return out
}

func TestEveryClaimIsSaidInBothLanguages(t *testing.T) {
	for _, s := range dossiertest.Cases() {
		for _, lang := range i18n.Langs {
			z := i18n.For(lang)
			for _, section := range dossier.Of(s) {
				if !i18n.Has(lang, section.Key) || len(section.Claims) == 0 {
					t.Errorf("%s has no heading in %s, or nothing below it", section.Key, lang)
				}
				for _, c := range section.Claims {
					if text := z.T(c.Key, c.Args...); strings.ContainsAny(text, "{}[]") {
						t.Errorf("%+v: got %s", s, text)
					}
				}
			}
		}
	}
}

func TestNothingIsClaimedTwice(t *testing.T) {
	for _, s := range dossiertest.Cases() {
		all := keys(s)
		if slices.Sort(all); len(slices.Compact(slices.Clone(all))) != len(all) {
			t.Errorf("%+v: got %v, want each once", s, all)
		}
	}
}

func TestClaimsFollowTheSettings(t *testing.T) {
	round := dossier.Settings{Running: true, K: 5, CommentsFrom: 10, Teams: true, Perspectives: true, Shared: true, Sealed: true, Copies: 2,
		Audiences: []dossier.Audience{{Name: "Empfang", Heads: 9, Shared: true}, {Name: "Bar", Heads: 10, Shared: true}}}
	for name, c := range map[string]struct {
		change          func(s *dossier.Settings)
		claims, silence []string
	}{
		"a round of teams": {func(*dossier.Settings) {},
			[]string{"dossier.stored.team", "dossier.stored.perspective", "dossier.access.shared", "dossier.access.several", "dossier.shown.few", "dossier.operator.key", "dossier.key.copies", "dossier.key.server"},
			[]string{"dossier.access.once", "dossier.deleted.once", "dossier.access.over", "dossier.shown.open"}},
		"small teams with one-time codes": {func(s *dossier.Settings) { s.Audiences[0].Shared, s.Audiences[1].Shared = false, false },
			[]string{"dossier.heads.over"}, []string{"dossier.heads.small", "dossier.heads.unknown"}},
		"a round of the whole company": {func(s *dossier.Settings) { s.Teams, s.Perspectives, s.Audiences = false, false, nil }, []string{"dossier.heads.unknown"}, []string{"dossier.stored.team", "dossier.stored.perspective"}},
		"one-time codes": {func(s *dossier.Settings) { s.Shared, s.Once = false, true },
			[]string{"dossier.access.once", "dossier.access.list", "dossier.access.log", "dossier.deleted.once"}, []string{"dossier.access.shared", "dossier.access.several"}},
		"an open round": {func(s *dossier.Settings) { s.Open, s.K, s.CommentsFrom = true, 1, 1 },
			[]string{"dossier.shown.open"}, []string{"dossier.shown.minimum", "dossier.seen.counts", "dossier.deleted.few", "dossier.limits.forms"}},
		"one copy of the key": {func(s *dossier.Settings) { s.Copies = 1 }, []string{"dossier.key.one"}, []string{"dossier.key.copies", "dossier.key.missing"}},
		"no copy of the key":  {func(s *dossier.Settings) { s.Copies = 0 }, []string{"dossier.key.missing"}, []string{"dossier.key.copies", "dossier.key.one"}},
		"a holder's key":      {func(s *dossier.Settings) { s.Held = true }, []string{"dossier.key.held", "dossier.key.paper", "dossier.key.memory"}, []string{"dossier.key.server", "dossier.key.copies", "dossier.operator.key"}},
		"from before sealing": {func(s *dossier.Settings) { s.Sealed, s.Copies = false, 0 },
			[]string{"dossier.key.none", "dossier.operator.reads", "dossier.restore.again"}, []string{"dossier.key.missing", "dossier.stored.sealed", "dossier.restore.sealed", "dossier.deleted.key"}},
		"a large minimum": {func(s *dossier.Settings) { s.K, s.CommentsFrom = 10, 20 }, []string{"dossier.shown.items"}, []string{"dossier.shown.few"}},
		"a closed round": {func(s *dossier.Settings) { s.Running, s.Shared = false, false },
			[]string{"dossier.access.over"}, []string{"dossier.access.guess", "dossier.operator.key", "dossier.stored.order", "dossier.key.copies"}},
	} {
		s := round
		s.Audiences = slices.Clone(round.Audiences)
		c.change(&s)
		got := keys(s)
		for _, key := range c.claims {
			if !slices.Contains(got, key) {
				t.Errorf("%s: got no %s", name, key)
			}
		}
		for _, key := range c.silence {
			if slices.Contains(got, key) {
				t.Errorf("%s: got %s, which does not hold for it", name, key)
			}
		}
	}
}

func TestLimitsNameNoTestAndPromisesDo(t *testing.T) {
	for _, s := range dossiertest.Cases() {
		for _, section := range dossier.Of(s) {
			for _, c := range section.Claims {
				if unheld := section.Key == "dossier.limits" || section.Key == "dossier.operator"; unheld && !c.Limit() {
					t.Errorf("%s is a promise among limits", c.Key)
				}
			}
		}
	}
}

func TestNamesArePartedBeforeTheirWords(t *testing.T) {
	got := dossier.Words("internal/web.TestAPageIsÄlter")
	if want := []string{"internal/web.", "Test", "A", "Page", "Is", "Älter"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
