package storetest

import (
	"context"
	"slices"

	"kompass/internal/kompass"
)

// Shares keeps what those who answered see of a result.
type Shares interface {
	Sharing(ctx context.Context, scope kompass.Scope, roundID string) (kompass.Sharing, error)
	SetShare(ctx context.Context, by kompass.By, roundID string, share kompass.Share, shown ...kompass.Digest) error
	SwitchShare(ctx context.Context, by kompass.By, roundID string, on bool) (kompass.Code, error)
}

func (f *fixture) sharing(r kompass.Round) kompass.Sharing {
	f.Helper()
	got, err := f.s.Sharing(f.ctx, everything, r.ID)
	f.must(err)
	return got
}

var shareTests = []test{
	{"a result is shared from its release on, at an address of its own, and no longer when that is said", func(f *fixture) {
		by := kompass.Unlimited(actor)
		r := f.round()
		_, err := f.s.SwitchShare(f.ctx, by, r.ID, true)
		f.wantErr(err, kompass.ErrStillOpen)
		f.close(r, true)
		_, err = f.s.SwitchShare(f.ctx, by, r.ID, true)
		f.wantErr(err, kompass.ErrUnreleased)
		f.must(f.s.Release(f.ctx, by, r.ID))
		if got := f.sharing(r); got.On || got.Code != "" || len(got.Parts) != len(kompass.ShareParts) {
			f.Errorf("got %+v before anybody shared it, want all parts, and not shown", got)
		}
		code, err := f.s.SwitchShare(f.ctx, by, r.ID, true)
		f.must(err)
		if got := f.sharing(r); !got.On || got.Code != code || code == "" {
			f.Errorf("got %+v, want it shown at %q", got, code)
		}
		a, err := f.s.Access(f.ctx, code)
		if f.must(err); a.Round.ID != r.ID || !a.Link.Outcome || a.Link.Once {
			f.Errorf("the address leads to %+v of %s, want the result of %s", a.Link, a.Round.ID, r.ID)
		}
		if again, err := f.s.SwitchShare(f.ctx, by, r.ID, true); err != nil || again != code {
			f.Errorf("got %q and %v the second time, want the same address", again, err)
		}
		_, err = f.s.SwitchShare(f.ctx, by, r.ID, false)
		if f.must(err); f.sharing(r).On {
			f.Error("it is still shown")
		}
		if got, want := f.actions(3), []string{"round.unshare", "round.share", "round.release"}; !slices.Equal(got, want) {
			f.Errorf("the trail has %q, want %q", got, want)
		}
	}},
	{"what is shared is kept as it was shown, within the company", func(f *fixture) {
		r, _ := f.ended("Adler")
		other, own := f.company("Blitz"), kompass.By{Actor: "c", Scope: kompass.Scope{CompanyID: r.CompanyID}}
		share := kompass.Share{Parts: []kompass.SharePart{kompass.ShareCompass}, Measures: []string{"0123456789abcdef"},
			Thanks:  kompass.InLangs{"de": "Danke", "en": "Thanks"},
			Replies: []kompass.Reply{{Theme: kompass.InLangs{"de": "Licht"}, Text: kompass.InLangs{"de": "Kommt."}}}}
		f.wantErr(f.s.SetShare(f.ctx, own, r.ID, share), kompass.ErrNotFound) // not released
		f.must(f.s.Release(f.ctx, kompass.Unlimited(actor), r.ID))
		f.must(f.s.SetShare(f.ctx, own, r.ID, share, kompass.DefaultShare().Digest()))
		if got := f.sharing(r); got.Digest() != share.Digest() || got.On {
			f.Errorf("got %+v, want %+v and not shown", got, share)
		}
		f.wantErr(f.s.SetShare(f.ctx, own, r.ID, kompass.DefaultShare(), kompass.NeverShown), kompass.ErrChanged)
		by := kompass.By{Actor: "c", Scope: kompass.Scope{CompanyID: other.ID}}
		f.wantErr(f.s.SetShare(f.ctx, by, r.ID, kompass.DefaultShare()), kompass.ErrNotFound)
		_, err := f.s.SwitchShare(f.ctx, by, r.ID, true)
		f.wantErr(err, kompass.ErrNotFound)
		_, err = f.s.Sharing(f.ctx, by.Scope, r.ID)
		f.wantErr(err, kompass.ErrNotFound)
		if got := f.actions(1); got[0] != "round.share_content compass, 1 measures, 1 replies" {
			f.Errorf("the trail has %q", got)
		}
	}},
	{"an announced result has its address from the opening on", func(f *fixture) {
		n := newRound(f.company("Adler"))
		n.Links, n.Round.Announced = nil, true
		r, _ := f.open(n)
		code := f.sharing(r).Code
		a, err := f.s.Access(f.ctx, code)
		if f.must(err); !a.Link.Outcome || !a.Round.Announced || !r.Announced {
			f.Errorf("%q leads to %+v, want the result of an announced round", code, a)
		}
		f.close(r, true)
		f.must(f.s.Release(f.ctx, kompass.Unlimited(actor), r.ID))
		if again, err := f.s.SwitchShare(f.ctx, kompass.Unlimited(actor), r.ID, true); err != nil || again != code {
			f.Errorf("got %q and %v, want the address that was printed: %q", again, err, code)
		}
	}},
}
