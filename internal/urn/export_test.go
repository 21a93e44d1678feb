package urn

// Pad and Unpad let the tests forge contents.
func Pad(s Steps, c Content) ([]byte, error) { return s.pad(c) }

// Unpad reads a padded content.
func Unpad(padded []byte) (Content, error) { return unpad(padded) }

// Secret is what an epoch keeps in memory.
func Secret(e *Epoch) []byte { return e.secret }

// ContentKey is the key of one answer.
func ContentKey(e *Epoch, id [IDSize]byte) []byte { return e.contentKey(id) }

// NextKey is the same key as [Opener.Open] derives it.
func NextKey(e *Epoch) func(id [IDSize]byte) []byte { return newContentKeys(e).of }
