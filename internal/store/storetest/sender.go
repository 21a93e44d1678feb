package storetest

import (
	"context"
	"reflect"

	"kompass/internal/kompass"
)

// Senders keeps who asks.
type Senders interface {
	SetSettings(ctx context.Context, actor string, values map[string]string, shown ...kompass.Digest) error
	SetSender(ctx context.Context, actor string, sender kompass.Sender, shown ...kompass.Digest) error
	SetSenderLogo(ctx context.Context, actor string, l kompass.Logo, shown ...kompass.Digest) error
	Sender(ctx context.Context) (kompass.Sender, error)
}

var senderTests = []test{
	{"who asks is returned as it was stored, with logo and texts", func(f *fixture) {
		if got, err := f.s.Sender(f.ctx); err != nil || !got.Empty() {
			f.Fatalf("got %+v, %v, want nothing yet", got, err)
		}
		want := kompass.Sender{Contact: kompass.Contact{Name: "Anna Nord", Email: "anna@example.org", Phone: "030 1"}, Web: "https://example.org"}
		f.must(f.s.SetSender(f.ctx, actor, want))
		first, second := kompass.NewLogo([]byte("one"), 3, 2), kompass.NewLogo([]byte("two"), 5, 4)
		f.must(f.s.SetSenderLogo(f.ctx, actor, first))
		f.must(f.s.SetSenderLogo(f.ctx, actor, second))
		f.must(f.s.SetSettings(f.ctx, actor, map[string]string{"sender-text.de": "Hallo"}))
		want.Logo, want.Texts = second.LogoRef, map[string]string{"de": "Hallo"}
		got, err := f.s.Sender(f.ctx)
		if f.must(err); !reflect.DeepEqual(got, want) {
			f.Errorf("got %+v, want %+v", got, want)
		}
		picture, err := f.s.LogoByHash(f.ctx, second.Hash)
		if f.must(err); string(picture.PNG) != "two" || picture.LogoRef != second.LogoRef {
			f.Errorf("got %+v, want the second logo", picture)
		}
		_, err = f.s.LogoByHash(f.ctx, first.Hash)
		f.wantErr(err, kompass.ErrNotFound)
		f.must(f.s.SetSenderLogo(f.ctx, actor, kompass.Logo{}))
		f.must(f.s.SetSender(f.ctx, actor, kompass.Sender{}))
		f.must(f.s.SetSettings(f.ctx, actor, map[string]string{"sender-text.de": ""}))
		if got, err := f.s.Sender(f.ctx); err != nil || !got.Empty() {
			f.Errorf("got %+v, %v, want nothing any more", got, err)
		}
	}},
	{"the audit trail names what became another setting, and no value", func(f *fixture) {
		f.must(f.s.SetSettings(f.ctx, actor, map[string]string{"a": "geheim", "b": "x", "c": ""}))
		f.must(f.s.SetSettings(f.ctx, actor, map[string]string{"a": "geheim", "b": "y"}))
		entries, err := f.s.AuditLines(f.ctx, kompass.AuditFilter{Limit: 10})
		f.must(err)
		var got []string
		for _, e := range entries {
			got = append(got, e.Action+" "+e.Object+e.Detail)
		}
		if want := []string{"setting.change b", "setting.change b", "setting.change a"}; !reflect.DeepEqual(got, want) {
			f.Errorf("got %v, want %v", got, want)
		}
	}},
}
