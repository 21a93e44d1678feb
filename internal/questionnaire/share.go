package questionnaire

import "math/big"

// MinValid returns how many of count items or facets a person must answer: the share [Questionnaire.MinAnswered] of count,
// rounded up, in exact decimals, and at least 1. An empty share counts as [DefaultMinAnswered].
func (q *Questionnaire) MinValid(count int) int {
	share, ok := new(big.Rat).SetString(q.MinAnswered)
	if !ok {
		share, _ = new(big.Rat).SetString(DefaultMinAnswered)
	}
	need := share.Mul(share, new(big.Rat).SetInt64(int64(count)))
	whole, rest := new(big.Int).QuoRem(need.Num(), need.Denom(), new(big.Int))
	if rest.Sign() > 0 {
		whole.Add(whole, big.NewInt(1))
	}
	return max(1, int(whole.Int64()))
}
