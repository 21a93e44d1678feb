package address

// Settings is the hub of what is not about one company.
const Settings = "/app/settings"

// Texts lists the texts in the trainer's own words.
const Texts = "/app/settings/texts"

// Text is where one of them is written in a language.
func Text(name, lang string) string { return Texts + "/" + name + "/" + lang }
