package logo_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"strings"
	"testing"

	"kompass/internal/kompass"
	"kompass/internal/logo"
)

// picture is red on the left, clear on the right.
func picture(w, h int) image.Image {
	m := image.NewNRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w / 2 {
			m.Set(x, y, color.NRGBA{R: 200, A: 255})
		}
	}
	return m
}

func asPNG(tb testing.TB, m image.Image) []byte {
	tb.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		tb.Fatal(err)
	}
	return b.Bytes()
}

func asJPEG(tb testing.TB, m image.Image) []byte {
	tb.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, nil); err != nil {
		tb.Fatal(err)
	}
	return b.Bytes()
}

func asGIF(tb testing.TB, m image.Image) []byte {
	tb.Helper()
	var b bytes.Buffer
	if err := gif.Encode(&b, m, nil); err != nil {
		tb.Fatal(err)
	}
	return b.Bytes()
}

// claim is a PNG of a few bytes whose head promises a picture of this size.
func claim(w, h uint32) []byte {
	head := []byte("IHDR")
	head = binary.BigEndian.AppendUint32(head, w)
	head = binary.BigEndian.AppendUint32(head, h)
	head = append(head, 8, 6, 0, 0, 0)
	out := []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\x0d")
	out = append(out, head...)
	return binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(head))
}

func TestPicturesAreKeptAsSmallPNG(t *testing.T) {
	for name, test := range map[string]struct {
		raw  []byte
		w, h int
	}{
		"small":      {asPNG(t, picture(120, 40)), 120, 40},
		"wide":       {asPNG(t, picture(1600, 400)), 800, 200},
		"high":       {asPNG(t, picture(400, 1600)), 100, 400},
		"one line":   {asPNG(t, picture(6000, 1)), 800, 1},
		"photograph": {asJPEG(t, picture(300, 100)), 300, 100},
	} {
		t.Run(name, func(t *testing.T) {
			out, w, h, err := logo.Parse(test.raw)
			if err != nil || w != test.w || h != test.h {
				t.Fatalf("got %d × %d, %v, want %d × %d", w, h, err, test.w, test.h)
			}
			kept, err := png.Decode(bytes.NewReader(out))
			if err != nil || kept.Bounds().Dx() != w || kept.Bounds().Dy() != h {
				t.Fatalf("got %v, %v, want a PNG of the size returned", kept.Bounds(), err)
			}
			if r, _, b, a := kept.At(w/4, h/2).RGBA(); r < 0x8000 || b > 0x4000 || a != 0xffff {
				t.Errorf("got colour %x %x %x on the left, want red", r, b, a)
			}
		})
	}
}

func TestWhatIsClearStaysClear(t *testing.T) {
	for _, width := range []int{100, 1600} {
		out, w, h, err := logo.Parse(asPNG(t, picture(width, 50)))
		if err != nil {
			t.Fatal(err)
		}
		kept, err := png.Decode(bytes.NewReader(out))
		if err != nil {
			t.Fatal(err)
		}
		if _, _, _, a := kept.At(w-2, h/2).RGBA(); a != 0 {
			t.Errorf("got alpha %x, want nothing there", a)
		}
	}
}

func TestOtherFilesAreRefused(t *testing.T) {
	small := asPNG(t, picture(20, 20))
	photo := asJPEG(t, picture(20, 20))
	scans := append(bytes.Clone(photo[:len(photo)-2]), bytes.Repeat([]byte("\xff\xda\x00\x02"), 200)...)
	for name, test := range map[string]struct {
		raw  []byte
		code string
	}{
		"nothing":               {nil, "logo.error.format"},
		"svg":                   {[]byte(`<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>`), "logo.error.format"},
		"svg with a text head":  {[]byte("<?xml version=\"1.0\"?>\n<svg/>"), "logo.error.format"},
		"html":                  {[]byte("<!DOCTYPE html><p>x"), "logo.error.format"},
		"gif":                   {asGIF(t, picture(20, 20)), "logo.error.format"},
		"pdf":                   {[]byte("%PDF-1.7"), "logo.error.format"},
		"only a head":           {small[:8], "logo.error.broken"},
		"cut":                   {small[:len(small)-20], "logo.error.broken"},
		"cut photograph":        {photo[:len(photo)/2], "logo.error.broken"},
		"many scans":            {scans, "logo.error.broken"},
		"too many bytes":        {append(bytes.Clone(small), make([]byte, logo.MaxBytes)...), "logo.error.bytes"},
		"claims a huge picture": {claim(30000, 30000), "logo.error.pixels"},
		"claims a long line":    {claim(1<<30, 1), "logo.error.pixels"},
		"claims many pixels":    {claim(5000, 5000), "logo.error.pixels"},
	} {
		t.Run(name, func(t *testing.T) {
			out, _, _, err := logo.Parse(test.raw)
			var field *kompass.FieldError
			if out != nil || !errors.As(err, &field) || field.Code != test.code || field.Field != "logo" {
				t.Errorf("got %d bytes, %v, want %s", len(out), err, test.code)
			}
		})
	}
}

func TestNothingOfTheFileSentIsKept(t *testing.T) {
	const hidden = "<script>alert('GPS 52.5 13.4')</script>"
	comment := append([]byte("\xff\xfe\x00"), byte(len(hidden)+2))
	photo := asJPEG(t, picture(60, 20))
	with := append(append(append(bytes.Clone(photo[:2]), comment...), hidden...), photo[2:]...)
	for name, raw := range map[string][]byte{"behind a PNG": append(asPNG(t, picture(60, 20)), hidden...), "in a JPEG": with} {
		out, _, _, err := logo.Parse(raw)
		if err != nil || strings.Contains(string(out), "script") || strings.Contains(string(out), "GPS") {
			t.Errorf("%s: got %v, %q, want the picture alone", name, err, out)
		}
	}
}

// FuzzParse holds what Parse promises for every input: a PNG within the limits or an error that names the field.
func FuzzParse(f *testing.F) {
	f.Add(asPNG(f, picture(9, 5)))
	f.Add(asJPEG(f, picture(9, 5)))
	f.Add(claim(3000, 2000))
	f.Add([]byte("<svg/>"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		out, w, h, err := logo.Parse(raw)
		if err != nil {
			if out != nil || !errors.Is(err, kompass.ErrInvalid) {
				t.Fatalf("got %d bytes beside %v", len(out), err)
			}
			return
		}
		head, err := png.DecodeConfig(bytes.NewReader(out))
		if err != nil || head.Width != w || head.Height != h || w < 1 || h < 1 || w > logo.MaxWidth || h > logo.MaxHeight {
			t.Fatalf("got %d × %d, head %+v, %v", w, h, head, err)
		}
	})
}

func TestWhatCannotBeSmallIsDrawnSmaller(t *testing.T) {
	noise := image.NewNRGBA(image.Rect(0, 0, 700, 350))
	seed := uint32(1)
	for i := range noise.Pix {
		seed = seed*1664525 + 1013904223
		noise.Pix[i] = byte(seed >> 24)
	}
	kept, w, h, err := logo.Parse(asPNG(t, noise))
	if err != nil || len(kept) > logo.KeptBytes || w >= 700 || w < 60 || h != w/2 && h != w/2+1 {
		t.Errorf("got %d bytes of %d × %d and %v, want a smaller picture of the same shape", len(kept), w, h, err)
	}
}
