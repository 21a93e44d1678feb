package backups

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"filippo.io/age"
)

var (
	// ErrRecipient means that what a copy is to be encrypted to is neither a recipient nor a file of some.
	ErrRecipient = errors.New("no recipient")
	// ErrSecret means that a secret key stands where a recipient belongs.
	ErrSecret = errors.New("a secret key in place of a recipient")
	// ErrIdentity means that a file holds no identity.
	ErrIdentity = errors.New("no identity")
	// ErrOtherKey means that a copy was encrypted to somebody else.
	ErrOtherKey = errors.New("the copy is for another key")
	// ErrDamaged means that an encrypted copy is not whole.
	ErrDamaged = errors.New("the encrypted copy is damaged")
)

const (
	secretKey = "AGE-SECRET-KEY-" // #nosec G101 -- how each of them begins
	header    = "age-encryption.org/"
)

// Recipients are those to whom copies are encrypted.
type Recipients []age.Recipient

// ReadRecipients reads them: each name is a recipient (age1…) or a file with one on each line.
func ReadRecipients(names []string) (Recipients, error) {
	var out Recipients
	for _, name := range names {
		text := []byte(name)
		if strings.HasPrefix(strings.ToUpper(name), secretKey) {
			return nil, ErrSecret
		}
		if !strings.HasPrefix(name, "age1") {
			var err error
			if text, err = os.ReadFile(name); err != nil {
				return nil, fmt.Errorf("recipients: %w", err)
			}
		}
		if bytes.Contains(bytes.ToUpper(text), []byte(secretKey)) {
			return nil, ErrSecret
		}
		recipients, err := age.ParseRecipients(bytes.NewReader(text))
		if err != nil {
			return nil, fmt.Errorf("%w: %s", ErrRecipient, name)
		}
		out = append(out, recipients...)
	}
	return out, nil
}

// Encrypt writes the file src, encrypted, to dst, which must not exist: whole and on the disk, or not at all.
func (r Recipients) Encrypt(ctx context.Context, src, dst string) (err error) {
	in, err := os.Open(src)
	if err != nil {
		return err
	}
	defer in.Close()
	part := dst + ".part"
	out, err := os.OpenFile(part, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	defer func() {
		if gone := os.Remove(part); !errors.Is(gone, fs.ErrNotExist) {
			err = errors.Join(err, gone)
		}
	}()
	if err := errors.Join(encrypt(out, reader{ctx, in}, r), out.Sync(), out.Close()); err != nil {
		return fmt.Errorf("encrypt: %w", err)
	}
	if _, err := os.Lstat(dst); !errors.Is(err, fs.ErrNotExist) {
		return errors.Join(fs.ErrExist, err)
	}
	return errors.Join(os.Rename(part, dst), syncFolder(filepath.Dir(dst)))
}

func encrypt(out io.Writer, in io.Reader, to Recipients) error {
	w, err := age.Encrypt(out, to...)
	if err != nil {
		return err
	}
	if _, err := io.Copy(w, in); err != nil {
		return err
	}
	return w.Close()
}

// Encrypted reports whether a file is an encrypted copy.
func Encrypted(path string) (bool, error) {
	file, err := os.Open(path)
	if err != nil {
		return false, err
	}
	defer file.Close()
	begin := make([]byte, len(header))
	n, err := io.ReadFull(file, begin)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return false, err
	}
	return string(begin[:n]) == header, nil
}

// Decrypt writes what the encrypted copy src says to dst, with the secret keys in the file identity.
func Decrypt(ctx context.Context, src, dst, identity string) error {
	keys, err := os.ReadFile(identity)
	if err != nil {
		return err
	}
	identities, err := age.ParseIdentities(bytes.NewReader(keys))
	if err != nil {
		return ErrIdentity // the words of the error may hold a part of the key
	}
	in, err := os.Open(src)
	if err != nil {
		return err
	}
	defer in.Close()
	var other *age.NoIdentityMatchError
	plain, err := age.Decrypt(in, identities...)
	switch {
	case errors.As(err, &other):
		return ErrOtherKey
	case err != nil:
		return fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	out, err := os.OpenFile(dst, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	source := &noted{in: reader{ctx, plain}}
	_, err = io.Copy(out, source)
	if source.err != nil && ctx.Err() == nil {
		err = fmt.Errorf("%w: %w", ErrDamaged, source.err)
	}
	return errors.Join(err, out.Close())
}

// reader ends with its context.
type reader struct {
	ctx context.Context
	in  io.Reader
}

func (r reader) Read(p []byte) (int, error) {
	if err := r.ctx.Err(); err != nil {
		return 0, err
	}
	return r.in.Read(p)
}

// noted keeps the error with which reading failed, to tell it from one of writing.
type noted struct {
	in  io.Reader
	err error
}

func (n *noted) Read(p []byte) (int, error) {
	got, err := n.in.Read(p)
	if err != nil && !errors.Is(err, io.EOF) {
		n.err = err
	}
	return got, err
}

func syncFolder(dir string) error {
	f, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}
