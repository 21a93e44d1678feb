package views

import (
	"kompass/internal/kompass"
	"kompass/internal/questionnaire"
)

// Questionnaires is the model of the list of all questionnaires, with what was found in a file that was refused.
type Questionnaires struct {
	Page     Page
	Rows     []QuestionnaireRow
	File     string // name of the file that was refused
	Findings []FindingRow
	Errors   []FieldError
}

// QuestionnaireRow is one version of a questionnaire.
type QuestionnaireRow struct {
	Content *questionnaire.Questionnaire
	Own     bool // it was uploaded
	Rounds  int  // that were opened with it
}

// FindingRow is something that was found in a questionnaire file, beside the line on which it was found.
type FindingRow struct {
	Line    int
	Text    string
	Warning bool
	Message string
}

// OneQuestionnaire is the model of the page of one version of a questionnaire.
type OneQuestionnaire struct {
	Page     Page
	Content  *questionnaire.Questionnaire
	Title    string
	Own      bool
	File     string
	Findings []FindingRow
	Rounds   []kompass.Round
}

// digest is the beginning of a digest, enough to tell versions apart.
func digest(q *questionnaire.Questionnaire) string {
	const prefix, shown = len("sha256:"), 12
	return q.Digest()[prefix : prefix+shown]
}

func validatedKey(q *questionnaire.Questionnaire) string {
	if q.Validated {
		return "questionnaires.validated"
	}
	return "questionnaires.unvalidated"
}
