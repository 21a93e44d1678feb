package rounds_test

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"kompass/internal/kompass"
	"kompass/internal/rounds"
)

func TestPackedAnswersUnpackToTheSameForm(t *testing.T) {
	q := questionnaireOf(t, short)
	rapid.Check(t, func(rt *rapid.T) {
		form := rounds.Form{Answers: map[string]string{}, Comments: map[string]string{}}
		for _, item := range q.Items() {
			scale, _ := q.Scale(item.Scale)
			choices := []string{"", scale.NA.ID}
			for _, p := range scale.Points {
				choices = append(choices, p.ID)
			}
			if answer := rapid.SampledFrom(choices).Draw(rt, item.ID); answer != "" {
				form.Answers[item.ID] = answer
			}
		}
		if len(form.Answers) == 0 {
			form.Answers[q.Items()[0].ID] = "na"
		}
		for _, field := range q.Fields {
			if text := rapid.StringN(0, 40, 200).Draw(rt, field.ID); text != "" && !strings.ContainsRune(text, 0) {
				form.Comments[field.ID] = text
			}
		}
		row, comments, errs := form.Pack(q)
		if len(errs) > 0 {
			rt.Fatalf("got errors %v", errs)
		}
		back := rounds.Unpack(q, kompass.Submission{Answers: row, Comments: comments})
		if !equalMaps(back.Answers, form.Answers) || !equalMaps(back.Comments, form.Comments) {
			rt.Errorf("got %+v, want %+v", back, form)
		}
	})
}

func equalMaps(a, b map[string]string) bool {
	if len(a) != len(b) {
		return false
	}
	for k, v := range a {
		if b[k] != v {
			return false
		}
	}
	return true
}

func TestFormReadsWhatWasTyped(t *testing.T) {
	q := questionnaireOf(t, short)
	first := q.Items()[0].ID
	values := map[string]string{first: "nonsense", "comment-customers": "  one\r\ntwo ", "comment-people": " \r\n ", "unknown": "x"}
	form := rounds.ReadForm(q, func(name string) string { return values[name] })
	if !equalMaps(form.Answers, map[string]string{first: "nonsense"}) || !equalMaps(form.Comments, map[string]string{"customers": "one\ntwo"}) {
		t.Errorf("got %+v", form)
	}
}

func TestFormRefusedSaysWhere(t *testing.T) {
	q := questionnaireOf(t, short)
	first, second := q.Items()[0].ID, q.Items()[1].ID
	good := map[string]string{second: "na"}
	for name, tt := range map[string]struct {
		form rounds.Form
		want []string
	}{
		"no answer":         {rounds.Form{}, []string{first + " error.answer.none"}},
		"a comment alone":   {rounds.Form{Comments: map[string]string{"people": "x"}}, []string{first + " error.answer.none"}},
		"an unknown point":  {rounds.Form{Answers: map[string]string{first: "sometimes", second: "na"}}, []string{first + " error.answer.unknown"}},
		"a value, no point": {rounds.Form{Answers: map[string]string{first: "4"}}, []string{first + " error.answer.unknown"}},
		"a long comment":    {rounds.Form{Answers: good, Comments: map[string]string{"people": strings.Repeat("ü", kompass.MaxComment+1)}}, []string{"comment-people error.comment.long"}},
		"a comment with a null": {rounds.Form{Answers: good, Comments: map[string]string{"people": "a\x00b"}},
			[]string{"comment-people error.comment.characters"}},
		"a broken character":  {rounds.Form{Answers: good, Comments: map[string]string{"people": "a\xffb"}}, []string{"comment-people error.comment.characters"}},
		"the longest comment": {rounds.Form{Answers: good, Comments: map[string]string{"people": strings.Repeat("ü", kompass.MaxComment)}}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			_, _, errs := tt.form.Pack(q)
			var got []string
			for _, e := range errs {
				got = append(got, e.Field+" "+e.Code)
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}
