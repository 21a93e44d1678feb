package published_test

import (
	"testing"

	"kompass/internal/kompass"
	"kompass/internal/published"
	"kompass/internal/result"
	"kompass/internal/sqlite/sqlitetest"
)

func TestCommentsStandWithTheWholeCompanyFromEnoughAnswersOn(t *testing.T) {
	o := newOffice(t)
	c, teams := sqlitetest.Company(t, o.store, "Hotel Adler", "Empfang", "Küche")
	of := o.result(o.close(c, o.open(c, "Frühjahr"), teams...))
	of.Document = new(*of.Document)
	everyone := of.Document.Everyone()
	for name, one := range map[string]struct {
		user  kompass.User
		group *result.Group
		from  int
		want  *published.Comments
	}{
		"the whole company":        {trainer, everyone, 10, &published.Comments{}},
		"too few":                  {trainer, everyone, *everyone.N + 1, &published.Comments{Withheld: published.TooFew}},
		"exactly enough":           {trainer, everyone, *everyone.N, &published.Comments{}},
		"a perspective":            {trainer, &result.Group{Key: result.Key{"perspective": "staff"}, Shown: true, N: new(40)}, 10, &published.Comments{Withheld: published.OfTheWhole}},
		"a hidden group":           {trainer, &result.Group{Key: result.Key{"team": "x"}}, 10, nil},
		"a coordinator beforehand": {coordinator(c), everyone, 10, nil},
	} {
		of.Document.CommentsFrom = one.from
		got, err := o.reader.Comments(t.Context(), one.user, of, one.group)
		o.must(err)
		if (got == nil) != (one.want == nil) || got != nil && got.Withheld != one.want.Withheld {
			t.Errorf("%s: got %+v, want %+v", name, got, one.want)
		}
	}
}

func TestTheIntroductionStandsWithTheWholeFromTheReleaseOn(t *testing.T) {
	o := newOffice(t)
	c, _ := sqlitetest.Company(t, o.store, "Hotel Adler")
	round := o.close(c, o.open(c, "Frühjahr"))
	o.must(o.store.SetIntroduction(t.Context(), kompass.Unlimited(sqlitetest.Actor), round.ID, "Vielen Dank.\n\nBis bald."))
	check := func(what string, user kompass.User, group *result.Group, want int) {
		t.Helper()
		got, err := o.reader.Introduction(t.Context(), user, o.result(round), group)
		o.must(err)
		if len(got) != want {
			t.Errorf("%s: got %d paragraphs, want %d", what, len(got), want)
		}
	}
	everyone := o.result(round).Document.Everyone()
	check("the trainer before", trainer, everyone, 2)
	check("the company before", coordinator(c), everyone, 0)
	round = o.release(round)
	check("the company after", coordinator(c), everyone, 2)
	check("a team", coordinator(c), &result.Group{Key: result.Key{"team": "x"}, Shown: true}, 0)
}
