package store

import "context"

// Waiting returns how many submissions wait behind the group that is being written.
func (s *Store) Waiting() int {
	s.group.mu.Lock()
	defer s.group.mu.Unlock()
	return len(s.group.queue)
}

// HotQueries are what participants and open rounds ask of tables that grow with the answers.
var HotQueries = map[string]string{
	"access": selectAccess, "receipt": selectReceipt, "own answers": selectOwnAnswers, "own comments": selectOwnComments,
	"counts": selectCounts, "total": selectTotal, "round": selectRound + " WHERE r.id = ?",
	"read answers":      selectAnswers,
	"withdraw answers":  "DELETE FROM responses WHERE round_id = ? AND id = ?",
	"withdraw comments": "DELETE FROM comments WHERE receipt_hash = ?",
}

// KnownAccesses returns of how many codes is kept what they lead to at this revision.
func (s *Store) KnownAccesses() (n int) {
	now, err := revision(context.Background(), s.engine.Reader())
	for _, key := range s.known.accesses.Keys() {
		if err == nil && key.revision == now {
			n++
		}
	}
	return n
}
