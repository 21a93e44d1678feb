package views

// SettingsPath is where the trainer finds everything that is not about one company.
const SettingsPath = "/app/settings"

// settingsEntry is a line of the hub of the settings: where it leads, and the beginning of its two texts, whose ends are
// "title" and "lead".
type settingsEntry struct{ href, title, lead string }

// settingsEntries are what the hub lists, in this order.
var settingsEntries = []settingsEntry{
	{PeoplePath, "people.title", "people.lead"},
	{AuditPath, "audit.title", "audit.lead"},
	{IdentityPath, "identity.title", "identity.lead"},
	{TextsPath, "texts.title", "texts.lead"},
}
