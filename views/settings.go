package views

import "kompass/internal/address"

// settingsEntry is a line of the hub of the settings: where it leads, and the beginning of its two texts, whose ends are
// "title" and "lead".
type settingsEntry struct{ href, title, lead string }

// settingsEntries are what the hub lists, in this order.
var settingsEntries = []settingsEntry{
	{address.People, "people.title", "people.lead"},
	{address.Questionnaires, "questionnaires.title", "questionnaires.about"},
	{address.Keys, "keys.title", "keys.lead"},
	{address.Audit, "audit.title", "audit.lead"},
	{address.Identity, "identity.title", "identity.lead"},
	{address.Texts, "texts.title", "texts.lead"},
}
