package questionnaire_test

import (
	"go/ast"
	"go/constant"
	"go/parser"
	"go/token"
	"go/types"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"kompass/internal/i18n"
	"kompass/internal/questionnaire"
)

// verb is a verb of a format.
var verb = regexp.MustCompile(`%[0-9.]*[a-zA-Z]`)

// phrases reads the sources of the package and returns every constant of the type phrase, with where it stands.
func phrases(t *testing.T) map[string]token.Position {
	t.Helper()
	set := token.NewFileSet()
	names, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	var files []*ast.File
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(set, name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, file)
	}
	known := types.Info{Types: map[ast.Expr]types.TypeAndValue{}}
	// What other packages declare does not matter, so that none is read and what is missing of them is no error.
	config := types.Config{Importer: nothing{}, Error: func(error) {}}
	_, _ = config.Check("kompass/internal/questionnaire", set, files, &known)
	all := map[string]token.Position{}
	for expr, is := range known.Types {
		if named, ok := is.Type.(*types.Named); ok && named.Obj().Name() == "phrase" && is.Value != nil {
			all[constant.StringVal(is.Value)] = set.Position(expr.Pos())
		}
	}
	return all
}

// nothing imports every package as one that declares nothing.
type nothing struct{}

func (nothing) Import(path string) (*types.Package, error) {
	p := types.NewPackage(path, filepath.Base(path))
	p.MarkComplete()
	return p, nil
}

func TestEveryPhraseHasAllLanguages(t *testing.T) {
	all := phrases(t)
	if len(all) < 100 {
		t.Fatalf("got %d phrases, want all of the package", len(all))
	}
	for english, at := range all {
		if !strings.ContainsFunc(verb.ReplaceAllString(english, ""), unicode.IsLetter) {
			continue
		}
		for _, l := range i18n.Langs {
			text := i18n.For(l).Sentence(english)
			switch {
			case !i18n.Has(l, english):
				t.Errorf("%s: %q has no text in %s", at, english, l)
			case l == i18n.English && text != english:
				t.Errorf("%s: the catalogue has %q for %q", at, text, english)
			case !slices.Equal(verb.FindAllString(text, -1), verb.FindAllString(english, -1)):
				t.Errorf("%s: %q has other verbs than %q", at, text, english)
			}
		}
	}
}

// The corpus has nearly every finding; each must be said with all that fills it in.
func TestFindingsAreSaidInGerman(t *testing.T) {
	files, err := filepath.Glob("testdata/*/*.yaml")
	if err != nil {
		t.Fatal(err)
	}
	said := 0
	for _, file := range files {
		_, found := questionnaire.Parse(read(t, strings.Split(strings.TrimPrefix(file, "testdata/"), "/")...))
		for _, f := range found {
			german := f.In(i18n.For(i18n.German).Sentence)
			if german == f.Message || strings.Contains(german, "%!") || strings.Contains(f.Message, "%!") {
				t.Errorf("%s:%d: got %q for %q", file, f.Line, german, f.Message)
			}
			if english := f.In(i18n.For(i18n.English).Sentence); english != f.Message {
				t.Errorf("%s:%d: got %q for %q", file, f.Line, english, f.Message)
			}
			said++
		}
	}
	if said < 200 {
		t.Errorf("got %d findings, want those of the whole corpus", said)
	}
	_, found := questionnaire.Parse([]byte("schema: 1\nid: X\nfields: 7\nnonsense: 1\n"))
	var lines []string
	for _, f := range found[len(found)-3:] {
		lines = append(lines, f.FormatIn(i18n.For(i18n.German).Sentence, "q.yaml"))
	}
	want := []string{
		`q.yaml:2: id: unzulässige Kennung "X", erwartet: 3 bis 64 Kleinbuchstaben, Ziffern und Bindestriche, am Anfang ein Buchstabe`,
		`q.yaml:3: fields: erwartet wird eine Liste von Feldern, gefunden: "7"`,
	}
	if !slices.Equal(lines[:2], want) || !strings.HasPrefix(lines[2], `q.yaml:4: unbekannter Schlüssel "nonsense", möglich sind schema, id, `) {
		t.Errorf("got %s", strings.Join(lines, "\n"))
	}
}
