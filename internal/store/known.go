package store

import (
	"context"

	"github.com/hashicorp/golang-lru/v2/expirable"

	"kompass/internal/kompass"
)

// known keeps what answering reads again and again, under the revision of the database at which it was read: the triggers of the schema
// set another one when any of it changes, whoever changes it. It is safe for concurrent use.
type known struct {
	accesses *expirable.LRU[at[[32]byte], kompass.Access]
	rounds   *expirable.LRU[at[string], kompass.Round]
	epochs   *expirable.LRU[at[epochKey], bool]
}

// at is a key at a revision.
type at[K comparable] struct {
	revision int64
	key      K
}

const maxKnown = 1000

func newKnown() known {
	return known{
		accesses: expirable.NewLRU[at[[32]byte], kompass.Access](maxKnown, nil, 0),
		rounds:   expirable.NewLRU[at[string], kompass.Round](maxKnown, nil, 0),
		epochs:   expirable.NewLRU[at[epochKey], bool](maxKnown, nil, 0),
	}
}

// recall returns what is kept under a key, else what read returns, and keeps that if it may be kept.
func recall[K comparable, V any](from *expirable.LRU[K, V], key K, read func() (v V, keep bool, err error)) (V, error) {
	if v, ok := from.Get(key); ok {
		return v, nil
	}
	v, keep, err := read()
	if err == nil && keep {
		from.Add(key, v)
	}
	return v, err
}

// revision returns at which revision the database is.
func revision(ctx context.Context, q querier) (n int64, err error) {
	err = q.QueryRowContext(ctx, "SELECT revision FROM installation").Scan(&n)
	return n, err
}
