package storetest

import (
	"context"
	"errors"
	"reflect"
	"slices"
	"sync"

	"kompass/internal/kompass"
)

func comments(texts ...string) []kompass.Comment {
	var out []kompass.Comment
	for _, text := range texts {
		out = append(out, kompass.Comment{Field: "team", Text: text})
	}
	return out
}

var submitTests = []test{
	{"answers have a length that fits", func(f *fixture) {
		r := f.round()
		for n, want := range map[int]error{0: kompass.ErrInvalid, 1: nil, 4096: nil, 4097: kompass.ErrInvalid} {
			sub := f.answer(r)
			sub.Answers = make([]byte, n)
			if _, err := f.s.Submit(f.ctx, sub); !errors.Is(err, want) {
				f.Errorf("%d bytes: got error %v, want %v", n, err, want)
			}
		}
	}},
	{"the same answers again are stored once", func(f *fixture) {
		r := f.round()
		sub := f.answer(r, 1, 2, 3)
		sub.Comments = []kompass.Comment{{Field: "team", Text: "a"}, {Field: "process", Text: "b"}}
		f.submit(sub, kompass.Stored)
		slices.Reverse(sub.Comments)
		f.submit(sub, kompass.Unchanged)
		if n := f.total(r); n != 1 {
			f.Errorf("got %d answers, want 1", n)
		}
	}},
	{"other answers or comments under the same receipt replace the first", func(f *fixture) {
		r := f.round()
		sub := f.answer(r, 1, 2, 3)
		sub.Comments = comments("first")
		f.submit(sub, kompass.Stored)
		sub.Answers = []byte{3, 2, 1}
		f.submit(sub, kompass.Corrected)
		sub.Comments = comments("second", "third")
		got, err := f.s.Submit(f.ctx, sub)
		if f.must(err); got != kompass.Corrected {
			f.Errorf("got outcome %v, want corrected", got)
		}
		own, err := f.s.OwnAnswers(f.ctx, r.ID, sub.Receipt)
		if f.must(err); !reflect.DeepEqual(own, sub) || f.total(r) != 1 {
			f.Errorf("got %+v of %d, want only %+v", own, f.total(r), sub)
		}
	}},
	{"a correction can change team and perspective", func(f *fixture) {
		c := f.company("Adler")
		a, b := f.team(c, "A"), f.team(c, "B")
		n := newRound(c, a, b)
		n.Round.Perspectives = []string{"lead", "staff"}
		r, _ := f.open(n)
		sub := f.answer(r, 1)
		sub.TeamID, sub.Perspective = a.ID, "lead"
		f.submit(sub, kompass.Stored)
		sub.TeamID, sub.Perspective = b.ID, "staff"
		f.submit(sub, kompass.Corrected)
		got, err := f.s.Counts(f.ctx, everything, r.ID)
		if f.must(err); !reflect.DeepEqual(got, []kompass.Count{count(b, "staff", 1)}) {
			f.Errorf("got %+v, want one of team B", got)
		}
	}},
	{"answers must fit what the round asks", func(f *fixture) {
		c := f.company("Adler")
		a, notAsked := f.team(c, "A"), f.team(c, "B")
		n := newRound(c, a)
		n.Round.Perspectives = []string{"lead", "staff"}
		r, _ := f.open(n)
		for _, p := range []struct{ team, perspective string }{{"", "lead"}, {a.ID, ""}, {notAsked.ID, "lead"}, {a.ID, "boss"}} {
			sub := f.answer(r, 1)
			sub.TeamID, sub.Perspective = p.team, p.perspective
			_, err := f.s.Submit(f.ctx, sub)
			f.wantErr(err, kompass.ErrInvalid)
		}
		if n := f.total(r); n != 0 {
			f.Errorf("got %d answers, want none", n)
		}
	}},
	{"answers to an unknown round are not found", func(f *fixture) {
		_, err := f.s.Submit(f.ctx, kompass.Submission{RoundID: "0000000000000000", Answers: []byte{1}, Receipt: kompass.ReceiptHash{1}})
		f.wantErr(err, kompass.ErrNotFound)
	}},
	{"answers need a receipt and at least one item", func(f *fixture) {
		r := f.round()
		_, err := f.s.Submit(f.ctx, kompass.Submission{RoundID: r.ID, Answers: []byte{1}})
		f.wantErr(err, kompass.ErrInvalid)
		_, err = f.s.Submit(f.ctx, f.answer(r))
		f.wantErr(err, kompass.ErrInvalid)
	}},
	{"a refused comment leaves nothing of its submission", func(f *fixture) {
		r := f.round()
		sub := f.answer(r, 1)
		sub.Comments = comments("fine", "")
		_, err := f.s.Submit(f.ctx, sub)
		f.wantErr(err, kompass.ErrInvalid)
		if n := f.total(r); n != 0 {
			f.Errorf("got %d answers, want none", n)
		}
		sub.Comments = comments("fine")
		f.submit(sub, kompass.Stored)
		sub.Comments, sub.Answers = comments(""), []byte{2}
		_, err = f.s.Submit(f.ctx, sub)
		f.wantErr(err, kompass.ErrInvalid)
		own, err := f.s.FindReceipt(f.ctx, sub.Receipt)
		if f.must(err); own.Answers[0] != 1 || !reflect.DeepEqual(own.Comments, comments("fine")) {
			f.Errorf("got %+v, want the first answers", own)
		}
	}},
	{"submitting leaves nothing on the audit trail", func(f *fixture) {
		r := f.round()
		before, err := f.s.AuditLines(f.ctx, kompass.AuditFilter{Limit: 100})
		f.must(err)
		sub := f.answer(r, 1)
		f.submit(sub, kompass.Stored)
		f.must(f.s.Withdraw(f.ctx, sub.Receipt))
		after, err := f.s.AuditLines(f.ctx, kompass.AuditFilter{Limit: 100})
		if f.must(err); !reflect.DeepEqual(before, after) {
			f.Errorf("got %+v, want %+v", after, before)
		}
	}},
}

var groupTests = []test{
	{"submissions that arrive together are all stored, and those refused refuse nobody else", func(f *fixture) {
		r := f.round()
		const people = 200
		errs := make([]error, people)
		var wg sync.WaitGroup
		for i := range people {
			sub := kompass.Submission{RoundID: r.ID, Answers: []byte{byte(i)}, Receipt: kompass.ReceiptHash{2, byte(i)}}
			if i%4 == 1 {
				sub.Comments = comments("")
			}
			wg.Go(func() { _, errs[i] = f.s.Submit(f.ctx, sub) })
		}
		wg.Wait()
		for i, err := range errs {
			if i%4 == 1 {
				f.wantErr(err, kompass.ErrInvalid)
			} else if err != nil {
				f.Errorf("submission %d: %v", i, err)
			}
		}
		if n := f.total(r); n != people*3/4 {
			f.Errorf("got %d answers, want %d", n, people*3/4)
		}
	}},
	{"one form sent forty times at once is one answer", func(f *fixture) {
		r := f.round()
		sub := f.answer(r, 1, 2)
		outcomes := make([]kompass.Outcome, 40)
		errs := make([]error, len(outcomes))
		var wg sync.WaitGroup
		for i := range outcomes {
			wg.Go(func() { outcomes[i], errs[i] = f.s.Submit(f.ctx, sub) })
		}
		wg.Wait()
		stored := 0
		for i, o := range outcomes {
			f.must(errs[i])
			if o == kompass.Stored {
				stored++
			}
		}
		if stored != 1 || f.total(r) != 1 {
			f.Errorf("got %d told stored and %d answers, want 1 of each", stored, f.total(r))
		}
	}},
	{"whoever gives up does not keep others from being stored", func(f *fixture) {
		r := f.round()
		ctx, cancel := context.WithCancel(f.ctx)
		cancel()
		errs := make([]error, 100)
		var wg sync.WaitGroup
		for i := range errs {
			sub := kompass.Submission{RoundID: r.ID, Answers: []byte{1}, Receipt: kompass.ReceiptHash{3, byte(i)}}
			of := f.ctx
			if i%2 == 1 {
				of = ctx
			}
			wg.Go(func() { _, errs[i] = f.s.Submit(of, sub) })
		}
		wg.Wait()
		acknowledged := 0
		for i, err := range errs {
			if err == nil {
				acknowledged++
			} else if i%2 == 0 {
				f.Errorf("submission %d: %v", i, err)
			} else {
				f.wantErr(err, context.Canceled)
			}
		}
		if n := f.total(r); n != acknowledged {
			f.Errorf("got %d answers, want the %d acknowledged", n, acknowledged)
		}
	}},
}

var receiptTests = []test{
	{"a receipt leads to the answers it was given for", func(f *fixture) {
		r := f.round()
		sub := f.answer(r, 4, 5)
		sub.Comments = comments("a", "b")
		f.submit(sub, kompass.Stored)
		got, err := f.s.FindReceipt(f.ctx, sub.Receipt)
		if f.must(err); !reflect.DeepEqual(got, sub) {
			f.Errorf("got %+v, want %+v", got, sub)
		}
		_, err = f.s.OwnAnswers(f.ctx, "0000000000000000", sub.Receipt)
		f.wantErr(err, kompass.ErrNotFound)
		_, err = f.s.FindReceipt(f.ctx, kompass.ReceiptHash{99})
		f.wantErr(err, kompass.ErrNotFound)
	}},
	{"withdrawn answers are gone with their comments", func(f *fixture) {
		r := f.round()
		sub, other := f.answer(r, 4, 5), f.answer(r, 6)
		sub.Comments, other.Comments = comments("mine"), comments("theirs")
		f.submit(sub, kompass.Stored)
		f.submit(other, kompass.Stored)
		f.must(f.s.Withdraw(f.ctx, sub.Receipt))
		_, err := f.s.FindReceipt(f.ctx, sub.Receipt)
		f.wantErr(err, kompass.ErrNotFound)
		f.wantErr(f.s.Withdraw(f.ctx, sub.Receipt), kompass.ErrNotFound)
		f.close(r, true)
		got := f.written(r)
		if f.total(r) != 1 || !reflect.DeepEqual(got, map[string][]string{"team": {"theirs"}}) {
			f.Errorf("got %d answers and %v, want the other person's", f.total(r), got)
		}
	}},
	{"a receipt ends when closing begins", func(f *fixture) {
		r := f.round()
		sub := f.answer(r, 4)
		f.submit(sub, kompass.Stored)
		_, err := f.s.BeginClose(f.ctx, kompass.Unlimited(actor), r.ID)
		f.must(err)
		f.wantErr(f.s.Withdraw(f.ctx, sub.Receipt), kompass.ErrClosed)
		_, err = f.s.Submit(f.ctx, sub)
		f.wantErr(err, kompass.ErrClosed)
		_, err = f.s.FindReceipt(f.ctx, sub.Receipt)
		f.wantErr(err, kompass.ErrNotFound)
		f.must(f.s.FinishClose(f.ctx, actor, closing(r, true)))
		f.wantErr(f.s.Withdraw(f.ctx, sub.Receipt), kompass.ErrNotFound)
	}},
}
