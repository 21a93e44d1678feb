package web

import (
	"bytes"
	"context"
	"net/url"
	"slices"
	"time"

	"github.com/gofiber/fiber/v2"

	"kompass/internal/address"
	"kompass/internal/calendar"
	"kompass/internal/export"
	"kompass/internal/i18n"
	"kompass/internal/kompass"
	"kompass/internal/naming"
	"kompass/internal/pagination"
	"kompass/internal/questionnaire"
	"kompass/internal/web/kit"
	"kompass/views"
)

// How many measures one page and a file, or all pages together, hold at most, and how many days before its day a measure is due soon.
const (
	measuresOnPage = 300
	measuresInFile = 10_000
	measureSoon    = 14
)

// today is the day it is where the product's people are.
func (s *server) today() string { return s.dayIn(0) }

func (s *server) dayIn(days int) string {
	return s.Now().In(i18n.Zone()).AddDate(0, 0, days).Format(time.DateOnly)
}

// askedMeasures reads the selection of a list from the address. What it does not know limits nothing.
func (s *resultDesk) askedMeasures(c *fiber.Ctx) (views.MeasureFilter, kompass.MeasureFilter) {
	company := c.Params("company")
	if company == "" {
		company = c.Query("company")
	}
	asked := views.MeasureFilter{Company: company, List: c.Query("list"), State: c.Query("state"), Due: c.Query("due")}
	f := kompass.MeasureFilter{CompanyID: company}
	var err error
	if f.List, err = kompass.ParseMeasureList(asked.List); err != nil {
		asked.List = ""
	}
	if f.State, err = kompass.ParseMeasureState(asked.State); err != nil {
		f.Open = asked.State == "open"
		if !f.Open {
			asked.State = ""
		}
	}
	switch asked.Due {
	case "overdue":
		f.Open, f.DueUntil = true, s.dayIn(-1)
	case "soon":
		f.Open, f.DueFrom, f.DueUntil = true, s.today(), s.dayIn(measureSoon)
	default:
		asked.Due = ""
	}
	return asked, f
}

func (s *resultDesk) listMeasures(c *fiber.Ctx) error {
	ctx, user, z := c.UserContext(), kit.User(c), kit.Localizer(c)
	asked, filter := s.askedMeasures(c)
	filter.Limit = measuresInFile
	entries, err := s.Store.Measures(ctx, user.Scope(), filter)
	if err != nil {
		return err
	}
	model := views.Measures{Page: s.Page(c, "measures.title"), Filter: asked, Any: len(entries) > 0, FileHref: measureFile(asked)}
	model.Page.Section = views.SectionMeasures
	if err := s.addMeasureCompanies(c, &model); err != nil {
		return err
	}
	// What is still to be done stands first, on the first page; within that, and among the rest, the earliest day does.
	slices.SortStableFunc(entries, func(a, b kompass.MeasureEntry) int { return openFirst(a) - openFirst(b) })
	page := pagination.Of(kit.At(c), "page", len(entries), measuresOnPage)
	model.Pages = page.Links
	rows, err := s.measureRows(c, entries[page.From:page.To], model.Company != nil)
	if err != nil {
		return err
	}
	for _, list := range kompass.MeasureLists {
		if filter.List == "" || filter.List == list {
			model.Lists = append(model.Lists, views.MeasureGroup{List: list, Rows: rows[list]})
		}
	}
	model.Page.Crumbs = kit.OverviewCrumbs(z)
	if model.Company != nil {
		model.Page.Title = z.T("measures.of", "company", model.Company.Name)
		model.Page.Crumbs = kit.CompanyCrumbs(z, *model.Company)
	}
	model.Page.Crumbs = append(model.Page.Crumbs, views.Crumb{Text: z.T("measures.title")})
	return kit.RenderSigned(c, fiber.StatusOK, views.MeasuresPage(model))
}

func openFirst(m kompass.MeasureEntry) int {
	if m.Open() {
		return 0
	}
	return 1
}

// measureFile is the address of the file with the same selection.
func measureFile(asked views.MeasureFilter) string {
	query := url.Values{}
	for name, value := range map[string]string{"company": asked.Company, "list": asked.List, "state": asked.State, "due": asked.Due} {
		if value != "" {
			query.Set(name, value)
		}
	}
	return address.With(address.MeasuresFile, query.Encode())
}

// addMeasureCompanies fills in the company of the list, or those to choose among.
func (s *resultDesk) addMeasureCompanies(c *fiber.Ctx, model *views.Measures) error {
	ctx, user := c.UserContext(), kit.User(c)
	id := c.Params("company")
	if id == "" && user.CompanyID != "" {
		id = user.CompanyID // a coordinator has one company: her list is its list
	}
	if id == "" {
		companies, err := s.Store.Companies(ctx, user.Scope())
		model.Companies = append(model.Companies, views.SelectOption{Text: kit.Localizer(c).T("measures.filter.all")})
		for _, one := range companies {
			model.Companies = append(model.Companies, views.SelectOption{Value: one.ID, Text: one.Name})
		}
		return err
	}
	company, err := s.Store.Company(ctx, user.Scope(), id)
	if err != nil {
		return err
	}
	model.Company, model.Filter.Company = &company, ""
	rounds, err := s.roundRows(ctx, user, id)
	if i := slices.IndexFunc(rounds, func(r views.RoundRow) bool { return r.HasResult }); i >= 0 {
		model.NewHref = address.NewMeasure(rounds[i].Round.ID, "", kompass.Aim{})
	}
	return err
}

// measureRows writes measures out, by list. A page of one company does not name it with each.
func (s *resultDesk) measureRows(c *fiber.Ctx, entries []kompass.MeasureEntry, oneCompany bool) (map[kompass.MeasureList][]views.MeasureRow, error) {
	z, today := kit.Localizer(c), s.today()
	asked, err := s.askedOf(c.UserContext(), kit.User(c), entries)
	if err != nil {
		return nil, err
	}
	rows := map[kompass.MeasureList][]views.MeasureRow{}
	for _, m := range entries {
		row := views.MeasureRow{
			ID: m.ID, What: m.What, Who: m.Who, Note: m.Note, Due: z.Day(m.Due), Aims: naming.Questions(z, asked[m.RoundID]).Aims(m.Aims),
			State: m.State, Since: z.T("measures.state.since", "date", z.Date(m.Changed)), Back: c.OriginalURL(),
			Context: measureContext(z, m, oneCompany),
		}
		switch {
		case m.Overdue(today):
			row.DueNote = z.T("measures.due.overdue")
		case m.Open() && m.Due == today:
			row.DueNote = z.T("measures.due.today")
		case m.DueSoon(today, s.dayIn(measureSoon)):
			row.DueNote = z.T("measures.due.soon")
		}
		rows[m.List] = append(rows[m.List], row)
	}
	return rows, nil
}

func measureContext(z i18n.Localizer, m kompass.MeasureEntry, oneCompany bool) string {
	text := z.T("measures.from", "round", m.Round)
	if m.Team != "" {
		text = m.Team + " · " + text
	}
	if !oneCompany {
		text = m.Company + " · " + text
	}
	return text
}

// askedOf returns the questionnaires of the rounds that measures came from.
func (s *resultDesk) askedOf(ctx context.Context, user kompass.User, entries []kompass.MeasureEntry) (map[string]*questionnaire.Questionnaire, error) {
	out := map[string]*questionnaire.Questionnaire{}
	for _, m := range entries {
		if out[m.RoundID] != nil {
			continue
		}
		round, err := s.Store.Round(ctx, user.Scope(), m.RoundID)
		if err != nil {
			return nil, err
		}
		frozen, err := s.Rounds.Frozen(ctx, round)
		if err != nil {
			return nil, err
		}
		out[m.RoundID] = frozen.Questionnaire
	}
	return out, nil
}

// sendMeasureDate sends the day of a measure for a calendar.
func (s *resultDesk) sendMeasureDate(c *fiber.Ctx) error {
	m, err := s.Store.Measure(c.UserContext(), kit.User(c).Scope(), c.Params("measure"))
	if err != nil {
		return err
	}
	day, err := time.Parse(time.DateOnly, m.Due)
	if err != nil {
		return err
	}
	z := kit.Localizer(c)
	return kit.SendDates(c, "measure", calendar.File(s.Now(), calendar.Event{
		UID: "measure-" + m.ID + "@" + s.BaseURL.Host(), Day: day, Summary: m.What,
		Description: z.T("dates.measure.text", "who", m.Who, "round", m.Round, "company", m.Company), URL: s.BaseURL.Link(address.Measure(m.ID)),
	}))
}

// downloadMeasures sends the selection as a file, whole or not at all.
func (s *resultDesk) downloadMeasures(c *fiber.Ctx) error {
	done, err := s.files.Acquire(c.UserContext())
	if err != nil {
		return err
	}
	defer done()
	ctx, user, z := c.UserContext(), kit.User(c), kit.Localizer(c)
	_, filter := s.askedMeasures(c)
	filter.Limit = measuresInFile
	entries, err := s.Store.Measures(ctx, user.Scope(), filter)
	if err != nil {
		return err
	}
	asked, err := s.askedOf(ctx, user, entries)
	if err != nil {
		return err
	}
	lines := make([]export.MeasureLine, len(entries))
	for i, m := range entries {
		lines[i] = export.MeasureLine{MeasureEntry: m, AimText: naming.Questions(z, asked[m.RoundID]).Aims(m.Aims)}
	}
	var file bytes.Buffer
	if err := export.WriteMeasures(&file, z, lines); err != nil {
		return err
	}
	c.Set(fiber.HeaderContentType, export.CSV.MediaType())
	c.Set(fiber.HeaderContentDisposition, kit.Attachment("kompass-measures.csv", z.T("measures.title")+".csv"))
	c.Response().SetBody(file.Bytes())
	return nil
}
