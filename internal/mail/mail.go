// Package mail sends mails of plain text by SMTP, to one recipient each.
package mail

import (
	"context"
	"errors"
	"fmt"
	"net"
	"strings"
	"time"

	gomail "github.com/wneessen/go-mail"
)

// Server is a mail server that takes mails of this product. Without a User it is asked without a password.
type Server struct {
	Host     string
	Port     int // 465 speaks TLS from the start; other ports switch to it, save on this machine itself
	User     string
	Password string
	From     string // the address of the sender, with or without a name
}

// timeout is how long the server may take for each step.
const timeout = 20 * time.Second

// implicitTLS is the port on which TLS needs no switching to.
const implicitTLS = 465

// ErrSender means that the address of the sender is none.
var ErrSender = errors.New("no address of a sender")

// Check refuses settings with which no mail could be sent, without asking the server.
func (s Server) Check() error {
	if err := gomail.NewMsg().From(s.From); err != nil {
		return fmt.Errorf("%w: %w", ErrSender, err)
	}
	_, err := s.client()
	return err
}

// Send sends one mail. What would add headers or recipients is refused by the message, not cleaned.
func (s Server) Send(ctx context.Context, to, subject, text string) error {
	m := gomail.NewMsg()
	if err := m.From(s.From); err != nil {
		return fmt.Errorf("address of the sender: %w", err)
	}
	if err := m.To(to); err != nil {
		return fmt.Errorf("address of the recipient: %w", err)
	}
	m.Subject(subject)
	m.SetDate()
	m.SetMessageID()
	m.SetGenHeader(gomail.Header("Auto-Submitted"), "auto-generated")
	m.SetBodyString(gomail.TypeTextPlain, text)
	c, err := s.client()
	if err != nil {
		return err
	}
	if err := c.DialAndSendWithContext(ctx, m); err != nil {
		// The error ends in a log, and may quote whom the mail was for.
		return errors.New("send mail: " + strings.ReplaceAll(err.Error(), to, "(recipient)"))
	}
	return nil
}

func (s Server) client() (*gomail.Client, error) {
	options := []gomail.Option{gomail.WithPort(s.Port), gomail.WithTimeout(timeout), gomail.WithTLSPolicy(gomail.TLSMandatory)}
	switch {
	case s.Port == implicitTLS:
		options = append(options, gomail.WithSSL())
	case s.local():
		options = append(options, gomail.WithTLSPolicy(gomail.NoTLS))
	}
	if s.User != "" {
		options = append(options, gomail.WithSMTPAuth(gomail.SMTPAuthAutoDiscover), gomail.WithUsername(s.User), gomail.WithPassword(s.Password))
	}
	c, err := gomail.NewClient(s.Host, options...)
	if err != nil {
		return nil, fmt.Errorf("mail server: %w", err)
	}
	return c, nil
}

// local reports whether the server runs on this machine, where nobody listens in between.
func (s Server) local() bool {
	ip := net.ParseIP(s.Host)
	return s.Host == "localhost" || ip != nil && ip.IsLoopback()
}
