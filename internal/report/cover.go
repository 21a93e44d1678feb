package report

import (
	"context"
	"errors"
	"strconv"

	"kompass/internal/kompass"
	"kompass/views"
)

// addProfile puts on the cover how the company looks, what it promises and what it deliberately does not offer.
func (r *Maker) addProfile(ctx context.Context, user kompass.User, c *views.Cover, companyID string) error {
	logo, err := r.Store.Logo(ctx, user.Scope(), companyID)
	if err != nil && !errors.Is(err, kompass.ErrNotFound) {
		return err
	}
	if logo.Present() {
		c.Logo, c.LogoSize = logo.DataURI(), [2]string{strconv.Itoa(logo.Width), strconv.Itoa(logo.Height)}
	}
	stands, err := r.Store.Positioning(ctx, user.Scope(), companyID)
	if err != nil {
		return err
	}
	c.Promise, c.Omitted = stands.Promise, stands.Omitted
	return r.addContacts(ctx, user, c, companyID)
}

// addContacts puts on the cover whom to ask at the company, and who sends the report.
func (r *Maker) addContacts(ctx context.Context, user kompass.User, c *views.Cover, companyID string) error {
	company, err := r.Store.Company(ctx, user.Scope(), companyID)
	if err != nil {
		return err
	}
	sender, err := r.Store.Sender(ctx)
	if err != nil {
		return err
	}
	if !company.Contact.Empty() {
		c.Contact = new(views.ContactFact(ctx, company.Contact))
	}
	c.Sender = views.SenderLine(sender)
	c.SenderLogo, err = r.senderLogo(ctx, sender)
	return err
}

// senderLogo is the sender's logo with the picture itself, empty where there is none.
func (r *Maker) senderLogo(ctx context.Context, sender kompass.Sender) (views.Picture, error) {
	if !sender.Logo.Present() {
		return views.Picture{}, nil
	}
	logo, err := r.Store.LogoByHash(ctx, sender.Logo.Hash)
	if errors.Is(err, kompass.ErrNotFound) {
		return views.Picture{}, nil
	}
	return views.PictureOf(ctx, logo, sender.Name), err
}
