package web

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"strconv"

	"github.com/gofiber/fiber/v2"

	"kompass/internal/chart"
	"kompass/internal/compare"
	"kompass/internal/i18n"
	"kompass/internal/kompass"
	"kompass/internal/naming"
	"kompass/internal/pdf"
	"kompass/internal/published"
	"kompass/internal/result"
	"kompass/internal/story"
	"kompass/internal/web/kit"
	"kompass/views"
)

// profileStore is what the cover of a report reads of a company.
type profileStore interface {
	Logo(ctx context.Context, scope kompass.Scope, companyID string) (kompass.Logo, error)
	Positioning(ctx context.Context, scope kompass.Scope, companyID string) (kompass.Positioning, error)
}

// reportAsked is which report is asked for: of which group, and since which round. It is about the latest round before
// where Since is "".
type reportAsked struct {
	group *result.Group
	since string
}

func (s *server) askedReport(c *fiber.Ctx, p published.Result) (reportAsked, error) {
	group, ok := p.Document.Find(groupKey(c))
	if !ok {
		return reportAsked{}, kompass.ErrNotFound
	}
	return reportAsked{group: group, since: c.Query("since")}, nil
}

// reportQuery is the query that asks for a report.
func reportQuery(asked reportAsked) string {
	query := url.Values{}
	for name, value := range asked.group.Key {
		query.Set(name, value)
	}
	if asked.since != "" {
		query.Set("since", asked.since)
	}
	return query.Encode()
}

func (s *server) showReport(c *fiber.Ctx, p published.Result) error {
	asked, err := s.askedReport(c, p)
	if err != nil {
		return err
	}
	m, err := s.report(c.UserContext(), kit.User(c), p, asked)
	if err != nil {
		return err
	}
	frame := s.Titled(c, m.Page.Title, false)
	m.Page.Path, m.Page.Viewer, m.Page.Section = frame.Path, frame.Viewer, frame.Section
	m.Page.Scripts = append(frame.Scripts, "print.js")
	m.Page.Crumbs = append(resultCrumbs(kit.Localizer(c), p),
		views.Crumb{Text: kit.Localizer(c).T("round.result"), Href: views.ResultHref(p.Round.ID, asked.group.Key)},
		views.Crumb{Text: kit.Localizer(c).T("report.open")})
	m.Tools = s.reportTools(p, asked, m.Tools.Since)
	return kit.RenderSigned(c, fiber.StatusOK, views.ReportPage(m))
}

func (s *server) reportTools(p published.Result, asked reportAsked, since []views.Choice) views.ReportTools {
	tools := views.ReportTools{Back: views.ResultHref(p.Round.ID, asked.group.Key), Since: since}
	if s.PDF == nil {
		return tools
	}
	if len(reportGroups(p.Document)) > 1 {
		tools.All = views.ReportHref(p.Round.ID, "reports", "")
	}
	tools.PDF = views.ReportHref(p.Round.ID, "report.pdf", reportQuery(asked))
	return tools
}

// sendReport makes the file while the browser waits. Where there is nothing to make it with, the page says so.
func (s *server) sendReport(c *fiber.Ctx, p published.Result) error {
	asked, err := s.askedReport(c, p)
	if err != nil {
		return err
	}
	if s.PDF == nil {
		return kit.Redirect(c, views.ReportHref(p.Round.ID, "report", reportQuery(asked)))
	}
	file, err := s.reportPDF(c.UserContext(), kit.User(c), p, asked)
	if err != nil {
		return err
	}
	c.Set(fiber.HeaderContentType, "application/pdf")
	c.Set(fiber.HeaderContentDisposition, kit.Attachment(naming.PlainFile(p.Round.ID)+".pdf", reportName(kit.Localizer(c), p, asked.group)+".pdf"))
	c.Response().SetBody(file)
	return nil
}

// reportPDF makes the file when it is its turn.
func (s *server) reportPDF(ctx context.Context, user kompass.User, p published.Result, asked reportAsked) (file []byte, err error) {
	m, err := s.report(ctx, user, p, asked)
	if err != nil {
		return nil, err
	}
	b, err := s.PDF.Open(ctx)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, b.Close()) }()
	return printReport(ctx, b, m)
}

// reportName is the name of the file without its ending.
func reportName(z i18n.Localizer, p published.Result, group *result.Group) string {
	parts := []string{z.T("report.kicker"), p.Document.Company, p.Document.Title}
	if len(group.Key) > 0 {
		parts = append([]string{z.T("report.kicker"), newTeller(z, p.Questionnaire, p.Document).Group(group.Key)}, parts[1:]...)
	}
	return naming.File(parts...)
}

// printReport prints a report twice: the first time to learn on which page each part stands.
func printReport(ctx context.Context, b *pdf.Browser, m views.Report) ([]byte, error) {
	m.Page.Standalone = true
	file, err := printOnce(ctx, b, m)
	if err != nil {
		return nil, err
	}
	if m.Pages, err = pdf.Anchors(file); err != nil {
		return nil, fmt.Errorf("pages of the report: %w", err)
	}
	if file, err = printOnce(ctx, b, m); err != nil {
		return nil, err
	}
	return pdf.Compact(file)
}

func printOnce(ctx context.Context, b *pdf.Browser, m views.Report) ([]byte, error) {
	var html bytes.Buffer
	if err := views.ReportPage(m).Render(ctx, &html); err != nil {
		return nil, err
	}
	return b.Print(ctx, inside.ReplaceAll(html.Bytes(), []byte("$1")))
}

// inside are links to other pages of the product, which lead nowhere from a file. Their text stays.
var inside = regexp.MustCompile(`(?s)<a href="/[^>]*>(.*?)</a>`)

// report makes the report of a group as far as a person may see it, without what a page puts around it.
func (s *server) report(ctx context.Context, user kompass.User, p published.Result, asked reportAsked) (views.Report, error) {
	z := i18n.From(ctx)
	series := p.Series(asked.group, nil)
	history, err := s.Published.History(ctx, user, p.Round.CompanyID)
	if err != nil {
		return views.Report{}, err
	}
	told, err := s.story(ctx, user, history, p, asked.group)
	if err != nil {
		return views.Report{}, err
	}
	m := views.Report{Page: reportPage(z, p, asked.group), Cover: views.Cover{Cover: story.CoverOf(z, series)}, Story: told,
		Fields: spreads(z, series, told), Hidden: views.HiddenGroups{MinGroup: p.Document.MinGroup, List: newTeller(z, p.Questionnaire, p.Document).hidden()}}
	if len(asked.group.Key) > 0 {
		m.Hidden = views.HiddenGroups{} // the report of a team says nothing of the others
	}
	if err := addChange(ctx, &m, history, p, asked); err != nil {
		return m, err
	}
	if m.Moved, err = s.moved(ctx, user, history, p, asked.group.Key); err != nil {
		return m, err
	}
	if m.Moved != nil {
		m.Moved.ListHref = ""
	}
	if err := s.addProfile(ctx, user, &m.Cover, p.Round.CompanyID); err != nil {
		return m, err
	}
	if m.Derived, err = story.DerivedOf(z, series); err != nil {
		return m, err
	}
	return m, s.addSpreads(ctx, &m, p, asked.group)
}

// spreads are the spreads of a report, still without their charts.
func spreads(z i18n.Localizer, series compare.Series, told views.Story) []views.ReportField {
	var out []views.ReportField
	for _, one := range story.SpreadsOf(z, series, told.Story) {
		out = append(out, views.ReportField{Spread: one})
	}
	return out
}

// addProfile puts on the cover how the company looks, what it promises and what it deliberately does not offer.
func (s *server) addProfile(ctx context.Context, user kompass.User, c *views.Cover, companyID string) error {
	logo, err := s.Store.Logo(ctx, user.Scope(), companyID)
	if err != nil && !errors.Is(err, kompass.ErrNotFound) {
		return err
	}
	if logo.Present() {
		c.Logo, c.LogoSize = logo.DataURI(), [2]string{strconv.Itoa(logo.Width), strconv.Itoa(logo.Height)}
	}
	stands, err := s.Store.Positioning(ctx, user.Scope(), companyID)
	if err != nil {
		return err
	}
	c.Promise, c.Omitted = stands.Promise, stands.Omitted
	return s.addContacts(ctx, user, c, companyID)
}

// addContacts puts on the cover whom to ask at the company, and who sends the report.
func (s *server) addContacts(ctx context.Context, user kompass.User, c *views.Cover, companyID string) error {
	company, err := s.Store.Company(ctx, user.Scope(), companyID)
	if err != nil {
		return err
	}
	sender, err := s.Sender(ctx)
	if err != nil {
		return err
	}
	if !company.Contact.Empty() {
		c.Contact = new(views.ContactFact(ctx, company.Contact))
	}
	c.Sender = views.SenderLine(sender.Sender)
	c.SenderLogo, err = s.senderLogo(ctx, sender)
	return err
}

// reportPage is the frame of a report: its title, and what runs at the top of every sheet.
func reportPage(z i18n.Localizer, p published.Result, group *result.Group) views.Page {
	page := views.Page{Area: views.AreaReport}
	pairs := []any{"round", p.Document.Title, "company", p.Document.Company}
	if len(group.Key) == 0 {
		page.Title, page.Running = z.T("report.title", pairs...), z.T("report.running", pairs...)
		return page
	}
	pairs = append(pairs, "group", newTeller(z, p.Questionnaire, p.Document).Group(group.Key))
	page.Title, page.Running = z.T("report.title.group", pairs...), z.T("report.running.group", pairs...)
	return page
}

// addSpreads draws where each field stands: on the compass, and on the scale.
func (s *server) addSpreads(ctx context.Context, m *views.Report, p published.Result, group *result.Group) error {
	t := newTeller(i18n.From(ctx), p.Questionnaire, p.Document)
	for i := range m.Fields {
		f := &m.Fields[i]
		given, ok := group.Field(f.Rows.ID)
		if !ok || !given.Shown {
			continue
		}
		radar, _ := t.compass(group)
		radar.Compact, radar.Width, radar.Height = true, 0, 0
		radar.Title = t.z.T("report.position", "field", f.Rows.Title)
		radar.Markers = []chart.Markers{{Name: f.Rows.Title, Values: t.only(t.means(group), f.Rows.ID)}}
		svg, err := s.Charts.Radar(ctx, radar)
		if err != nil {
			return err
		}
		f.Charts.Radar.Wide = views.SVG(svg)
		if f.Charts.Dots, err = s.dots(ctx, t.fieldPlot(group, f.Rows.ID, f.Rows.Title)); err != nil {
			return err
		}
		f.Charts.DotsLegend = t.dotsLegend()
	}
	return nil
}

// only keeps the value of one field.
func (t teller) only(values []*float64, field string) []*float64 {
	out := make([]*float64, len(values))
	for i, f := range t.q.Fields {
		if f.ID == field {
			out[i] = values[i]
		}
	}
	return out
}

// fieldPlot is the part of a dot plot that is about one field.
func (t teller) fieldPlot(group *result.Group, field, title string) chart.Dots {
	all := t.plot(group)
	part := all
	part.Title, part.Rows = t.z.T("report.plot", "field", title), nil
	for i, place := range t.dotPlaces(group) {
		if place.Field == field {
			part.Rows = append(part.Rows, all.Rows[i])
		}
	}
	return part
}
