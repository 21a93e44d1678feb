package rounds_test

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"kompass/internal/kompass"
	"kompass/internal/result"
	"kompass/internal/rounds"
)

func TestEveryChangedByteOfASmallFileIsNoticed(t *testing.T) {
	data, err := newDesk(t).service.SmallFile()
	if err != nil {
		t.Fatal(err)
	}
	if signer, err := rounds.SignerOf(data); err != nil || signer == nil {
		t.Fatalf("unchanged: got signer %x, %v", signer, err)
	}
	for i := 0; i < len(data); i += byteStep {
		for _, flip := range []byte{1, 2, 4, 8, 16, 32, 64, 128, 0xff} {
			changed := bytes.Clone(data)
			changed[i] ^= flip
			if _, err := rounds.SignerOf(changed); err == nil {
				t.Fatalf("byte %d of %d, %q instead of %q, is taken for whole", i, len(data), changed[i], data[i])
			}
		}
		if _, err := rounds.SignerOf(append(bytes.Clone(data[:i]), data[i+1:]...)); err == nil {
			t.Fatalf("byte %d of %d, %q, can be left out", i, len(data), data[i])
		}
		for _, more := range []byte(" \n0,") {
			if _, err := rounds.SignerOf(append(append(bytes.Clone(data[:i]), more), data[i:]...)); err == nil {
				t.Fatalf("%q can be added before byte %d of %d", more, i, len(data))
			}
		}
	}
	if _, err := rounds.SignerOf(append(bytes.Clone(data), '\n')); !errors.Is(err, result.ErrTampered) {
		t.Errorf("a line more: got %v", err)
	}
}

// Whoever changes a file can correct its checksum, but not its signature.
func TestAChangedFileIsRefusedWhateverIsAccepted(t *testing.T) {
	from, _, data := finished(t)
	changed := replaced(t, data, func(f map[string]any) { f["introduction"] = "Guten Abend." })
	var signed, other struct {
		Signature json.RawMessage `json:"signature"`
	}
	_, _, foreign := finished(t)
	if err := errors.Join(json.Unmarshal(data, &signed), json.Unmarshal(foreign, &other)); err != nil {
		t.Fatal(err)
	}
	with := func(file []byte, signature json.RawMessage) []byte {
		head, ended := bytes.CutSuffix(file, []byte("\n}\n"))
		var out bytes.Buffer
		out.Write(head)
		out.WriteString(",\n  \"signature\": ")
		if err := json.Indent(&out, signature, "  ", "  "); err != nil || !ended {
			t.Fatal(err, ended)
		}
		out.WriteString("\n}\n")
		return out.Bytes()
	}
	stripped := append(bytes.Clone(data[:bytes.Index(data, []byte(",\n  \"signature\""))]), "\n}\n"...)
	if !bytes.Equal(with(stripped, signed.Signature), data) {
		t.Fatal("the test does not put a signature where it belongs")
	}
	terms := from.accepted(nil)
	terms.Origin.Unsigned = true
	for name, file := range map[string][]byte{
		"its old signature":        with(changed, signed.Signature),
		"another's signature":      with(stripped, other.Signature),
		"one of the right length":  with(changed, json.RawMessage(`{"key": "`+strings.Repeat("A", 43)+`=", "value": "`+strings.Repeat("A", 86)+`=="}`)),
		"an empty signature":       with(stripped, json.RawMessage(`{"key": "", "value": ""}`)),
		"no value":                 with(stripped, json.RawMessage(`{"key": null, "value": null}`)),
		"the signature written in": bytes.Replace(data, []byte(`"signature"`), []byte(`"Signature"`), 1),
	} {
		terms.File = file
		d := newDesk(t)
		if _, err := d.service.Adopt(ctx, "test", terms); !errors.Is(err, result.ErrTampered) {
			t.Errorf("%s: got %v, want it refused as changed", name, err)
		}
		if all, err := d.store.Rounds(ctx, kompass.Everything, ""); err != nil || len(all) != 0 {
			t.Errorf("%s: got %d rounds stored, %v", name, len(all), err)
		}
	}
}

// With a key of small order nobody needs a private one: for one message in eight or more a signature of zeros fits.
func TestAKeyThatAnybodyCanSignWithIsRefused(t *testing.T) {
	var points [][]byte
	for _, y := range []string{ // little endian
		"0100000000000000000000000000000000000000000000000000000000000000",
		"ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
		"0000000000000000000000000000000000000000000000000000000000000000",
		"26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
		"c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
	} {
		point, err := hex.DecodeString(y)
		if err != nil {
			t.Fatal(err)
		}
		mirrored := bytes.Clone(point)
		mirrored[31] |= 0x80
		points = append(points, point, mirrored)
	}
	forged := map[string]bool{}
	for _, company := range []string{"Adler", "Bach", "Celan", "Droste"} {
		for _, key := range points {
			for _, r := range points {
				file, fits, err := rounds.Forged(company, key, append(bytes.Clone(r), make([]byte, 32)...))
				if err != nil {
					t.Fatal(err)
				}
				if _, err := rounds.SignerOf(file); !errors.Is(err, result.ErrTampered) {
					t.Errorf("key %x with %x: got %v, want it refused", key, r, err)
				}
				if fits {
					forged[hex.EncodeToString(key[:31])] = true
				}
			}
		}
	}
	if len(forged) != 5 {
		t.Errorf("signatures without a private key fit for %d of 5 points", len(forged))
	}
}

func TestAnUnknownSignerIsAcceptedOnceAndKnownFromThenOn(t *testing.T) {
	from, _, data := finished(t)
	fingerprint := from.accepted(nil).Origin.Signer
	to := newDesk(t)
	for name, o := range map[string]rounds.Origin{
		"nothing accepted": {}, "another": {Signer: to.accepted(nil).Origin.Signer}, "half of it": {Signer: fingerprint[:19]},
		"any without a signature": {Unsigned: true},
	} {
		var unknown rounds.UnknownSignerError
		if _, err := to.service.Adopt(ctx, "test", rounds.Adoption{File: data, Origin: o}); !errors.As(err, &unknown) || unknown.Fingerprint != fingerprint {
			t.Errorf("%s: got %v, want signer %s unknown", name, err, fingerprint)
		}
	}
	if all, err := to.store.Rounds(ctx, kompass.Everything, ""); err != nil || len(all) != 0 {
		t.Errorf("got %d rounds stored, %v", len(all), err)
	}
	typed := strings.ToUpper(strings.ReplaceAll(fingerprint, "-", " "))
	if _, err := to.service.Adopt(ctx, "test", rounds.Adoption{File: data, Origin: rounds.Origin{Signer: typed}}); err != nil {
		t.Fatalf("accepted as %q: %v", typed, err)
	}
	if lines, err := to.store.AuditLines(ctx, kompass.AuditFilter{Kind: "setting", Limit: 10}); err != nil || len(lines) != 1 || lines[0].Object != kompass.RoundSigners {
		t.Errorf("got %+v, %v, want a line that says since when the signer is known", lines, err)
	}
	if adopted, err := to.service.Adopt(ctx, "test", rounds.Adoption{File: data}); err != nil || !adopted.Already {
		t.Errorf("a second time: got %+v, %v, want the signer known", adopted, err)
	}
	third, _, more := finished(t)
	if _, err := to.service.Adopt(ctx, "test", third.accepted(more)); err != nil {
		t.Errorf("another signer: %v", err)
	}
	if _, err := to.service.Adopt(ctx, "test", rounds.Adoption{File: data}); err != nil {
		t.Errorf("the first signer after another: %v", err)
	}
}

func TestAFileWithoutASignatureIsTakenOnlyWhereThatIsAccepted(t *testing.T) {
	_, _, data := finished(t)
	to := newDesk(t)
	_, err := to.service.Adopt(ctx, "test", rounds.Adoption{File: unsigned(t, data)})
	to.wantErr(err, rounds.ErrUnsigned)
	if all, err := to.store.Rounds(ctx, kompass.Everything, ""); err != nil || len(all) != 0 {
		t.Errorf("got %d rounds stored, %v", len(all), err)
	}
	if _, err := to.service.Adopt(ctx, "test", bare(unsigned(t, data))); err != nil {
		t.Error(err)
	}
}

func TestTheFileBesideTheDatabaseIsSigned(t *testing.T) {
	v := newVault(t)
	folder := t.TempDir()
	v.service.KeepFinished(folder)
	o := v.open(short)
	v.submit(o, upTo(6)...)
	v.close(o)
	data, err := os.ReadFile(filepath.Join(folder, o.Round.ID+".json"))
	if err != nil {
		t.Fatal(err)
	}
	signer, err := rounds.SignerOf(data)
	own, ownErr := v.service.OwnFingerprint()
	if err := errors.Join(err, ownErr); err != nil || rounds.Fingerprint(signer) != own {
		t.Errorf("got signer %x, %v, want %s", signer, err, own)
	}
}
