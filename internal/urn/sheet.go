package urn

import (
	"crypto/sha256"
	_ "embed"
	"errors"
	"fmt"
	"math/big"
	"slices"
	"strings"
)

// SheetWords is how many words a private key is written in.
const SheetWords = 24

// wordBits is what one of 2,048 words says.
const wordBits = 11

//go:embed words.txt
var wordFile string

// ErrSheet means that words on a sheet are not the private key of this round, and that no single slip explains it.
var ErrSheet = errors.New("the words are not the key of this round")

// Misread is what can be said of words that are no key and that no single slip explains. It is an [ErrSheet].
type Misread struct {
	Words   int // typed
	Unknown []Unknown
}

func (m *Misread) Error() string {
	return fmt.Sprintf("%d words, %d of them not on the list: %v", m.Words, len(m.Unknown), ErrSheet)
}

func (m *Misread) Unwrap() error { return ErrSheet }

// Unknown is a word that is not on the list, with those of the list that look like it. Positions count from 1.
type Unknown struct {
	Position int
	Typed    string
	Near     []string
}

// Slip is a single mistake in typing a sheet: a wrong word, or two neighbours in the wrong order. Positions count from 1.
type Slip struct {
	Position int
	Typed    string
	Meant    string
	Swapped  bool // with the word that follows
}

func (s *Slip) Error() string {
	if s.Swapped {
		return fmt.Sprintf("words %d and %d are in the wrong order", s.Position, s.Position+1)
	}
	return fmt.Sprintf("word %d is %q instead of %q", s.Position, s.Typed, s.Meant)
}

// Sheet writes a private key as 24 words: 256 bits and 8 more that tell a slip.
func Sheet(round string, seed [SeedSize]byte) []string {
	n := new(big.Int).SetBytes(append(seed[:], checkByte(round, seed)))
	words, mask := strings.Fields(wordFile), big.NewInt(1<<wordBits-1)
	out := make([]string, SheetWords)
	for i := range out {
		shifted := new(big.Int).Rsh(n, uint(wordBits*(SheetWords-1-i)))
		out[i] = words[shifted.And(shifted, mask).Int64()]
	}
	return out
}

// ReadSheet reads the words of a sheet in any case and with anything but letters between them. The public key decides
// whether they are right. A single slip is named by a [*Slip]; anything else is a [*Misread].
func ReadSheet(round, typed string, public []byte) ([SeedSize]byte, error) {
	words := splitWords(typed)
	if len(words) != SheetWords {
		return [SeedSize]byte{}, misread(words)
	}
	s := sheet{round: round, public: public, words: words, all: strings.Fields(wordFile)}
	for i, word := range words {
		s.numbers[i] = s.numberOf(word)
	}
	if seed, ok := s.seed(s.numbers); ok {
		return seed, nil
	}
	if slip := s.slip(); slip != nil {
		return [SeedSize]byte{}, slip
	}
	return [SeedSize]byte{}, misread(words)
}

func splitWords(typed string) []string {
	return strings.FieldsFunc(strings.ToLower(typed), func(r rune) bool { return r < 'a' || r > 'z' })
}

func checkByte(round string, seed [SeedSize]byte) byte {
	h := sha256.Sum256(append([]byte("kompass urn 1 sheet"+round), seed[:]...))
	return h[0]
}

// sheet is one attempt to read words.
type sheet struct {
	round   string
	public  []byte
	words   []string
	all     []string
	numbers [SheetWords]int
}

// numberOf returns the place of a word in the list, -1 for one that is not in it.
func (s *sheet) numberOf(word string) int {
	if i, ok := slices.BinarySearch(s.all, word); ok {
		return i
	}
	return -1
}

// seed reports whether the numbers are the key. The eight bits sort out nearly everything before the costly comparison.
func (s *sheet) seed(numbers [SheetWords]int) ([SeedSize]byte, bool) {
	n := new(big.Int)
	for _, number := range numbers {
		if number < 0 {
			return [SeedSize]byte{}, false
		}
		n.Lsh(n, wordBits).Or(n, big.NewInt(int64(number)))
	}
	var seed [SeedSize]byte
	raw := n.FillBytes(make([]byte, SeedSize+1))
	copy(seed[:], raw)
	return seed, raw[SeedSize] == checkByte(s.round, seed) && Fits(seed[:], s.public)
}

// slip looks for the single mistake that explains why the words do not fit.
func (s *sheet) slip() *Slip {
	for i := range SheetWords - 1 {
		try := s.numbers
		try[i], try[i+1] = try[i+1], try[i]
		if _, ok := s.seed(try); ok {
			return &Slip{Position: i + 1, Typed: s.words[i], Meant: s.words[i+1], Swapped: true}
		}
	}
	for i := range SheetWords {
		for number, meant := range s.all {
			try := s.numbers
			try[i] = number
			if _, ok := s.seed(try); ok {
				return &Slip{Position: i + 1, Typed: s.words[i], Meant: meant}
			}
		}
	}
	return nil
}
