package views

import (
	"kompass/internal/kompass"
	"kompass/internal/questionnaire"
)

// Entry is where the sheets of a round are typed in, batch by batch.
type Entry struct {
	Page         Page
	Access       kompass.Access
	Content      *questionnaire.Questionnaire
	Perspectives []Option // titles and ids
	Key          string   // of the next batch
	Errors       []FieldError
	Rows         []ImportError // Row is the number of the sheet
	More         int           // errors that are not listed
	Done         bool          // a batch has been stored
	Stored       int
	Already      int    // of its sheets, stored before
	Finished     string // key of that batch
}

// entryTexts are the sentences that the script fills in, each under a name.
var entryTexts = []string{
	"sheet", "sheet-again", "sheet-edit", "count", "count-of", "count-more", "at", "last", "missing", "row", "edit", "delete", "empty", "second-left", "second-same", "second-differ", "first-take", "second-take", "none",
}

func teamOptions(teams []kompass.Team) []Option {
	out := make([]Option, 0, len(teams))
	for _, t := range teams {
		out = append(out, Option{Text: t.Name, Href: t.ID})
	}
	return out
}
