package published

import (
	"context"
	"slices"
	"time"

	"kompass/internal/compare"
	"kompass/internal/i18n"
	"kompass/internal/kompass"
)

// Month is when the current month began. What companies see of one another is held for a month: consents and results
// that came later count from the next one on. Otherwise whoever knows that a company has just joined, or has just released a
// result, would see in what changed which one it is. A withdrawal counts at once.
func Month(now time.Time) time.Time {
	y, m, _ := now.In(i18n.Zone()).Date()
	return time.Date(y, m, 1, 0, 0, 0, 0, i18n.Zone())
}

// Peers collects what a company may see of others, and says when the state was taken: see [Month]. This is the one place
// where results of companies are read that the viewer has no right to: none but of companies whose consent stands, and
// nothing of them leaves but what package compare lets through.
func (r *Reader) Peers(ctx context.Context, companyID string, now time.Time) (compare.Peers, time.Time, error) {
	stand := Month(now)
	consents, err := r.store.Consents(ctx)
	if err != nil {
		return compare.Peers{}, stand, err
	}
	var members []compare.Member
	for _, consent := range consents {
		if !consent.Given.Before(stand) {
			continue
		}
		latest, ok, err := r.releasedBefore(ctx, consent.CompanyID, stand)
		if err != nil {
			return compare.Peers{}, stand, err
		}
		if ok {
			members = append(members, compare.Member{Consent: consent, Series: latest.Series(latest.Document.Everyone(), nil)})
		}
	}
	return compare.PeersOf(companyID, stand.Format("2006-01"), members), stand, nil
}

// releasedBefore is the latest result of a company among those that were released before a time.
func (r *Reader) releasedBefore(ctx context.Context, companyID string, stand time.Time) (Result, bool, error) {
	all, err := r.store.Rounds(ctx, kompass.Everything, companyID)
	if err != nil {
		return Result{}, false, err
	}
	all = slices.DeleteFunc(all, func(one kompass.Round) bool { return !one.Published() || !one.ReleasedAt.Before(stand) })
	if len(all) == 0 {
		return Result{}, false, nil
	}
	latest := slices.MaxFunc(all, Order)
	doc, err := r.documents.Result(ctx, kompass.Everything, latest.ID)
	if err != nil {
		return Result{}, false, err
	}
	out, err := r.with(ctx, latest, doc)
	return out, err == nil, err
}
