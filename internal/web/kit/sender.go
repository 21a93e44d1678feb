package kit

import (
	"context"
	"time"

	"kompass/internal/i18n"
	"kompass/internal/kompass"
	"kompass/views"
)

// knownSender is who asks, as last read.
type knownSender struct {
	kompass.Sender
	at time.Time
}

// rememberSender is how long that holds where another process may have changed it.
const rememberSender = time.Minute

// Sender is who asks, with her words in the language of the page. Every page of participants asks for it, so it is
// remembered for a minute, or until it changes here.
func (k *Kit) Sender(ctx context.Context) (views.Sender, error) {
	known := k.senders.Load()
	now := k.Now()
	if known == nil || now.Before(known.at) || now.Sub(known.at) >= rememberSender {
		read, err := k.Store.Sender(ctx)
		if err != nil {
			return views.Sender{}, err
		}
		known = &knownSender{read, now}
		k.senders.Store(known)
	}
	return views.Sender{Sender: known.Sender, Text: ChooseText(func(l i18n.Lang) string { return known.Texts[string(l)] }, i18n.From(ctx).Lang())}, nil
}

// ForgetSender makes the next page read anew who asks.
func (k *Kit) ForgetSender() { k.senders.Store(nil) }

// ChooseText takes the text in the language of the page, else the one there is.
func ChooseText(text func(i18n.Lang) string, lang i18n.Lang) views.OwnText {
	if own := views.NewOwnText(text(lang), ""); !own.Empty() {
		return own
	}
	for _, other := range i18n.Langs {
		if own := views.NewOwnText(text(other), string(other)); !own.Empty() {
			return own
		}
	}
	return views.OwnText{}
}
