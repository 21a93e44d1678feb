package kompass

import (
	"crypto/sha256"
	"math"
)

// GuessKey is what a guess lies under: the hash of a random value that one browser keeps, so that guessing again replaces
// the first guess. It is of no use for anything else: answers and receipts know nothing of it.
type GuessKey [32]byte

// GuessKey returns the key of the browser's guess about a round.
func (n Nonce) GuessKey(roundID string) GuessKey {
	return sha256.Sum256([]byte("kompass guess " + roundID + " " + string(n)))
}

// GuessSteps is the number of levels that a guess chooses from, both ends of the scale among them.
const GuessSteps = 5

// Guess is where one person thinks the company stands, field by field, before anybody has seen a result.
type Guess struct {
	RoundID string
	Key     GuessKey
	Levels  map[string]float64 // field -> level on the scale of the questionnaire
}

// GuessLevel returns the level of a step from 0 to [GuessSteps] − 1 on a scale.
func GuessLevel(step int, low, high float64) float64 {
	return low + float64(step)*(high-low)/(GuessSteps-1)
}

// GuessResult is what remains of the guesses about a round that is closed: how many there were, and the mean of each
// field, with one decimal.
type GuessResult struct {
	N     int
	Means map[string]float64
}

// SumGuesses returns what may be kept of the guesses about a round, and false where fewer than k have guessed. A mean is
// rounded to one decimal, so that nobody's guess follows from it.
func SumGuesses(guesses []map[string]float64, k int) (GuessResult, bool) {
	if len(guesses) < k || len(guesses) == 0 {
		return GuessResult{}, false
	}
	sums := map[string]float64{}
	for _, g := range guesses {
		for field, level := range g {
			sums[field] += level
		}
	}
	out := GuessResult{N: len(guesses), Means: make(map[string]float64, len(sums))}
	for field, sum := range sums {
		out.Means[field] = math.Round(10*sum/float64(len(guesses))) / 10
	}
	return out, true
}
