// Package i18n holds every text of the interface in German and English and writes numbers and dates as each language
// does. Texts live in catalog/*.yaml, one file per area of the product, each key with both languages side by side.
//
// A message may contain named placeholders in braces: "Feld {n} von {of}". A message that depends on a number has the
// two keys key.one and key.other. Texts are plain text, never markup. What is found in a questionnaire and what the help of commands says
// has no key beside its English words, see [Localizer.Sentence].
package i18n

import (
	"context"
	"embed"
	"fmt"
	"io/fs"
	"slices"
	"sort"
	"strings"

	"go.yaml.in/yaml/v4"
	"golang.org/x/text/language"
)

// Lang is a language of the interface.
type Lang string

// The languages, the first is the default.
const (
	German  Lang = "de"
	English Lang = "en"
)

// Langs lists all languages of the interface, the default first.
var Langs = [...]Lang{German, English}

// Next returns the language after this one in [Langs], the first after the last: the one that a switch offers.
func (l Lang) Next() Lang {
	at := slices.Index(Langs[:], l)
	return Langs[(at+1)%len(Langs)]
}

// Locale returns the language of a locale as an environment names it, such as "de_AT.UTF-8"; English where it is none of
// ours.
func Locale(name string) Lang {
	for _, l := range Langs {
		if strings.HasPrefix(name, string(l)) {
			return l
		}
	}
	return English
}

//go:embed catalog/*.yaml
var files embed.FS

var catalog = mustLoad()

type message map[Lang]string

func mustLoad() map[string]message {
	all, err := load(files)
	if err != nil {
		panic(err) // the catalogue is compiled in: a broken one never ships
	}
	return all
}

func load(fsys fs.FS) (map[string]message, error) {
	names, err := fs.Glob(fsys, "catalog/*.yaml")
	if err != nil {
		return nil, fmt.Errorf("list catalogues: %w", err)
	}
	all := map[string]message{}
	for _, name := range names {
		data, err := fs.ReadFile(fsys, name)
		if err != nil {
			return nil, fmt.Errorf("read %s: %w", name, err)
		}
		var part map[string]message
		if err := yaml.Unmarshal(data, &part); err != nil {
			return nil, fmt.Errorf("parse %s: %w", name, err)
		}
		for key, m := range part {
			if _, ok := all[key]; ok {
				return nil, fmt.Errorf("%s: key %q is in two catalogues", name, key)
			}
			all[key] = m
		}
	}
	return all, nil
}

// Keys returns every message key, sorted.
func Keys() []string {
	keys := make([]string, 0, len(catalog))
	for k := range catalog {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	return keys
}

// Has reports whether a key has a text in this language.
func Has(l Lang, key string) bool { return catalog[key][l] != "" }

var matcher = language.NewMatcher([]language.Tag{language.German, language.English})

// Negotiate picks a language: the first of the explicit choices (query, then cookie) that is one of ours, then the best
// match of an Accept-Language header, then German.
func Negotiate(acceptLanguage string, choices ...string) Lang {
	for _, c := range choices {
		for _, l := range Langs {
			if c == string(l) {
				return l
			}
		}
	}
	tags, _, err := language.ParseAcceptLanguage(acceptLanguage)
	if err != nil || len(tags) == 0 {
		return German
	}
	_, i, confidence := matcher.Match(tags...)
	if confidence == language.No {
		return German
	}
	return Langs[i]
}

// Localizer writes texts, numbers and dates in one language.
type Localizer struct{ lang Lang }

// For returns the localizer of a language.
func For(l Lang) Localizer { return Localizer{lang: l} }

// Lang returns the language.
func (z Localizer) Lang() Lang { return z.lang }

// T returns the text of key with its placeholders filled from name, value pairs. Numbers of type float64 are written
// with one decimal, whole numbers with thousands separators. An unknown key returns the key itself in brackets, which the catalogue
// tests refuse.
func (z Localizer) T(key string, pairs ...any) string {
	text := catalog[key][z.lang]
	if text == "" {
		return "[" + key + "]"
	}
	if len(pairs) == 0 {
		return text
	}
	oldnew := make([]string, 0, len(pairs))
	for i := 0; i+1 < len(pairs); i += 2 {
		oldnew = append(oldnew, "{"+fmt.Sprint(pairs[i])+"}", z.format(pairs[i+1]))
	}
	return strings.NewReplacer(oldnew...).Replace(text)
}

// Sentence returns what an English text, or the format of one, is in this language: for texts that stand in the code that says them and
// are known by themselves. One that no catalogue has stays as it is.
func (z Localizer) Sentence(english string) string {
	if text := catalog[english][z.lang]; text != "" {
		return text
	}
	return english
}

// N returns the text of key.one for n = 1 and of key.other for anything else; {n} is n.
func (z Localizer) N(key string, n int, pairs ...any) string {
	form := ".other"
	if n == 1 {
		form = ".one"
	}
	return z.T(key+form, append([]any{"n", n}, pairs...)...)
}

func (z Localizer) format(v any) string {
	switch x := v.(type) {
	case string:
		return x
	case int:
		return z.Int(x)
	case float64:
		return z.Num(x, 1)
	}
	return fmt.Sprint(v)
}

type contextKey struct{}

// With returns a context that carries the localizer.
func With(ctx context.Context, z Localizer) context.Context {
	return context.WithValue(ctx, contextKey{}, z)
}

// From returns the localizer of the context, German where there is none.
func From(ctx context.Context) Localizer {
	if z, ok := ctx.Value(contextKey{}).(Localizer); ok {
		return z
	}
	return Localizer{lang: German}
}
