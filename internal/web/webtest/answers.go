package webtest

import (
	"strings"

	"kompass/internal/keys"
	"kompass/internal/kompass"
	"kompass/internal/urn"
)

// OneAnswer is a round that somebody has answered, the address of its form and the receipt.
func (s *Site) OneAnswer() (roundID, path, receipt string) {
	s.Helper()
	round, path := s.TinyRound()
	b := s.Browser()
	b.Post(path, Values("a1", "yes", "comment-alpha", "Alles gut")).Goes(path + "/danke")
	return round.ID, path, strings.TrimSpace(b.Get(path + "/danke").One(".receipt .code").Text())
}

// Empty closes a round that nobody answered.
func (s *Site) Empty(roundID string) {
	s.Helper()
	_, err := s.Store.BeginClose(s.Context(), kompass.Unlimited("test"), roundID)
	s.Must(err)
	s.Must(s.Store.FinishClose(s.Context(), "test", kompass.Closing{RoundID: roundID}))
}

// Answers reads a round's answers as closing does; the round takes no more.
func (s *Site) Answers(roundID string) []kompass.Response {
	s.Helper()
	var out []kompass.Response
	s.opened(roundID, func(r kompass.Response, c urn.Content) {
		r.Answers = c.Answers
		out = append(out, r)
	})
	return out
}

// Contents ends a round and returns what lies in its envelopes.
func (s *Site) Contents(roundID string) []urn.Content {
	s.Helper()
	var out []urn.Content
	s.opened(roundID, func(_ kompass.Response, c urn.Content) { out = append(out, c) })
	return out
}

// opened ends a round and opens every answer, as they lie in the database.
func (s *Site) opened(roundID string, each func(kompass.Response, urn.Content)) {
	s.Helper()
	_, err := s.Store.BeginClose(s.Context(), kompass.Unlimited("test"), roundID)
	s.Must(err)
	opener := s.opener(roundID)
	for r, err := range s.Store.Responses(s.Context(), roundID, kompass.Portion{}) {
		s.Must(err)
		c, err := opener.Open(urn.Place{Round: roundID, Team: r.TeamID, Perspective: r.Perspective}, urn.Envelope{ID: r.ID, Body: r.Answers})
		s.Must(err)
		each(r, c)
	}
}

// opener opens the answers of a round with its key.
func (s *Site) opener(roundID string) *urn.Opener {
	s.Helper()
	key, err := s.Keys.Load(roundID, func(keys.File) bool { return true })
	s.Must(err)
	u, err := key.Urn()
	s.Must(err)
	stored, err := s.Store.Epochs(s.Context(), roundID)
	s.Must(err)
	var epochs []*urn.Epoch
	for _, e := range stored {
		opened, err := u.OpenEpoch(key.Seed, e.Enc, e.Proof)
		s.Must(err)
		epochs = append(epochs, opened)
	}
	return urn.NewOpener(epochs)
}
