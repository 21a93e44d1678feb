package views_test

import (
	"regexp"
	"strings"
	"testing"

	"kompass/internal/i18n"
)

// maxWords is the longest sentence on the pages of participants.
const maxWords = 20

var (
	participantKey = regexp.MustCompile(`^(home|choose|start|resume|statement|questionnaire|check|send|correct|thanks|profile|tablet|done|receipt|notice)\.`)
	sentenceEnd    = regexp.MustCompile(`[.!?:](\s|$)`)
	informal       = regexp.MustCompile(`(?i)\b(du|dein|deine|dir|dich|euch|eure)\b`)
)

func TestParticipantsReadShortSentences(t *testing.T) {
	checked := 0
	for _, key := range i18n.Keys() {
		if !participantKey.MatchString(key) {
			continue
		}
		for _, lang := range i18n.Langs {
			text := i18n.For(lang).T(key)
			checked++
			for _, sentence := range sentenceEnd.Split(text, -1) {
				if n := len(strings.Fields(sentence)); n > maxWords {
					t.Errorf("%s (%s): %d words: %s", key, lang, n, sentence)
				}
			}
			if strings.ContainsAny(text, `"'`) || strings.Contains(text, "--") || strings.Contains(text, "...") {
				t.Errorf("%s (%s): typewriter punctuation: %s", key, lang, text)
			}
			if lang == i18n.German && informal.MatchString(text) {
				t.Errorf("%s: not said with Sie: %s", key, text)
			}
		}
	}
	if checked < 200 {
		t.Errorf("got %d texts, want those of all pages of participants", checked)
	}
}
