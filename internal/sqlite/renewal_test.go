package sqlite_test

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"kompass/internal/kompass"
	"kompass/internal/sqlite/sqlitetest"
)

// TestClosingRenewsTheIdsOfComments closes a round that is not sealed, with comments for more than one transaction: whoever has seen
// the file before finds none of their ids again, and no receipt.
func TestClosingRenewsTheIdsOfComments(t *testing.T) {
	s := open(t)
	round, link := newRound(t, s)
	var want []string
	for i := range 1_100 {
		sub := sqlitetest.Submission(t, round, link)
		sub.Comments = []kompass.Comment{{Field: "team", Text: fmt.Sprint("remark ", i)}}
		if _, err := s.Submit(context.Background(), sub); err != nil {
			t.Fatal(err)
		}
		want = append(want, sub.Comments[0].Text)
	}
	const ids = "SELECT hex(id) FROM comments ORDER BY id"
	before := rows(t, s, ids)
	sqlitetest.Close(t, s.Store, round.ID)
	after := rows(t, s, ids)
	if again := slices.DeleteFunc(slices.Clone(after), func(id string) bool { return !slices.Contains(before, id) }); len(again) > 0 {
		t.Errorf("%d of %d comments kept their ids", len(again), len(after))
	}
	got := rows(t, s, "SELECT body FROM comments WHERE receipt_hash IS NULL")
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("got %d comments without a receipt, want all %d", len(got), len(want))
	}
}
