package kompass_test

import (
	"testing"

	"kompass/internal/kompass"
)

func TestCodesAreReadAsPeopleTypeThem(t *testing.T) {
	const want = kompass.Code("A6516HWR")
	for _, typed := range []string{
		"A6516HWR", "a651-6hwr", " A651 6HWR ", "A651.6HWR", "A651–6HWR", "A651\u00a06HWR", "a65i6hwr", "A65L6HWR", "Ａ６５１６ＨＷＲ", "ａ６５１－６ｈｗｒ",
		"https://kompass.example.org/s/A6516HWR", "kompass.example.org/s/A6516HWR?lang=en", "/s/a651-6hwr/danke", "http://h/s/A6516HWR#start\n",
	} {
		if got, ok := kompass.ParseCode(typed); !ok || got != want {
			t.Errorf("%q: got %q, %v, want %s", typed, got, ok, want)
		}
	}
	for _, typed := range []string{"", "A6516HW", "A6516HWRX", "A6516HWÜ", "https://kompass.example.org/", "/s/", "A651_6HWR", "A6516HWＵ"} {
		if got, ok := kompass.ParseCode(typed); ok {
			t.Errorf("%q is read as %q", typed, got)
		}
	}
}
