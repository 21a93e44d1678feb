package keys_test

import (
	"bytes"
	"testing"

	"kompass/internal/keys"
	"pgregory.net/rapid"
)

func TestEveryByteOfAKeyFileCounts(t *testing.T) {
	for name, key := range map[string]keys.File{"with private key": newKey(t, roundA), "without": withoutSeed(newKey(t, roundA))} {
		t.Run(name, func(t *testing.T) {
			data, err := key.Encode()
			must(t, err)
			for i := range data {
				flipped := bytes.Clone(data)
				flipped[i] ^= 1
				_, err := keys.Decode(flipped)
				is(t, err, keys.ErrDamaged)
			}
			for _, other := range [][]byte{nil, data[1:], data[:len(data)-1], append(bytes.Clone(data), 0)} {
				_, err := keys.Decode(other)
				is(t, err, keys.ErrDamaged)
			}
		})
	}
}

func withoutSeed(f keys.File) keys.File {
	f.Seed = nil
	return f
}

func TestAnyKeyComesBack(t *testing.T) {
	pair := newKey(t, roundA)
	rapid.Check(t, func(t *rapid.T) {
		id := rapid.StringMatching("[0-9a-z]{16}")
		f := keys.File{Installation: id.Draw(t, "installation"), Round: id.Draw(t, "round"), Public: pair.Public}
		copy(f.Promise[:], rapid.SliceOfN(rapid.Byte(), 32, 32).Draw(t, "promise"))
		copy(f.Pepper[:], rapid.SliceOfN(rapid.Byte(), 32, 32).Draw(t, "pepper"))
		if rapid.Bool().Draw(t, "private") {
			f.Seed = pair.Seed
		}
		data, err := f.Encode()
		if err != nil {
			t.Fatal(err)
		}
		got, err := keys.Decode(data)
		if err != nil {
			t.Fatal(err)
		}
		again, err := got.Encode()
		if err != nil || !bytes.Equal(again, data) {
			t.Fatalf("another file comes back (%v)", err)
		}
	})
}

func TestWhatIsNoKeyIsNotWritten(t *testing.T) {
	for name, change := range map[string]func(*keys.File){
		"no round":            func(f *keys.File) { f.Round = "" },
		"a path as round":     func(f *keys.File) { f.Round = "../aaaaaaaaaaaaa" },
		"no installation":     func(f *keys.File) { f.Installation = "x" },
		"no public key":       func(f *keys.File) { f.Public = nil },
		"another private key": func(f *keys.File) { f.Seed = make([]byte, 32) },
	} {
		t.Run(name, func(t *testing.T) {
			f := newKey(t, roundA)
			change(&f)
			_, err := f.Encode()
			is(t, err, keys.ErrDamaged)
		})
	}
}

func TestAKeyMakesAnUrn(t *testing.T) {
	f := newKey(t, roundA)
	u, err := f.Urn()
	must(t, err)
	if u.Promise() != f.Promise {
		t.Error("the urn has another promise")
	}
}

func FuzzDecode(f *testing.F) {
	data, err := newKey(f, roundA).Encode()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(data)
	f.Add([]byte("KOMPASS KEY\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		key, err := keys.Decode(data)
		if err != nil {
			return
		}
		if again, err := key.Encode(); err != nil || !bytes.Equal(again, data) {
			t.Errorf("one key has two files (%v)", err)
		}
	})
}
