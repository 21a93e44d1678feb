package kompass_test

import (
	"reflect"
	"strings"
	"testing"

	"kompass/internal/kompass"
)

func typedWords(pairs ...string) kompass.Words {
	typed := map[string]string{}
	for i := 0; i < len(pairs); i += 2 {
		typed[pairs[i]] = pairs[i+1]
	}
	return kompass.ReadWords(func(field string) string { return typed[field] })
}

func TestWordsThatFitEverySentence(t *testing.T) {
	for name, w := range map[string]kompass.Words{
		"none":      typedWords(),
		"guests":    typedWords("customers-de-plain", " Gäste ", "customers-de-dative", "Gästen", "customers-en-plain", "guests"),
		"one form":  typedWords("customers-de-plain", "Mandanten"),
		"patients":  typedWords("customers-de-plain", "Patientinnen und Patienten", "customers-de-compound", "Patienten"),
		"of a shop": typedWords("customers-en-plain", "shoppers"),
	} {
		if errs := w.Check(); len(errs) > 0 {
			t.Errorf("%s: %v", name, errs[0])
		}
		stored, err := w.Encode()
		if err != nil {
			t.Fatal(err)
		}
		if again, err := kompass.DecodeWords(stored); err != nil || len(w) > 0 && !reflect.DeepEqual(again, w) || again.Digest() != w.Digest() {
			t.Errorf("%s: %v came back as %v, %v", name, w, again, err)
		}
	}
}

func TestWordsThatDoNotFitAreNamedAtTheirField(t *testing.T) {
	for want, w := range map[string]kompass.Words{
		"customers-de-plain error.word.plain":           typedWords("customers-de-dative", "Gästen"),
		"customers-de-dative error.word.dative":         typedWords("customers-de-plain", "Gäste"),
		"customers-de-compound error.word.compound":     typedWords("customers-de-plain", "Patientinnen und Patienten"),
		"customers-de-compound error.word.compound.one": typedWords("customers-de-plain", "Klienten", "customers-de-compound", "Klientinnen und Klienten"),
		"customers-en-plain error.word.long":            typedWords("customers-en-plain", strings.Repeat("a", 61)),
		"customers-de-or error.word.characters":         typedWords("customers-de-plain", "Klienten", "customers-de-or", "{customers}"),
		"customers-en-plain error.word.characters":      typedWords("customers-en-plain", "a\x00b"),
	} {
		errs := w.Check()
		if len(errs) != 1 || errs[0].Field+" "+errs[0].Code != want {
			t.Errorf("want %s, got %v", want, errs)
		}
	}
}
