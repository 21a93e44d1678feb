package published

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"kompass/internal/compare"
	"kompass/internal/i18n"
	"kompass/internal/kompass"
)

// Month is when the current month began. Which companies see one another changes with the month alone: consents and results
// that came later count from the next one on. Otherwise whoever knows that a company has just joined, or has just released a
// result, would see in what changed which one it is.
func Month(now time.Time) time.Time {
	y, m, _ := now.In(i18n.Zone()).Date()
	return time.Date(y, m, 1, 0, 0, 0, 0, i18n.Zone())
}

// Peers collects what a company may see of others, and says since when they are the same. This is the one place
// where results of companies are read that the viewer has no right to: none but of companies whose consent stands, and
// nothing of them leaves but what package compare lets through. Where a company of the set has withdrawn or is gone, nothing
// is shown until [Reader.SettlePeers] makes another set.
func (r *Reader) Peers(ctx context.Context, companyID string, now time.Time) (compare.Peers, time.Time, error) {
	month := Month(now)
	seats, err := r.seatsOf(ctx, companyID)
	if err != nil {
		return compare.Peers{}, month, err
	}
	if len(seats) == 0 {
		candidates, err := r.candidates(ctx, month)
		return compare.Peers{Reason: reasonOf(companyID, candidates)}, month, err
	}
	consents, err := r.store.Consents(ctx, now)
	if err != nil {
		return compare.Peers{}, month, err
	}
	var members []compare.Member
	for _, seat := range seats {
		i := slices.IndexFunc(consents, func(c kompass.Consent) bool { return c.CompanyID == seat.CompanyID })
		if i < 0 {
			return compare.Peers{Reason: restOr(consents, companyID)}, month, nil
		}
		one, err := r.seated(ctx, seat)
		if errors.Is(err, kompass.ErrNotFound) {
			return compare.Peers{Reason: compare.PeersRest}, month, nil
		}
		if err != nil {
			return compare.Peers{}, month, err
		}
		members = append(members, compare.Member{Consent: consents[i], Series: one.Series(one.Document.Everyone(), nil)})
	}
	return compare.PeersOf(companyID, month.Format("2006-01"), members), seats[0].Stand, nil
}

// reasonOf says why a company that is in no set sees nothing.
func reasonOf(companyID string, candidates []compare.Member) compare.PeerReason {
	for _, m := range candidates {
		if m.Consent.CompanyID == companyID && len(compare.Pool(m.Series.Document.Questionnaire, candidates)) == 0 {
			return compare.PeersFew
		}
	}
	return compare.PeersOwn
}

// restOr is the reason for which a set that somebody left is not shown to a company of it.
func restOr(consents []kompass.Consent, companyID string) compare.PeerReason {
	if slices.ContainsFunc(consents, func(c kompass.Consent) bool { return c.CompanyID == companyID }) {
		return compare.PeersRest
	}
	return compare.PeersOwn
}

// seatsOf returns the set that a company is in, the newest where it is in those of several questionnaires.
func (r *Reader) seatsOf(ctx context.Context, companyID string) ([]kompass.PeerSeat, error) {
	all, err := r.store.PeerSeats(ctx)
	if err != nil {
		return nil, err
	}
	var own kompass.PeerSeat
	for _, seat := range all {
		if seat.CompanyID == companyID && seat.Stand.After(own.Stand) {
			own = seat
		}
	}
	return slices.DeleteFunc(all, func(seat kompass.PeerSeat) bool { return seat.Digest != own.Digest }), nil
}

// seated is the result with which a company is in a set.
func (r *Reader) seated(ctx context.Context, seat kompass.PeerSeat) (Result, error) {
	round, err := r.store.Round(ctx, kompass.Everything, seat.RoundID)
	if err != nil {
		return Result{}, err
	}
	doc, err := r.documents.Result(ctx, kompass.Everything, seat.RoundID)
	if err != nil {
		return Result{}, err
	}
	return r.with(ctx, round, doc)
}

// SettlePeers decides, as the current month began, whom companies are shown to one another. It is asked again and again, and
// changes a set only where at least [compare.Together] companies of it do.
func (r *Reader) SettlePeers(ctx context.Context, now time.Time) error {
	month := Month(now)
	candidates, err := r.candidates(ctx, month)
	if err != nil {
		return err
	}
	stored, err := r.store.PeerSeats(ctx)
	if err != nil {
		return err
	}
	shown := make(map[string]map[string]string)
	for i, seat := range stored {
		if shown[seat.Digest] == nil {
			shown[seat.Digest] = make(map[string]string)
		}
		if seat.CompanyID == "" {
			seat.CompanyID = fmt.Sprintf("deleted %d", i) // it left, whichever it was
		}
		shown[seat.Digest][seat.CompanyID] = seat.RoundID
	}
	settled := make(map[string]bool)
	for _, m := range candidates {
		ref := m.Series.Document.Questionnaire
		if settled[ref.Digest] {
			continue
		}
		settled[ref.Digest] = true
		old := shown[ref.Digest]
		next := compare.Settle(old, compare.Pool(ref, candidates))
		if compare.Differing(old, next) == 0 {
			continue
		}
		var seats []kompass.PeerSeat
		for company, round := range next {
			seats = append(seats, kompass.PeerSeat{Digest: ref.Digest, CompanyID: company, RoundID: round})
		}
		if err := r.store.SetPeerSeats(ctx, month, seats); err != nil {
			return err
		}
	}
	return nil
}

// candidates are the companies whose consent stood at a time, with the latest result that they had released by then.
func (r *Reader) candidates(ctx context.Context, stand time.Time) ([]compare.Member, error) {
	consents, err := r.store.Consents(ctx, stand)
	if err != nil {
		return nil, err
	}
	var members []compare.Member
	for _, consent := range consents {
		consent.Withdrawn = time.Time{} // what came later does not count yet
		latest, ok, err := r.releasedBefore(ctx, consent.CompanyID, stand)
		if err != nil {
			return nil, err
		}
		if ok {
			members = append(members, compare.Member{Consent: consent, Series: latest.Series(latest.Document.Everyone(), nil)})
		}
	}
	return members, nil
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
