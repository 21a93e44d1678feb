package auth

import (
	"context"
	"errors"
	"sync"
	"time"

	"github.com/hashicorp/golang-lru/v2/expirable"

	"kompass/internal/kompass"
	"kompass/internal/ratelimit"
	"kompass/internal/semaphore"
)

// What slows guessing down, and locks out nobody but, while it lasts, those who share the network of a flood: from so many wrong passwords within [failureWindow] on, for one account from
// wherever or from one network for whatever accounts, one is looked at in so much time. Whoever comes from elsewhere gets the next turn.
const (
	slowAccount  = 30
	slowNetwork  = 100
	accountPause = time.Second
	networkPause = 250 * time.Millisecond
	slowWaiting  = 4
)

// limits are the rate limits of signing in that live in memory. What a network may try at an account is counted in the store.
type limits struct {
	accounts, networks *ratelimit.Counter[string]
	mu                 sync.Mutex // a lane is looked for and made in one step
	lanes              *expirable.LRU[string, *semaphore.Fair[string]]
}

func newLimits(now func() time.Time) *limits {
	return &limits{
		accounts: ratelimit.NewCounter[string](failureWindow, now), networks: ratelimit.NewCounter[string](failureWindow, now),
		lanes: expirable.NewLRU[string, *semaphore.Fair[string]](1000, nil, failureWindow),
	}
}

// failed counts a wrong password.
func (l *limits) failed(account, network string) {
	l.accounts.Add(account)
	l.networks.Add(network)
}

// slowDown waits for a turn where too many passwords have been wrong, or over says so. What it returns must be called once; the next
// one's turn comes a while later. Too many of one network who wait are [kompass.ErrTooManyTries].
func (l *limits) slowDown(ctx context.Context, account, network string, over bool) (done func(), err error) {
	done = func() {}
	if over || l.accounts.Count(account) >= slowAccount {
		return l.turn(ctx, "account "+account, network, accountPause)
	}
	if l.networks.Count(network) >= slowNetwork {
		return l.turn(ctx, "network "+network, account, networkPause)
	}
	return done, nil
}

// turn waits for a turn in a lane.
func (l *limits) turn(ctx context.Context, lane, kind string, pause time.Duration) (done func(), err error) {
	release, err := l.lane(lane).Acquire(ctx, kind)
	if errors.Is(err, semaphore.ErrBusy) {
		err = errors.Join(kompass.ErrTooManyTries, err)
	}
	if err != nil {
		return nil, err
	}
	return func() { time.AfterFunc(pause, release) }, nil
}

func (l *limits) lane(name string) *semaphore.Fair[string] {
	l.mu.Lock()
	defer l.mu.Unlock()
	fair, ok := l.lanes.Get(name)
	if !ok {
		fair = semaphore.NewFair[string](1, slowWaiting)
		l.lanes.Add(name, fair)
	}
	return fair
}
