package views

import (
	"context"
	"strings"

	"kompass/internal/kompass"
)

// ContactFact says whom to ask, in one line of facts.
func ContactFact(ctx context.Context, c kompass.Contact) Fact {
	fact := Fact{Term: tr(ctx, "company.contact")}
	fact.Value = strings.Join(contactParts(ctx, c), ", ")
	if c.Email != "" {
		fact.Link = &Crumb{Href: "mailto:" + c.Email, Text: c.Email}
	}
	if c.Email != "" && fact.Value != "" {
		fact.Value += ","
	}
	return fact
}

// contactParts is a contact without its e-mail address.
func contactParts(ctx context.Context, c kompass.Contact) []string {
	var parts []string
	if c.Name != "" {
		parts = append(parts, c.Name)
	}
	if c.Phone != "" {
		parts = append(parts, tr(ctx, "company.contact.phone", "phone", c.Phone))
	}
	return parts
}
