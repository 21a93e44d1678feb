package export

import (
	"archive/zip"
	"bytes"
	"cmp"
	"fmt"
	"io"
	"slices"
)

// settle writes an archive's entries in the order of their names and without times, so that the same result gives the same
// bytes whenever and however often it is exported. The library writes them in an order that differs from run to run.
func settle(w io.Writer, archive []byte) error {
	in, err := zip.NewReader(bytes.NewReader(archive), int64(len(archive)))
	if err != nil {
		return fmt.Errorf("read archive: %w", err)
	}
	slices.SortFunc(in.File, func(a, b *zip.File) int { return cmp.Compare(a.Name, b.Name) })
	out := zip.NewWriter(w)
	for _, f := range in.File {
		if err := copyEntry(out, f); err != nil {
			return fmt.Errorf("write %s: %w", f.Name, err)
		}
	}
	return out.Close()
}

func copyEntry(out *zip.Writer, f *zip.File) error {
	body, err := f.Open()
	if err != nil {
		return err
	}
	defer body.Close()
	to, err := out.CreateHeader(&zip.FileHeader{Name: f.Name, Method: zip.Deflate})
	if err != nil {
		return err
	}
	_, err = io.Copy(to, body) // #nosec G110 -- nothing from outside: what was packed here
	return err
}
