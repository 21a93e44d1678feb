package main

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"strconv"
	"strings"

	"github.com/urfave/cli/v3"

	"kompass/internal/forgotten"
	"kompass/internal/mail"
)

// mailFlags say through which server mails go; without a host none are sent.
func mailFlags() []cli.Flag {
	return []cli.Flag{
		&cli.StringFlag{Name: "smtp-host", Usage: "`HOST` of the mail server; without one no mails are sent", Sources: environment("KOMPASS_SMTP_HOST")},
		&cli.IntFlag{Name: "smtp-port", Usage: "`PORT` of the mail server; 465 speaks TLS from the start", Value: 587, Sources: environment("KOMPASS_SMTP_PORT")},
		&cli.StringFlag{Name: "smtp-user", Usage: "`NAME` to sign in to the mail server with", Sources: environment("KOMPASS_SMTP_USER")},
		&cli.StringFlag{Name: "smtp-password", Usage: "`PASSWORD` to sign in to the mail server with; better in a variable or a file", Sources: environment("KOMPASS_SMTP_PASSWORD")},
		&cli.StringFlag{Name: "smtp-password-file", Usage: "`FILE` that holds the password", Sources: environment("KOMPASS_SMTP_PASSWORD_FILE")},
		&cli.StringFlag{Name: "smtp-from", Usage: "`ADDRESS` that mails come from", Sources: environment("KOMPASS_SMTP_FROM")},
	}
}

// mailServer returns the mail server of the flags, and false where there is none.
func mailServer(c *cli.Command) (mail.Server, bool, error) {
	s := mail.Server{
		Host: c.String("smtp-host"), Port: c.Int("smtp-port"), User: c.String("smtp-user"), Password: c.String("smtp-password"), From: c.String("smtp-from"),
	}
	if s.Host == "" {
		return s, false, nil
	}
	if file := c.String("smtp-password-file"); file != "" {
		text, err := os.ReadFile(file)
		if err != nil {
			return s, false, err
		}
		s.Password = strings.TrimRight(string(text), "\r\n")
	}
	if err := s.Check(); err != nil {
		return s, false, aboutMailServer(err, s)
	}
	return s, true, nil
}

// passwordDesk returns what mails links to new passwords while ctx lasts, nil where no mails are sent.
func (t *tools) passwordDesk(ctx context.Context, c *cli.Command, log *slog.Logger) (*forgotten.Desk, error) {
	server, ok, err := mailServer(c)
	if err != nil || !ok {
		return nil, err
	}
	desk := forgotten.New(t.Auth, server, t.Base.Setup, func(err error) {
		log.LogAttrs(ctx, slog.LevelError, "mail failed", slog.String("error", err.Error()))
	})
	go desk.Run(ctx)
	return desk, nil
}

// aboutMailServer says which setting of the mail server is wrong.
func aboutMailServer(err error, s mail.Server) error {
	if errors.Is(err, mail.ErrSender) {
		return usageError{told{"cli.usage.smtp_from", []any{"value", s.From}, err}}
	}
	return usageError{told{"cli.usage.smtp", []any{"host", s.Host, "port", strconv.Itoa(s.Port)}, err}}
}
