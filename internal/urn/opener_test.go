package urn_test

import (
	"bytes"
	"math/rand/v2"
	"reflect"
	"sync"
	"testing"

	"kompass/internal/urn"
	"pgregory.net/rapid"
)

func TestOpeningFindsTheEpochOfEachEnvelope(t *testing.T) {
	r := newRound(t, 1)
	var epochs []*urn.Epoch
	var sealed []urn.Envelope
	for i := range byte(5) {
		s := sealing()
		s.Content.Answers = []byte{i}
		envelope, e := r.seal(t, s)
		sealed, epochs = append(sealed, envelope), append(epochs, e)
	}
	opener := r.opener(t, epochs...)
	for _, i := range []int{4, 0, 2, 2, 1, 3, 0} {
		got, err := opener.Open(place, sealed[i])
		must(t, err)
		if got.Answers[0] != byte(i) {
			t.Errorf("got answers %v, want %d", got.Answers, i)
		}
	}
	_, err := urn.NewOpener(nil).Open(place, sealed[0])
	unreadable(t, err)
}

func TestOpeningDerivesTheKeyThatSealed(t *testing.T) {
	r := newRound(t, 1)
	e, err := r.NewEpoch()
	must(t, err)
	next := urn.NextKey(e)
	for i := range byte(3) {
		id := [urn.IDSize]byte{i}
		if got, want := next(id), urn.ContentKey(e, id); !bytes.Equal(got, want) {
			t.Errorf("got %x, want %x", got, want)
		}
	}
}

func TestWhatWasOpenedStaysWhenTheNextIsOpened(t *testing.T) {
	r, first, second := newRound(t, 1), sealing(), sealing()
	first.Content.Answers, second.Content.Answers = []byte{1, 2, 3}, []byte{7, 8, 9}
	one, e1 := r.seal(t, first)
	two, e2 := r.seal(t, second)
	opener := r.opener(t, e1, e2)
	got, err := opener.Open(place, one)
	must(t, err)
	_, err = opener.Open(place, two)
	must(t, err)
	if !same(got, first.Content) {
		t.Errorf("got %v, want %v", got, first.Content)
	}
}

func TestManyOpenAndSealAtOnce(t *testing.T) {
	r, s := newRound(t, 1), sealing()
	sealed, e := r.seal(t, s)
	another, e2 := r.seal(t, s)
	epochs := []*urn.Epoch{e, e2}
	var all sync.WaitGroup
	for i := range byte(8) {
		all.Go(func() {
			opener, random := urn.NewOpener(epochs), rand.NewChaCha8([32]byte{i})
			for range 50 {
				for _, envelope := range []urn.Envelope{sealed, another} {
					if _, err := opener.Open(place, envelope); err != nil {
						t.Error(err)
					}
				}
				own, err := r.Seal(random, e, s)
				if err != nil {
					t.Error(err)
				}
				if _, err := r.Read(s.Receipt, place, own); err != nil {
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
}

func TestAnythingThatFitsComesBack(t *testing.T) {
	r := newRound(t, 1)
	e, err := r.NewEpoch()
	must(t, err)
	opener := r.opener(t, e)
	rapid.Check(t, func(t *rapid.T) {
		s := urn.Sealing{
			Place: urn.Place{
				Round: rapid.String().Draw(t, "round"), Team: rapid.String().Draw(t, "team"), Perspective: rapid.String().Draw(t, "perspective"),
			},
			Receipt: rapid.StringN(1, 40, -1).Draw(t, "receipt"),
			Steps:   urn.StepsFor(200, true),
			Content: urn.Content{Answers: rapid.SliceOfN(rapid.Byte(), 0, 200).Draw(t, "answers")},
		}
		for range rapid.IntRange(0, 12).Draw(t, "comments") {
			s.Content.Comments = append(s.Content.Comments, urn.Comment{Field: rapid.String().Draw(t, "field"), Text: rapid.StringN(0, 2000, -1).Draw(t, "text")})
		}
		sealed, err := r.Seal(rand.NewChaCha8([32]byte(rapid.SliceOfN(rapid.Byte(), 32, 32).Draw(t, "random"))), e, s)
		if err != nil {
			t.Fatal(err)
		}
		byKey, err := opener.Open(s.Place, sealed)
		if err != nil || !same(byKey, s.Content) {
			t.Fatalf("got %v, %v with the key, want %v", byKey, err, s.Content)
		}
		byReceipt, err := r.Read(s.Receipt, s.Place, sealed)
		if err != nil || !same(byReceipt, s.Content) {
			t.Fatalf("got %v, %v with the receipt, want %v", byReceipt, err, s.Content)
		}
	})
}

func same(a, b urn.Content) bool {
	return bytes.Equal(a.Answers, b.Answers) && len(a.Comments) == len(b.Comments) &&
		(len(a.Comments) == 0 || reflect.DeepEqual(a.Comments, b.Comments))
}
