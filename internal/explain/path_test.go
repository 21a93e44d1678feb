package explain_test

import (
	"errors"
	"slices"
	"testing"

	"kompass/internal/explain"
	"kompass/internal/i18n"
)

func TestPathsLeadToTheirUnit(t *testing.T) {
	in := input(t, "anonymous-110", i18n.German)
	for path, want := range map[string]string{
		"everyone":                                 "everyone",
		" everyone/ ":                              "everyone",
		"everyone.straightlined":                   "everyone.straightlined",
		"everyone/customers":                       "everyone/customers",
		"everyone/customers.mean":                  "everyone/customers.mean",
		"team=t2/customers/attitude":               "team=t2/customers/attitude",
		"team=t2/customers/attitude.gap":           "team=t2/customers/attitude.gap",
		"perspective=staff,team=t2/customers":      "team=t2,perspective=staff/customers",
		"perspective=leaders/customers/c-1":        "perspective=leaders/customers/c-1",
		"everyone/customers/attitude/c-1.mean":     "everyone/customers/attitude/c-1.mean",
		"team=t2,perspective=staff/management/m-1": "team=t2,perspective=staff/management/m-1",
	} {
		e, err := explain.Explain(in, path)
		if err != nil {
			t.Errorf("%s: %v", path, err)
			continue
		}
		if e.Path != want {
			t.Errorf("%s: got %q, want %q", path, e.Path, want)
		}
	}
}

func TestAnUnknownStepNamesWhatThereIs(t *testing.T) {
	in := input(t, "anonymous-110", i18n.German)
	groups := []string{"everyone", "team=t1", "team=t2", "perspective=leaders", "perspective=staff", "team=t1,perspective=leaders"}
	for _, c := range []struct {
		path, level, step string
		exists            []string
	}{
		{"", "group", "", []string{"everyone", "team=…"}},
		{"customers", "group", "customers", []string{"everyone", "team=…"}},
		{"team=t1,team=t2", "group", "team=t1,team=t2", []string{"everyone"}},
		{"team=t9/customers", "group", "team=t9", groups},
		{"company=x", "group", "company=x", []string{"everyone", "perspective=…"}},
		{"everyone/kitchen", "field", "kitchen", []string{"customers", "people", "management"}},
		{"everyone//c-1", "field", "", []string{"customers"}},
		{"everyone/customers/speed", "part", "speed", []string{"attitude", "tools", "c-1", "c-5"}},
		{"everyone/management/tools", "part", "tools", []string{"attitude", "m-1", "m-2"}},
		{"everyone/customers/tools/c-1", "part", "c-1", []string{"attitude", "tools"}},
		{"everyone/customers/speed/c-1", "part", "speed", []string{"attitude", "tools"}},
		{"everyone/customers/tools/c-4/x/y", "part", "x/y", nil},
		{"everyone/customers.median", "number", "median", []string{"mean", "alpha"}},
		{"everyone/customers/tools.alpha", "number", "alpha", []string{"mean", "sd", "ci", "target", "gap"}},
		{"everyone.mean", "number", "mean", []string{"straightlined"}},
		{"everyone/customers/c-1.gap", "number", "gap", []string{"mean", "sd", "favourable"}},
	} {
		_, err := explain.Explain(in, c.path)
		var unknown *explain.UnknownError
		if !errors.As(err, &unknown) {
			t.Errorf("%q: got %v, want it refused", c.path, err)
			continue
		}
		if unknown.Level != c.level || unknown.Step != c.step {
			t.Errorf("%q: got %+v, want %s %q", c.path, unknown, c.level, c.step)
		}
		for _, want := range c.exists {
			if !slices.Contains(unknown.Exists, want) {
				t.Errorf("%q: got %q, want %s in it", c.path, unknown.Exists, want)
			}
		}
		if unknown.Error() == "" {
			t.Errorf("%q: the error has no words", c.path)
		}
	}
}

func FuzzExplain(f *testing.F) {
	in := input(f, "hidden-groups", i18n.German)
	for _, s := range []string{"everyone/customers.mean", "team=t1,perspective=staff/people/p-1", "..", "/", "=,=", "everyone//x/y/z"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, path string) {
		e, err := explain.Explain(in, path)
		if err != nil {
			return
		}
		again, err := explain.Explain(in, e.Path)
		if err != nil || again.Path != e.Path || again.Title != e.Title {
			t.Errorf("%q: its own path %q leads to %v, %v", path, e.Path, again, err)
		}
	})
}
