package rounds

import (
	"slices"
	"strings"
	"unicode/utf8"

	"kompass/internal/kompass"
	"kompass/internal/questionnaire"
	"kompass/internal/score"
)

// Form is what a person typed: the chosen point id per item id, and a comment per field.
type Form struct {
	Answers  map[string]string
	Comments map[string]string
}

// ReadForm takes a questionnaire's answers out of posted values. It keeps what was typed, right or wrong, so that a
// form that is refused can be shown again as it was.
func ReadForm(q *questionnaire.Questionnaire, value func(name string) string) Form {
	f := Form{Answers: map[string]string{}, Comments: map[string]string{}}
	for _, field := range q.Fields {
		if c := strings.TrimSpace(strings.ReplaceAll(value("comment-"+field.ID), "\r\n", "\n")); c != "" {
			f.Comments[field.ID] = c
		}
		for _, item := range field.Items {
			if v := value(item.ID); v != "" {
				f.Answers[item.ID] = v
			}
		}
	}
	return f
}

// Pack turns the form into a packed row and comments, or says per input what is wrong. A form without a single answer is
// refused: at least one item must have an answer ("cannot judge" is one).
func (f Form) Pack(q *questionnaire.Questionnaire) ([]byte, []kompass.Comment, []*kompass.FieldError) {
	var errs []*kompass.FieldError
	items := q.Items()
	row := make([]byte, len(items))
	answered := 0
	for i, item := range items {
		code, ok := packOne(q, item, f.Answers[item.ID])
		if !ok {
			errs = append(errs, &kompass.FieldError{Field: item.ID, Code: "error.answer.unknown"})
		}
		if code != score.Missing {
			answered++
		}
		row[i] = code
	}
	if answered == 0 && len(errs) == 0 {
		errs = append(errs, &kompass.FieldError{Field: items[0].ID, Code: "error.answer.none"})
	}
	comments, cerrs := f.packComments(q)
	return row, comments, append(errs, cerrs...)
}

func packOne(q *questionnaire.Questionnaire, item questionnaire.Item, answer string) (byte, bool) {
	if answer == "" {
		return score.Missing, true
	}
	scale, _ := q.Scale(item.Scale)
	if scale.NA != nil && answer == scale.NA.ID {
		return score.NA, true
	}
	i := slices.IndexFunc(scale.Points, func(p questionnaire.Point) bool { return p.ID == answer })
	if i < 0 {
		return score.Missing, false
	}
	return byte(i), true
}

func (f Form) packComments(q *questionnaire.Questionnaire) ([]kompass.Comment, []*kompass.FieldError) {
	var out []kompass.Comment
	var errs []*kompass.FieldError
	for _, field := range q.Fields {
		text := f.Comments[field.ID]
		switch {
		case text == "":
		case utf8.RuneCountInString(text) > kompass.MaxComment:
			errs = append(errs, &kompass.FieldError{Field: "comment-" + field.ID, Code: "error.comment.long", Args: []any{"max", kompass.MaxComment}})
		case !utf8.ValidString(text) || strings.ContainsRune(text, 0):
			errs = append(errs, &kompass.FieldError{Field: "comment-" + field.ID, Code: "error.comment.characters"})
		default:
			out = append(out, kompass.Comment{Field: field.ID, Text: text})
		}
	}
	return out, errs
}

// Unpack is the form that a stored submission came from.
func Unpack(q *questionnaire.Questionnaire, s kompass.Submission) Form {
	f := Form{Answers: map[string]string{}, Comments: map[string]string{}}
	for i, item := range q.Items() {
		scale, _ := q.Scale(item.Scale)
		switch code := s.Answers[i]; {
		case code == score.NA && scale.NA != nil:
			f.Answers[item.ID] = scale.NA.ID
		case int(code) < len(scale.Points):
			f.Answers[item.ID] = scale.Points[code].ID
		}
	}
	for _, c := range s.Comments {
		f.Comments[c.Field] = c.Text
	}
	return f
}
