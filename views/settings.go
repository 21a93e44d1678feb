package views

import "kompass/internal/address"

// SettingsPath is where the trainer finds everything that is not about one company.
const SettingsPath = "/app/settings"

// The addresses of what the hub leads to beside people and the audit trail.
const (
	QuestionnairesPath = "/app/questionnaires"
)

// settingsEntry is a line of the hub of the settings: where it leads, and the beginning of its two texts, whose ends are
// "title" and "lead".
type settingsEntry struct{ href, title, lead string }

// settingsEntries are what the hub lists, in this order.
var settingsEntries = []settingsEntry{
	{PeoplePath, "people.title", "people.lead"},
	{QuestionnairesPath, "questionnaires.title", "questionnaires.about"},
	{address.Keys, "keys.title", "keys.lead"},
	{AuditPath, "audit.title", "audit.lead"},
	{IdentityPath, "identity.title", "identity.lead"},
	{TextsPath, "texts.title", "texts.lead"},
}
