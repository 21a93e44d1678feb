package kompass_test

import (
	"testing"

	"kompass/internal/kompass"
)

func TestGuessesAreSummedFromTheMinimumOn(t *testing.T) {
	four := []map[string]float64{{"a": 0, "b": 4}, {"a": 1, "b": 4}, {"a": 2, "b": 3}, {"a": 4, "b": 4}}
	if got, ok := kompass.SumGuesses(four, 5); ok {
		t.Errorf("got %+v of four guesses, want nothing", got)
	}
	got, ok := kompass.SumGuesses(append(four, map[string]float64{"a": 1, "b": 1}), 5)
	if !ok || got.N != 5 || got.Means["a"] != 1.6 || got.Means["b"] != 3.2 {
		t.Errorf("got %+v, %v, want means 1.6 and 3.2 of 5", got, ok)
	}
	if got, ok := kompass.SumGuesses(four[:3], 1); !ok || got.Means["a"] != 1 || got.Means["b"] != 3.7 {
		t.Errorf("got %+v, %v, want one decimal", got, ok)
	}
	if _, ok := kompass.SumGuesses(nil, 0); ok {
		t.Error("got a result of nothing")
	}
}

func TestGuessLevelsReachBothEnds(t *testing.T) {
	if low, high := kompass.GuessLevel(0, 1, 7), kompass.GuessLevel(kompass.GuessSteps-1, 1, 7); low != 1 || high != 7 {
		t.Errorf("got %v to %v", low, high)
	}
}

func TestGuessKeyIsNoReceipt(t *testing.T) {
	n := kompass.Nonce("0")
	if n.GuessKey("r") == kompass.GuessKey(n.Receipt("r").Hash()) || n.GuessKey("r") == n.GuessKey("s") {
		t.Error("a guess can be told to belong to an answer or to another round")
	}
}
