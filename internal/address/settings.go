package address

import (
	"net/url"
	"strconv"
)

// What is not about one company.
const (
	Settings           = "/app/settings"
	Identity           = Settings + "/identity"
	UploadIdentityLogo = Identity + "/logo/upload"
	RemoveIdentityLogo = Identity + "/logo/remove"
	Texts              = Settings + "/texts" // the texts in the trainer's own words
	Audit              = "/app/audit"
	Keys               = "/app/keys"
)

// IdentityLogo is the part of the page about who asks that has the logo.
const IdentityLogo = Identity + "#logo"

// Text is where one of the texts is written in a language.
func Text(name, lang string) string { return below(Texts, name, lang) }

// Deletion is the protocol of a company that was deleted.
func Deletion(id string) string { return below("/app/deletions", id) }

// Where questionnaires are kept.
const (
	Questionnaires      = "/app/questionnaires"
	UploadQuestionnaire = Questionnaires + "/upload"
)

// QuestionnaireVersion is the page of one version of a questionnaire.
func QuestionnaireVersion(id string, version int) string {
	return below(Questionnaires, id, strconv.Itoa(version))
}

// WithdrawQuestionnaire withdraws a version.
func WithdrawQuestionnaire(id string, version int) string {
	return QuestionnaireVersion(id, version) + "/withdraw"
}

// Note is where a trainer writes her own note on a statement or a view of a version, from the page that back names.
func Note(id string, version int, about, back string) string {
	path := below(QuestionnaireVersion(id, version)+"/notes", about)
	if back == "" {
		return path
	}
	return With(path, url.Values{"back": {back}}.Encode())
}

// PreviewQuestionnaire shows a version as participants would see it.
func PreviewQuestionnaire(id string, version int) string {
	return QuestionnaireVersion(id, version) + "/preview"
}
