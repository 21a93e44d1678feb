package arch_test

import (
	"maps"
	"slices"
	"testing"

	"kompass/internal/arch"
	"kompass/internal/i18n"
)

// beginnings are the beginnings of keys that are put together at run time, each with the reason.
var beginnings = map[string]string{
	"audit.action.":      "the end is the action that the audit trail names; every one has a text",
	"audit.kind.":        "the end is the first word of an action",
	"disclosure.":        "the end is the reason that the published result states",
	"discipline.":        "the end is the lead discipline, and whether it is its name or what explains it",
	"explain.agreement.": "the end is the word for agreement in the published result",
	"explain.mean.how.":  "the end says what a person's own value is the mean of",
	"key.state.":         "the end is the state of one copy of a key",
	"key.holder.":        "the end is who holds a key on paper",
	"setup.key.":         "the end is who has the key, with its hint",
	"explain.unknown.":   "the end is the step of a path that leads nowhere",
	"cli.diff.":          "the end is what became of a statement between two versions of a questionnaire",
	"common.language.":   "the end is the language that the page can be switched to",
	"measures.list.":     "the end is one of the three lists of measures, and what it is about",
	"measures.set.":      "the end is the state that a measure is brought into",
	"measures.state.":    "the end is the state of a measure",
	"layer.":             "the end is the layer of a statement in the questionnaire file",
	"guide.":             "the end is one of the first four steps",
	"notice.":            "the middle is the kind of notice, the end the part of it",
	"result.spread.":     "the end is the word for the spread in the published result",
	"season.":            "the end is a time of year",
	"setup.access.":      "the end is a kind of access, with its hint",
	"setup.announce.":    "the end says whether the result is announced",
	"share.part.":        "the end is a part of a result that can be shared",
	"setup.step.":        "the end is a step of preparing a round",
	"report.lead.":       "the end is a kind of report",
	"report.name.":       "the end is a kind of report",
	"texts.":             "the end is the text that the trainer writes, and what it is about",
	"texts.draft.":       "the end is the text that the draft is for",
	"overview.sort.":     "the end is the order of the list",
	"round.mode.":        "the end is the mode of a round",
	"poster.mode.":       "the end is the mode of a round",
	"pack.part.":         "the end is a part of the workshop pack",
	"pack.measures.":     "the end is a column of the worksheet",
	"pack.who.":          "the end is who sees something of a round",
	"export.file.":       "the end is the format of a file",
	"entry.text.":        "the end is a sentence that a script fills in",
	"slider.":            "the end is the question between two poles, and the part of it",
	"words.form.":        "the end is a form of the word for customers",
	"words.hint.":        "the end is a language and a form of the word for customers",
	"statement.":         "the end is the fact that the anonymity statement tells, in the words of the round's mode",
}

// texts reads what speaks to people. The store does not: what looks like keys there are entries of its audit log, and in the list of
// settings their names.
func texts(t *testing.T) *arch.Texts {
	t.Helper()
	speaking := slices.DeleteFunc(sources(t, ".go"), func(s arch.Source) bool {
		return s.In("internal/store") || s.In("internal/sqlite") || s.Path == "internal/kompass/settings.go"
	})
	read, err := arch.ReadTexts(speaking)
	if err != nil {
		t.Fatal(err)
	}
	return read
}

func TestEveryTextIsInTheCatalogue(t *testing.T) {
	report(t, texts(t).Missing(i18n.Keys()))
}

func TestEveryTextIsInEveryLanguage(t *testing.T) {
	for _, key := range i18n.Keys() {
		for _, lang := range i18n.Langs {
			if !i18n.Has(lang, key) {
				t.Errorf("%s has no text in %q", key, lang)
			}
		}
	}
}

func TestEveryTextOfTheCatalogueIsUsed(t *testing.T) {
	for _, key := range texts(t).Unused(i18n.Keys(), slices.Collect(maps.Keys(beginnings))) {
		t.Errorf("nothing uses %s", key)
	}
}

func TestKeysArePutTogetherOnlyWhereDeclared(t *testing.T) {
	declared := slices.Sorted(maps.Keys(beginnings))
	report(t, texts(t).Undeclared(declared))
	for _, stale := range texts(t).Stale(declared) {
		t.Errorf("nothing puts keys together from %q any more", stale)
	}
}

const speaking = `package p

func f(z Z, reason string, n int) {
	z.T("page.title")
	z.T("page.lost", "a", "b")
	z.N("page.answers", n)
	z.N("page.title", n)
	tr(ctx, "page.absent")
	trn(ctx, "page.title", n)
	tr(ctx, "page.title")
	z.T("reason." + reason)
	tr(ctx, "other." + reason + ".more")
	z.T(reason)
	_ = Warning{Key: "page.warning"}
	_ = Warning{Key: "page.gone"}
	_ = asset("page.css")
	_ = "Page.title is no key. page.title neither"
}
`

var catalogue = []string{"page.answers.one", "page.answers.other", "page.title", "page.unused", "page.warning", "reason.small", "silent.one", "silent.other"}

func speakingTexts(t *testing.T) *arch.Texts {
	t.Helper()
	read, err := arch.ReadTexts([]arch.Source{source("p.go", speaking), source("p_test.go", `package p; func g(z Z) { z.T("test.only"); z.T("page.unused") }`)})
	if err != nil {
		t.Fatal(err)
	}
	return read
}

func TestAMissingKeyIsCaught(t *testing.T) {
	caught(t, speakingTexts(t).Missing(catalogue),
		`p.go:5: no catalogue has the key "page.lost"`, `p.go:7: no catalogue has the key "page.title"`,
		`p.go:8: no catalogue has the key "page.absent"`, `p.go:9: no catalogue has the key "page.title"`,
		`p.go:5: "page.lost" looks like a key`, `p.go:8: "page.absent" looks like a key`, `p.go:15: "page.gone" looks like a key`)
}

func TestAnUnusedKeyIsCaught(t *testing.T) {
	got := speakingTexts(t).Unused(catalogue, []string{"reason."})
	want := []string{"page.unused", "silent.one", "silent.other"}
	if !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestAnUndeclaredBeginningIsCaught(t *testing.T) {
	read := speakingTexts(t)
	caught(t, read.Undeclared([]string{"reason."}), `p.go:12: keys below "other."`)
	if got := read.Stale([]string{"reason.", "vanished."}); !slices.Equal(got, []string{"vanished."}) {
		t.Errorf("got stale %v, want vanished.", got)
	}
}
