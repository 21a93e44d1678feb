package round

import (
	"bytes"
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"

	"kompass/internal/address"
	"kompass/internal/export"
	"kompass/internal/kompass"
	"kompass/internal/qr"
	"kompass/internal/questionnaire"
	"kompass/internal/rounds"
	"kompass/internal/web/kit"
	"kompass/views"
)

// codeInput names the input for the number of codes of a team and perspective; both may be "".
func codeInput(team, perspective string) string { return "codes-" + team + "-" + perspective }

// codeRows adds the form with which one-time codes are drawn: as many for each team as it has people, unless codes have been
// drawn already.
func (h *Handler) codeRows(c *fiber.Ctx, model *views.Round, teams []kompass.Team, lots []kompass.Lot, typed map[string]string) error {
	change, round, z := model.Change, model.Round, kit.Localizer(c)
	nonce, err := kompass.NewNonce(h.Rand)
	if err != nil {
		return err
	}
	frozen, err := h.Rounds.Frozen(c.UserContext(), round)
	if err != nil {
		return err
	}
	change.Form = string(nonce)
	for _, id := range round.Perspectives {
		change.Views = append(change.Views, views.Option{Text: kit.PerspectiveTitle(c, frozen.Questionnaire, id), Href: id})
	}
	drawn := map[string]int{}
	for _, l := range lots {
		drawn[l.TeamID] += l.Codes
		change.Drawn += l.Codes
	}
	row := func(id, name string, heads int) {
		r := views.CodeRow{Team: name, Drawn: drawn[id]}
		for i, v := range append([]views.Option{{Text: z.T("codes.any")}}, change.Views...) {
			cell := views.CodeCell{Name: codeInput(id, v.Href), Label: name + ", " + v.Text, Value: "0"}
			if i == 0 && drawn[id] == 0 && heads > 0 {
				cell.Value = strconv.Itoa(heads)
			}
			if t, ok := typed[cell.Name]; ok {
				cell.Value = t
			}
			r.Cells = append(r.Cells, cell)
		}
		change.Codes = append(change.Codes, r)
	}
	for _, t := range teams {
		for _, id := range round.TeamIDs {
			if id == t.ID {
				row(t.ID, t.Name, t.Heads)
			}
		}
	}
	if len(round.TeamIDs) == 0 {
		row("", z.T("round.link.all"), 0)
	}
	return nil
}

// drawCodes draws one-time codes and shows them, once: nothing stored leads back to them. The answer to this form is the sheet
// itself and not a redirection to it. Sent again, the form has the same codes, so the sheet can be loaded again or saved as a
// file as long as it is on the screen.
func (h *Handler) drawCodes(c *fiber.Ctx) error {
	ctx, user := c.UserContext(), kit.User(c)
	round, err := h.Store.Round(ctx, user.Scope(), c.Params("round"))
	if err != nil {
		return err
	}
	lots, inputs, err := readLots(c, round)
	nonce, ok := kompass.ParseNonce(kit.Posted(c, "form"))
	if err == nil && !ok {
		err = &kompass.FieldError{Field: "codes", Code: "error.codes.none"}
	}
	var slips []rounds.Slip
	if err == nil {
		slips, err = h.Rounds.Draw(ctx, user.By(), round.ID, nonce, lots)
	}
	if err != nil {
		return h.renderMistakes(c, err, inputs...)
	}
	sheet, err := h.codeSheet(c, round, slips)
	if err != nil {
		return err
	}
	if kit.Posted(c, "format") == "csv" {
		return sendCodes(c, sheet)
	}
	for _, name := range append(inputs, "form") {
		sheet.Hidden = append(sheet.Hidden, views.Option{Text: name, Href: kit.Posted(c, name)})
	}
	return kit.RenderSigned(c, fiber.StatusOK, views.CodeSheetPage(sheet))
}

// readLots reads how many codes each team and perspective is to be given.
func readLots(c *fiber.Ctx, round kompass.Round) (lots []kompass.Lot, inputs []string, err error) {
	teams, perspectives := round.TeamIDs, append([]string{""}, round.Perspectives...)
	if len(teams) == 0 {
		teams = []string{""}
	}
	for _, team := range teams {
		for _, view := range perspectives {
			name := codeInput(team, view)
			inputs = append(inputs, name)
			raw := strings.TrimSpace(kit.Posted(c, name))
			if raw == "" {
				continue
			}
			n, bad := strconv.Atoi(raw)
			if bad != nil || n < 0 || n > kompass.MaxLot {
				err = &kompass.FieldError{Field: "codes", Code: "error.codes.many", Args: []any{"max", kompass.MaxLot}}
				continue
			}
			lots = append(lots, kompass.Lot{TeamID: team, Perspective: view, Codes: n})
		}
	}
	return lots, inputs, err
}

func (h *Handler) codeSheet(c *fiber.Ctx, round kompass.Round, slips []rounds.Slip) (views.CodeSheet, error) {
	ctx, user, z := c.UserContext(), kit.User(c), kit.Localizer(c)
	company, err := h.Store.Company(ctx, user.Scope(), round.CompanyID)
	if err != nil {
		return views.CodeSheet{}, err
	}
	teams, err := h.roundTeams(ctx, user, round)
	if err != nil {
		return views.CodeSheet{}, err
	}
	frozen, err := h.Rounds.Frozen(ctx, round)
	if err != nil {
		return views.CodeSheet{}, err
	}
	sheet := views.CodeSheet{Page: h.Titled(c, z.T("codes.title")+" – "+round.Title, false), Company: company.Name, Round: round, Home: h.BaseURL.Link(address.Home)}
	outcome, err := h.outcomeRow(c, round)
	if err != nil {
		return views.CodeSheet{}, err
	}
	if outcome != nil {
		sheet.Outcome = outcome.URL
	}
	sheet.Page.Crumbs = append(kit.CompanyCrumbs(z, company), views.Crumb{Text: round.Title, Href: address.Round(round.ID)}, views.Crumb{Text: z.T("codes.title")})
	sheet.Page.Scripts = append(sheet.Page.Scripts, "print.js")
	for _, slip := range slips {
		out, err := h.codeSlip(c, slip, teams, frozen.Questionnaire)
		if err != nil {
			return views.CodeSheet{}, err
		}
		sheet.Slips = append(sheet.Slips, out)
	}
	return sheet, nil
}

func (h *Handler) codeSlip(c *fiber.Ctx, slip rounds.Slip, teams []kompass.Team, q *questionnaire.Questionnaire) (views.CodeSlip, error) {
	out := views.CodeSlip{Code: slip.Code.Grouped(), URL: h.BaseURL.Questionnaire(slip.Code), Perspective: kit.PerspectiveTitle(c, q, slip.Perspective)}
	for _, t := range teams {
		if t.ID == slip.TeamID {
			out.Team = t.Name
		}
	}
	var err error
	out.QR, out.QRSize, err = qr.Path(out.URL)
	return out, err
}

// sendCodes sends the sheet as a file for whoever prints slips herself.
func sendCodes(c *fiber.Ctx, sheet views.CodeSheet) error {
	z := kit.Localizer(c)
	rows := [][]string{{z.T("team.name"), z.T("codes.perspective"), z.T("codes.code"), z.T("codes.url"), z.T("codes.outcome.column")}}
	for _, slip := range sheet.Slips {
		rows = append(rows, []string{slip.Team, slip.Perspective, slip.Code, slip.URL, sheet.Outcome})
	}
	var file bytes.Buffer
	if err := export.WriteTexts(&file, rows); err != nil {
		return err
	}
	c.Set(fiber.HeaderContentType, export.CSV.MediaType())
	c.Set(fiber.HeaderContentDisposition, kit.Attachment("codes.csv", "codes.csv"))
	c.Response().SetBody(file.Bytes())
	return nil
}
