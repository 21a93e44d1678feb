package questionnaire

import (
	"cmp"
	"maps"
	"slices"
	"strings"
)

// Library is a set of questionnaires by id and version. Of each id the highest version is the current one.
type Library struct {
	versions map[string]map[int]*Questionnaire
	current  []*Questionnaire
	from     map[*Questionnaire]string // names of the files
}

// NewLibrary reads files, given by name and content. The same content may come under several names. Two different contents
// under one id and version are an error that names both files, and a file with error findings is one that lists them; all
// such errors are reported at once. Questionnaires come with the words of their files.
func NewLibrary(files map[string][]byte) (*Library, error) {
	return new(Library).With(files)
}

// With returns a library that holds the questionnaires of this one and those of more files, by the rules of [NewLibrary].
// The library itself stays as it is.
func (l *Library) With(files map[string][]byte) (*Library, error) {
	l = l.clone()
	var wrong LibraryError
	for _, name := range slices.Sorted(maps.Keys(files)) {
		q, findings := Parse(files[name])
		if q == nil {
			wrong.refuse(name, findings)
			continue
		}
		if known, ok := l.Version(q.ID, q.Version); ok {
			if known.Digest() != q.Digest() {
				wrong.lines = append(wrong.lines, said{"%s and %s differ, but both are questionnaire %s version %d", []any{l.from[known], name, q.ID, q.Version}})
			}
			continue
		}
		q = q.Worded(Words{})
		l.from[q] = name
		l.add(q)
	}
	if len(wrong.lines) > 0 {
		return nil, &wrong
	}
	l.sort()
	return l, nil
}

func (l *Library) clone() *Library {
	out := &Library{versions: make(map[string]map[int]*Questionnaire), from: make(map[*Questionnaire]string)}
	maps.Copy(out.from, l.from)
	for id, versions := range l.versions {
		out.versions[id] = maps.Clone(versions)
	}
	return out
}

// Source returns the name of the file that a questionnaire of this library came from.
func (l *Library) Source(q *Questionnaire) string { return l.from[q] }

// Versions returns every version of every questionnaire, sorted by id and, within one id, the highest version first.
func (l *Library) Versions() []*Questionnaire {
	all := slices.Collect(maps.Keys(l.from))
	slices.SortFunc(all, func(a, b *Questionnaire) int {
		return cmp.Or(cmp.Compare(a.ID, b.ID), cmp.Compare(b.Version, a.Version))
	})
	return all
}

// LibraryError is everything that keeps files from being a library.
type LibraryError struct{ lines []said }

// Error tells it in English, a line for each.
func (e *LibraryError) Error() string { return e.In(func(english string) string { return english }) }

// In tells it in another language, see [Finding.In].
func (e *LibraryError) In(translate func(english string) string) string {
	var all []string
	for _, line := range e.lines {
		all = append(all, line.in(translate))
	}
	return strings.Join(all, "\n")
}

func (e *LibraryError) refuse(name string, findings []Finding) {
	for _, f := range findings {
		if !f.Warning {
			e.lines = append(e.lines, said{"%s:%d: %s", []any{name, f.Line, f.said}})
		}
	}
}

func (l *Library) add(q *Questionnaire) {
	if l.versions[q.ID] == nil {
		l.versions[q.ID] = make(map[int]*Questionnaire)
	}
	l.versions[q.ID][q.Version] = q
}

func (l *Library) sort() {
	for _, versions := range l.versions {
		l.current = append(l.current, versions[slices.Max(slices.Collect(maps.Keys(versions)))])
	}
	slices.SortFunc(l.current, func(a, b *Questionnaire) int { return cmp.Compare(a.ID, b.ID) })
}

// Get returns the highest version of the questionnaire with this id.
func (l *Library) Get(id string) (*Questionnaire, bool) {
	i, ok := slices.BinarySearchFunc(l.current, id, func(q *Questionnaire, id string) int { return cmp.Compare(q.ID, id) })
	if !ok {
		return nil, false
	}
	return l.current[i], true
}

// Version returns the questionnaire with this id and version.
func (l *Library) Version(id string, version int) (*Questionnaire, bool) {
	q, ok := l.versions[id][version]
	return q, ok
}

// All returns the highest version of every questionnaire, sorted by id.
func (l *Library) All() []*Questionnaire { return slices.Clone(l.current) }
