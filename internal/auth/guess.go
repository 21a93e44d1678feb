package auth

import (
	_ "embed"
	"slices"
	"strings"
)

// minDistinct is how many different characters a password must have beside what anybody would try.
const minDistinct = 5

// commonWords are what people make passwords of when nothing comes to mind, and what this product is about.
var commonWords = [...]string{
	"administrator", "admin", "kompass", "password", "passwort", "geheim", "willkommen", "welcome", "letmein", "iloveyou", "ichliebedich",
	"schatz", "hallo", "hello", "sommer", "summer", "winter", "fruehling", "herbst", "monkey", "dragon", "master", "fussball", "football",
	"service", "excellence", "trainer", "coordinator", "koordinator", "coach", "login", "test", "start", "2024", "2025", "2026", "2027",
}

// rows are characters in the order in which fingers and children go through them.
var rows = [...]string{
	"abcdefghijklmnopqrstuvwxyz", "12345678901234567890", "qwertzuiopü+", "asdfghjklöä#", "yxcvbnm,.-", "qwertyuiop[]", "asdfghjkl;'", "zxcvbnm,./",
	"1qaz2wsx3edc4rfv5tgb6zhn7ujm", "1qay2wsx3edc4rfv5tgb6zhn7ujm", "qazwsxedcrfvtgbyhnujm", "1q2w3e4r5t6z7u8i9o0p", "1q2w3e4r5t6y7u8i9o0p",
}

// plainLetters undoes the usual disguises of letters.
var plainLetters = strings.NewReplacer("0", "o", "1", "i", "3", "e", "4", "a", "5", "s", "7", "t", "@", "a", "$", "s", "!", "i")

//go:embed common.txt
var commonList string

// commonPasswords are the passwords that people choose most often, in small letters.
var commonPasswords = strings.Fields(commonList)

// guessable takes every context word and common sequence out of the password and looks at what is left. Of the common
// passwords it takes out one at a time: many are words, and several words that do not belong together are a good password.
func guessable(password, email, company string) bool {
	low := strings.ToLower(password)
	name, domain, _ := strings.Cut(strings.ToLower(email), "@")
	words := append(commonWords[:len(commonWords):len(commonWords)], name, strings.Split(domain, ".")[0])
	words = append(words, strings.Fields(strings.ToLower(company))...)
	for _, p := range []string{low, plainLetters.Replace(low)} {
		if poor(p, words) || slices.ContainsFunc(commonPasswords, func(common string) bool {
			return strings.Contains(p, common) && poor(strings.ReplaceAll(p, common, ""), words)
		}) {
			return true
		}
	}
	return false
}

// poor reports whether too few different characters are left beside words and sequences.
func poor(password string, words []string) bool {
	for _, w := range words {
		if len(w) >= 3 {
			password = strings.ReplaceAll(password, w, "")
		}
	}
	distinct := map[rune]bool{}
	for _, r := range withoutRuns([]rune(password)) {
		distinct[r] = true
	}
	return len(distinct) < minDistinct
}

// withoutRuns leaves out every run of three or more characters along a row, forwards or backwards.
func withoutRuns(password []rune) []rune {
	var out []rune
	for i := 0; i < len(password); {
		run := longestRun(password[i:])
		if run < 3 {
			out, run = append(out, password[i]), 1
		}
		i += run
	}
	return out
}

// longestRun is how many characters from the start lie side by side in one row.
func longestRun(password []rune) int {
	best := 0
	for _, row := range rows {
		keys := []rune(row)
		for range 2 {
			for at := range keys {
				n := 0
				for n < len(password) && at+n < len(keys) && password[n] == keys[at+n] {
					n++
				}
				best = max(best, n)
			}
			slices.Reverse(keys)
		}
	}
	return best
}
