package web

import (
	"errors"
	"fmt"
	"strconv"

	"github.com/gofiber/fiber/v2"

	"kompass/internal/address"
	"kompass/internal/kompass"
	"kompass/internal/naming"
	"kompass/internal/published"
	"kompass/internal/report"
	"kompass/internal/web/kit"
	"kompass/views"
)

// jobPause is after how many seconds the page of a job that runs asks again.
const jobPause = 2

// showReports is the page on which all reports of a round are made: how far that has come, and the file.
func (s *resultDesk) showReports(c *fiber.Ctx, p published.Result) error {
	z := kit.Localizer(c)
	m := views.Reports{Page: s.Titled(c, z.T("reports.title", "round", p.Document.Title, "company", p.Document.Company), false),
		RoundID: p.Round.ID, Groups: len(report.Groups(p.Document)), CanMake: s.PDF != nil}
	m.Page.Crumbs = append(resultCrumbs(z, p),
		views.Crumb{Text: report.KindName(z, report.Default), Href: address.Report(p.Round.ID)},
		views.Crumb{Text: z.T("report.all")})
	state, ok := s.jobs.State(kit.User(c).ID, p.Round.ID)
	if ok {
		m.Running, m.Done, m.Total, m.Failed, m.Ready = !state.Ended, state.Done, state.Total, state.Failed, state.Ended && !state.Failed
	}
	if m.Running {
		c.Set("Refresh", strconv.Itoa(jobPause))
	}
	return kit.RenderSigned(c, fiber.StatusOK, views.ReportsPage(m))
}

// makeReports starts the job and leads to the page that tells how far it is.
func (s *resultDesk) makeReports(c *fiber.Ctx, p published.Result) error {
	back := address.Reports(p.Round.ID)
	if s.PDF == nil {
		return kit.Redirect(c, back)
	}
	if err := s.jobs.Begin(c.UserContext(), s.reports, kit.User(c), p); errors.Is(err, report.ErrJobs) {
		return fmt.Errorf("%w: %w", fiber.ErrServiceUnavailable, err)
	} else if err != nil {
		return err
	}
	return kit.Redirect(c, back)
}

// cancelReports ends the job of the user and throws its file away.
func (s *resultDesk) cancelReports(c *fiber.Ctx, p published.Result) error {
	s.jobs.Cancel(kit.User(c).ID, p.Round.ID)
	return kit.Redirect(c, address.Reports(p.Round.ID))
}

// sendReports sends the archive, once. Who has fetched it, or comes too late, is led to the page that makes another.
func (s *resultDesk) sendReports(c *fiber.Ctx, p published.Result) error {
	if c.Method() == fiber.MethodHead { // what is looked at is not taken
		return kit.Redirect(c, address.Reports(p.Round.ID))
	}
	file, err := s.jobs.Take(kit.User(c).ID, p.Round.ID)
	if errors.Is(err, kompass.ErrNotFound) {
		return kit.Redirect(c, address.Reports(p.Round.ID))
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
