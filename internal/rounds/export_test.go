package rounds

import (
	"crypto/ed25519"
	"encoding/json"
)

// Sealed gives a changed file the checksum that fits it, as somebody who knows the format could, and no signature.
func Sealed(data []byte) ([]byte, error) {
	var f roundFile
	if err := json.Unmarshal(data, &f); err != nil {
		return nil, err
	}
	version := f.Version
	f, err := f.sealed()
	if err == nil && version > roundFileVersion {
		f.Version = version
		f.Digest, err = f.sum()
	}
	if err != nil {
		return nil, err
	}
	return f.write()
}

// SmallFile is a signed file as short as one can be. What stands in it belongs to no round.
func (s *Service) SmallFile() ([]byte, error) {
	return s.sign(roundFile{Company: fileCompany{Name: "Adler & Söhne"}, Questionnaire: json.RawMessage("{}")})
}

// SignerOf checks a file and says who signed it.
func SignerOf(data []byte) (ed25519.PublicKey, error) {
	_, signer, err := parseRoundFile(data)
	return signer, err
}

// HoldComments sets how many bytes of comments a closing holds in memory.
func (s *Service) HoldComments(bytes int) { s.holdComments = bytes }
