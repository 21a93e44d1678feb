package keys

import (
	"bytes"
	"crypto/ed25519"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"
)

// The file of the key that the installation signs with: magic, installation, private key as its seed, public key.
const (
	signingName  = "KOMPASS-SIGN-" // and the installation
	signingMagic = "KOMPASS SIGN 1\n"
	signingSize  = len(signingMagic) + idSize + ed25519.SeedSize + ed25519.PublicKeySize
)

// Signer returns the public half of the key that this installation signs with. Where no folder within reach has one it is drawn
// from random; folders that lack it get a copy. A copy that is not whole is [ErrDamaged] where there is no other, and no folder
// within reach is [ErrUnreachable].
func (r *Ring) Signer(random io.Reader) (ed25519.PublicKey, error) {
	key, err := r.signingKey(random)
	if err != nil {
		return nil, err
	}
	return key.Public().(ed25519.PublicKey), nil
}

// Sign signs a message with the key of [Ring.Signer], which never leaves this package.
func (r *Ring) Sign(message []byte, random io.Reader) (ed25519.PublicKey, []byte, error) {
	key, err := r.signingKey(random)
	if err != nil {
		return nil, nil, err
	}
	return key.Public().(ed25519.PublicKey), ed25519.Sign(key, message), nil
}

// signingKey returns the first whole copy, in the order of the folders, so that all processes take the same.
func (r *Ring) signingKey(random io.Reader) (ed25519.PrivateKey, error) {
	var key ed25519.PrivateKey
	var lacking []string
	var damaged error
	folders := r.Reachable()
	for _, folder := range folders {
		found, err := r.readSigning(folder)
		switch {
		case errors.Is(err, ErrMissing):
			lacking = append(lacking, folder)
		case err != nil:
			damaged = errors.Join(damaged, err)
		case key == nil:
			key = found
		}
	}
	switch {
	case len(folders) == 0:
		return nil, fmt.Errorf("the key that this installation signs with: %w", ErrUnreachable)
	case key == nil && damaged != nil:
		return nil, damaged
	case key == nil:
		return r.drawSigning(folders, random)
	}
	return key, r.storeSigning(lacking, key)
}

// drawSigning makes a new key. Where another process was faster, its key is the one that counts.
func (r *Ring) drawSigning(folders []string, random io.Reader) (ed25519.PrivateKey, error) {
	seed := make([]byte, ed25519.SeedSize)
	if _, err := io.ReadFull(random, seed); err != nil {
		return nil, fmt.Errorf("draw the key to sign with: %w", err)
	}
	if err := r.storeSigning(folders[:1], ed25519.NewKeyFromSeed(seed)); err != nil {
		return nil, err
	}
	key, err := r.readSigning(folders[0])
	if err != nil {
		return nil, err
	}
	return key, r.storeSigning(folders[1:], key)
}

func (r *Ring) storeSigning(folders []string, key ed25519.PrivateKey) error {
	data := append([]byte(signingMagic), r.installation...)
	data = append(append(data, key.Seed()...), key.Public().(ed25519.PublicKey)...)
	for _, folder := range folders {
		if err := ignoring(fs.ErrExist, createFile(folder, signingName+r.installation, data)); err != nil {
			return fmt.Errorf("store the key to sign with in %s: %w", folder, err)
		}
	}
	return nil
}

func (r *Ring) readSigning(folder string) (ed25519.PrivateKey, error) {
	path := filepath.Join(folder, signingName+r.installation)
	raw, err := readFile(folder, signingName+r.installation, int64(signingSize))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%s: %w", path, ErrMissing)
	}
	if err != nil {
		return nil, err
	}
	rest, ours := bytes.CutPrefix(raw, []byte(signingMagic+r.installation))
	if !ours || len(raw) != signingSize {
		return nil, fmt.Errorf("%s: %w", path, ErrDamaged)
	}
	key := ed25519.NewKeyFromSeed(rest[:ed25519.SeedSize])
	if !bytes.Equal(key.Public().(ed25519.PublicKey), rest[ed25519.SeedSize:]) {
		return nil, fmt.Errorf("%s: its private and public keys do not belong together: %w", path, ErrDamaged)
	}
	return key, nil
}
