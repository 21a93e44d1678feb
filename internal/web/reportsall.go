package web

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strconv"
	"time"

	"github.com/gofiber/fiber/v2"

	"kompass/internal/i18n"
	"kompass/internal/kompass"
	"kompass/internal/naming"
	"kompass/internal/published"
	"kompass/internal/result"
	"kompass/internal/web/kit"
	"kompass/views"
)

// jobPause is after how many seconds the page of a job that runs asks again.
const jobPause = 2

// showReports is the page on which all reports of a round are made: how far that has come, and the file.
func (s *server) showReports(c *fiber.Ctx, p published.Result) error {
	z := kit.Localizer(c)
	m := views.Reports{Page: s.Titled(c, z.T("reports.title", "round", p.Document.Title, "company", p.Document.Company), false),
		RoundID: p.Round.ID, Groups: len(reportGroups(p.Document)), CanMake: s.PDF != nil}
	m.Page.Crumbs = append(resultCrumbs(z, p),
		views.Crumb{Text: z.T("report.open"), Href: views.ReportHref(p.Round.ID, "report", "")},
		views.Crumb{Text: z.T("report.all")})
	state, ok := s.jobs.state(kit.User(c).ID, p.Round.ID)
	if ok {
		m.Running, m.Done, m.Total, m.Failed, m.Ready = !state.Ended, state.Done, state.Total, state.Failed, state.Ended && !state.Failed
	}
	if m.Running {
		c.Set("Refresh", strconv.Itoa(jobPause))
	}
	return kit.RenderSigned(c, fiber.StatusOK, views.ReportsPage(m))
}

// makeReports starts the job and leads to the page that tells how far it is.
func (s *server) makeReports(c *fiber.Ctx, p published.Result) error {
	back := views.ReportHref(p.Round.ID, "reports", "")
	if s.PDF == nil {
		return kit.Redirect(c, back)
	}
	user, groups := kit.User(c), reportGroups(p.Document)
	ctx, cancel := context.WithCancel(context.WithoutCancel(c.UserContext()))
	job := &reportJob{round: p.Round.ID, total: len(groups), cancel: cancel}
	if !s.jobs.start(user.ID, job) {
		cancel()
		return fmt.Errorf("%w: %w", fiber.ErrServiceUnavailable, errJobs)
	}
	go s.runReports(ctx, user, job, s.reportFiles(ctx, user, p, groups))
	time.AfterFunc(keepJob, func() { s.jobs.drop(user.ID, job) })
	return kit.Redirect(c, back)
}

func (s *server) runReports(ctx context.Context, user kompass.User, job *reportJob, files []reportFile) {
	if err := s.jobs.run(ctx, user.ID, job, files); err != nil && !errors.Is(err, context.Canceled) {
		s.Log.LogAttrs(ctx, slog.LevelError, "reports failed", slog.String("error", err.Error()))
	}
}

// reportFiles names the files of a job. Every file waits for its own turn, so that others are printed in between.
func (s *server) reportFiles(ctx context.Context, user kompass.User, p published.Result, groups []*result.Group) []reportFile {
	z := i18n.From(ctx)
	var files []reportFile
	taken := map[string]bool{}
	for _, g := range groups {
		name := reportName(z, p, g)
		if name == "" || taken[name] {
			name = naming.File(name, strconv.Itoa(len(files)+1))
		}
		taken[name] = true
		files = append(files, reportFile{name: name + ".pdf", make: func(ctx context.Context) ([]byte, error) {
			return s.reportPDF(ctx, user, p, reportAsked{group: g})
		}})
	}
	return files
}

// cancelReports ends the job of the user and throws its file away.
func (s *server) cancelReports(c *fiber.Ctx, p published.Result) error {
	if _, ok := s.jobs.state(kit.User(c).ID, p.Round.ID); ok {
		s.jobs.drop(kit.User(c).ID, nil)
	}
	return kit.Redirect(c, views.ReportHref(p.Round.ID, "reports", ""))
}

// sendReports sends the archive, once. Who has fetched it, or comes too late, is led to the page that makes another.
func (s *server) sendReports(c *fiber.Ctx, p published.Result) error {
	file, err := s.jobs.take(kit.User(c).ID, p.Round.ID)
	if errors.Is(err, kompass.ErrNotFound) {
		return kit.Redirect(c, views.ReportHref(p.Round.ID, "reports", ""))
	}
	if err != nil {
		return err
	}
	name := naming.File(kit.Localizer(c).T("reports.file"), p.Document.Company, p.Document.Title)
	c.Set(fiber.HeaderContentType, "application/zip")
	c.Set(fiber.HeaderContentDisposition, kit.Attachment(naming.PlainFile(p.Round.ID)+".zip", name+".zip"))
	c.Response().SetBody(file)
	return nil
}
