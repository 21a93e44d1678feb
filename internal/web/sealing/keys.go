package sealing

import (
	"errors"
	"slices"
	"strings"

	"github.com/gofiber/fiber/v2"

	"kompass/internal/address"
	"kompass/internal/kompass"
	"kompass/internal/rounds"
	"kompass/internal/web/kit"
	"kompass/views"
)

// copiedAction is what the audit trail calls copying a key, by the key of its text.
const copiedAction = "audit.action.round.key_copied"

// copiesMost is how many copies of keys the page looks back at.
const copiesMost = 500

// showKeys says where the keys of all rounds lie. It shows no key.
func (h *Handler) showKeys(c *fiber.Ctx) error {
	ctx, z := c.UserContext(), kit.Localizer(c)
	state, err := h.rounds.KeyState(ctx)
	if err != nil {
		return err
	}
	companies, err := h.store.Companies(ctx, kit.User(c).Scope())
	if err != nil {
		return err
	}
	model := views.Keys{Page: h.Titled(c, z.T("keys.title"), false), Unknown: state.Unknown, Rebuild: state.Trouble.Rebuild, Away: len(state.Trouble.Away) > 0}
	model.Page.Section = views.SectionSettings
	model.Page.Crumbs = []views.Crumb{{Text: z.T("settings.title"), Href: address.Settings}, {Text: z.T("keys.title")}}
	for _, f := range state.Folders {
		model.Folders = append(model.Folders, views.KeyFolder(f))
	}
	for _, r := range state.Rounds {
		model.Rounds = append(model.Rounds, views.RoundKeys{Company: companyName(companies, r.Round.CompanyID), Round: r.Round, Copies: keyCopies(r.Copies),
			Missing: slices.Contains(state.Trouble.Missing, r.Round.ID)})
	}
	for _, left := range state.Trouble.Left {
		line, err := h.leftKey(c, left, companies)
		if err != nil {
			return err
		}
		model.Left = append(model.Left, line)
	}
	if model.Copied, err = h.copied(c, state.Folders); err != nil {
		return err
	}
	return kit.RenderSigned(c, fiber.StatusOK, views.KeysPage(model))
}

func companyName(all []kompass.Company, id string) string {
	for _, one := range all {
		if one.ID == id {
			return one.Name
		}
	}
	return ""
}

// leftKey names the round whose key is left, as far as it is still there.
func (h *Handler) leftKey(c *fiber.Ctx, left rounds.LeftKey, companies []kompass.Company) (views.LeftKey, error) {
	round, err := h.store.Round(c.UserContext(), kit.User(c).Scope(), left.RoundID)
	if errors.Is(err, kompass.ErrNotFound) {
		return views.LeftKey{Folders: left.Folders}, nil
	}
	return views.LeftKey{Company: companyName(companies, round.CompanyID), Round: round, Folders: left.Folders}, err
}

// copied are the folders that somebody has copied keys to and that are none of ours: whatever lies there is to be destroyed by hand.
func (h *Handler) copied(c *fiber.Ctx, ours []rounds.KeyFolder) ([]views.CopiedKeys, error) {
	lines, err := h.store.AuditLines(c.UserContext(), kompass.AuditFilter{Action: strings.TrimPrefix(copiedAction, "audit.action."), Limit: copiesMost})
	if err != nil {
		return nil, err
	}
	var out []views.CopiedKeys
	for _, l := range lines {
		known := slices.ContainsFunc(out, func(one views.CopiedKeys) bool { return one.Folder == l.Detail })
		if !known && !slices.ContainsFunc(ours, func(f rounds.KeyFolder) bool { return f.Path == l.Detail }) {
			out = append(out, views.CopiedKeys{Folder: l.Detail, Last: l.At})
		}
	}
	return out, nil
}
