package urn_test

import (
	"bytes"
	"errors"
	"math/rand/v2"
	"reflect"
	"testing"

	"kompass/internal/urn"
)

// round is an urn with its private key.
type round struct {
	*urn.Urn
	pair   urn.Pair
	pepper []byte
}

func newRound(t testing.TB, number byte) round {
	t.Helper()
	r := rand.NewChaCha8([32]byte{number})
	pair, err := urn.NewPair(r)
	must(t, err)
	pepper := make([]byte, urn.PepperSize)
	_, err = r.Read(pepper)
	must(t, err)
	u, err := urn.New(promise(pair.Public).Hash(), pair.Public, pepper)
	must(t, err)
	return round{Urn: u, pair: pair, pepper: pepper}
}

func promise(public []byte) urn.Promise {
	return urn.Promise{
		Installation: "INSTALLATION0001", Round: "ROUND00000000001", Company: "COMPANY000000001", Mode: "anonymous", MinGroup: 5,
		Digest: "digest", Perspectives: []string{"leaders", "staff"}, Public: public,
	}
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

var place = urn.Place{Round: "ROUND00000000001", Team: "TEAM000000000001", Perspective: "staff"}

func sealing() urn.Sealing {
	return urn.Sealing{
		Place:   place,
		Content: urn.Content{Answers: []byte{0, 1, 2, 3, 254, 255}, Comments: []urn.Comment{{"customers", "Es zieht. 🥶"}}},
		Receipt: "0123456789ABCDEFGHJK",
		Steps:   urn.StepsFor(6, true),
	}
}

func (r round) seal(t testing.TB, s urn.Sealing) (urn.Envelope, *urn.Epoch) {
	t.Helper()
	e, err := r.NewEpoch()
	must(t, err)
	sealed, err := r.Seal(rand.NewChaCha8([32]byte{99}), e, s)
	must(t, err)
	return sealed, e
}

func (r round) opener(t testing.TB, epochs ...*urn.Epoch) *urn.Opener {
	t.Helper()
	var opened []*urn.Epoch
	for _, e := range epochs {
		o, err := r.OpenEpoch(r.pair.Seed[:], e.Enc, e.Check[:])
		must(t, err)
		opened = append(opened, o)
	}
	return urn.NewOpener(opened)
}

func TestWhatIsSealedOpensWithTheKeyAndWithTheReceipt(t *testing.T) {
	r, s := newRound(t, 1), sealing()
	sealed, e := r.seal(t, s)
	got, err := r.opener(t, e).Open(place, sealed)
	must(t, err)
	if !reflect.DeepEqual(got, s.Content) {
		t.Errorf("got %v with the key, want %v", got, s.Content)
	}
	got, err = r.Read(s.Receipt, place, sealed)
	must(t, err)
	if !reflect.DeepEqual(got, s.Content) {
		t.Errorf("got %v with the receipt, want %v", got, s.Content)
	}
	if len(sealed.Wrap) != urn.WrapSize || len(sealed.Body) != 2048+16 {
		t.Errorf("got %d and %d bytes, want %d and %d", len(sealed.Wrap), len(sealed.Body), urn.WrapSize, 2048+16)
	}
	if bytes.Contains(sealed.Body, []byte("zieht")) {
		t.Error("the comment stands in the envelope in clear")
	}
}

func TestWithoutReceiptThereIsNoWrap(t *testing.T) {
	r, s := newRound(t, 1), sealing()
	s.Receipt = ""
	sealed, e := r.seal(t, s)
	if sealed.Wrap != nil {
		t.Errorf("got a wrap of %d bytes, want none", len(sealed.Wrap))
	}
	_, err := r.Read("", place, sealed)
	unreadable(t, err)
	_, err = r.opener(t, e).Open(place, sealed)
	must(t, err)
}

func unreadable(t testing.TB, err error) {
	t.Helper()
	if !errors.Is(err, urn.ErrUnreadable) {
		t.Errorf("got %v, want ErrUnreadable", err)
	}
}

func TestMovedToAnotherPlaceItDoesNotOpen(t *testing.T) {
	r, s := newRound(t, 1), sealing()
	sealed, e := r.seal(t, s)
	opener := r.opener(t, e)
	for name, at := range map[string]urn.Place{
		"round":       {"ROUND00000000002", place.Team, place.Perspective},
		"team":        {place.Round, "TEAM000000000002", place.Perspective},
		"no team":     {place.Round, "", place.Perspective},
		"perspective": {place.Round, place.Team, "leaders"},
		"shifted":     {place.Round, place.Team + "s", place.Perspective[1:]},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := opener.Open(at, sealed)
			unreadable(t, err)
			_, err = r.Read(s.Receipt, at, sealed)
			unreadable(t, err)
		})
	}
	other := sealed
	other.ID[0]++
	_, err := opener.Open(place, other)
	unreadable(t, err)
}

func TestEveryByteCounts(t *testing.T) {
	r, s := newRound(t, 1), sealing()
	s.Steps, s.Content.Comments = urn.StepsFor(6, false), nil
	sealed, e := r.seal(t, s)
	opener := r.opener(t, e)
	for i := range sealed.Body {
		flipped := sealed
		flipped.Body = flip(sealed.Body, i)
		_, err := opener.Open(place, flipped)
		unreadable(t, err)
	}
	for i := range sealed.Wrap {
		flipped := sealed
		flipped.Wrap = flip(sealed.Wrap, i)
		_, err := r.Read(s.Receipt, place, flipped)
		unreadable(t, err)
	}
	for i := range e.Enc {
		_, err := r.OpenEpoch(r.pair.Seed[:], flip(e.Enc, i), e.Check[:])
		unreadable(t, err)
	}
	for i := range e.Check {
		_, err := r.OpenEpoch(r.pair.Seed[:], e.Enc, flip(e.Check[:], i))
		unreadable(t, err)
	}
}

func flip(b []byte, i int) []byte {
	out := bytes.Clone(b)
	out[i] ^= 1
	return out
}

func TestAnotherReceiptRoundOrPepperOpensNothing(t *testing.T) {
	r, other, s := newRound(t, 1), newRound(t, 2), sealing()
	sealed, e := r.seal(t, s)
	_, err := r.Read("0123456789ABCDEFGHJM", place, sealed)
	unreadable(t, err)
	_, err = other.OpenEpoch(other.pair.Seed[:], e.Enc, e.Check[:])
	unreadable(t, err)
	paper, err := urn.New(r.Promise(), r.pair.Public, other.pepper)
	must(t, err)
	_, err = paper.OpenEpoch(r.pair.Seed[:], e.Enc, e.Check[:])
	unreadable(t, err)
	if paper.Canary() == r.Canary() || paper.Lookup(s.Receipt) == r.Lookup(s.Receipt) || paper.Imported([]byte{1}) == r.Imported([]byte{1}) {
		t.Error("another pepper gives the same canary, look-up or digest")
	}
}

func TestASwappedPromiseOpensNoEpoch(t *testing.T) {
	r := newRound(t, 1)
	e, err := r.NewEpoch()
	must(t, err)
	for name, change := range map[string]func(*urn.Promise){
		"installation": func(p *urn.Promise) { p.Installation = "X" },
		"round":        func(p *urn.Promise) { p.Round = "X" },
		"company":      func(p *urn.Promise) { p.Company = "X" },
		"mode":         func(p *urn.Promise) { p.Mode = "open" },
		"k":            func(p *urn.Promise) { p.MinGroup = 1 },
		"questions":    func(p *urn.Promise) { p.Digest = "other" },
		"perspectives": func(p *urn.Promise) { p.Perspectives = []string{"staff", "leaders"} },
		"joined":       func(p *urn.Promise) { p.Perspectives = []string{"leadersstaff"} },
		"public key":   func(p *urn.Promise) { p.Public = newRound(t, 3).pair.Public },
	} {
		t.Run(name, func(t *testing.T) {
			p := promise(r.pair.Public)
			change(&p)
			u, err := urn.New(p.Hash(), r.pair.Public, r.pepper)
			must(t, err)
			_, err = u.OpenEpoch(r.pair.Seed[:], e.Enc, e.Check[:])
			unreadable(t, err)
			if u.Canary() == r.Canary() {
				t.Error("the canary is the same")
			}
		})
	}
}

func TestAForgedEnvelopeDoesNotOpenAsAnothers(t *testing.T) {
	r, s := newRound(t, 1), sealing()
	mine, _ := r.seal(t, s)
	theirs, e := r.seal(t, s)
	forged := urn.Envelope{ID: mine.ID, Body: theirs.Body, Wrap: mine.Wrap}
	_, err := r.Read(s.Receipt, place, forged)
	unreadable(t, err)
	// With the ids equal the body opens with its epoch, and still not with a wrap that was made in another.
	_, err = r.opener(t, e).Open(place, forged)
	must(t, err)
}

func TestSealingTwiceNeverGivesTheSameBytes(t *testing.T) {
	r, s := newRound(t, 1), sealing()
	e, err := r.NewEpoch()
	must(t, err)
	random := rand.NewChaCha8([32]byte{7})
	a, err := r.Seal(random, e, s)
	must(t, err)
	b, err := r.Seal(random, e, s)
	must(t, err)
	if a.ID == b.ID || bytes.Equal(a.Body, b.Body) || bytes.Equal(a.Wrap, b.Wrap) {
		t.Error("the same answer has been sealed to the same bytes twice")
	}
}

func TestSealingNeedsRandomness(t *testing.T) {
	r := newRound(t, 1)
	e, err := r.NewEpoch()
	must(t, err)
	if _, err := r.Seal(bytes.NewReader(make([]byte, urn.IDSize-1)), e, sealing()); err == nil {
		t.Error("an answer has been sealed without an id")
	}
	if _, err := urn.NewPair(bytes.NewReader(nil)); err == nil {
		t.Error("a key pair has been made from nothing")
	}
}

func TestKeysThatAreNoneAreRefused(t *testing.T) {
	r := newRound(t, 1)
	if _, err := urn.New(r.Promise(), r.pair.Public[1:], r.pepper); err == nil {
		t.Error("a public key that is too short is taken")
	}
	if _, err := urn.New(r.Promise(), r.pair.Public, r.pepper[1:]); err == nil {
		t.Error("a pepper that is too short is taken")
	}
	if _, err := r.OpenEpoch(r.pair.Seed[1:], make([]byte, urn.EncSize), make([]byte, urn.CheckSize)); err == nil {
		t.Error("a private key that is too short is taken")
	}
	other := newRound(t, 2)
	if urn.Fits(other.pair.Seed[:], r.pair.Public) || !urn.Fits(r.pair.Seed[:], r.pair.Public) || urn.Fits(nil, r.pair.Public) {
		t.Error("Fits does not tell keys apart")
	}
}
