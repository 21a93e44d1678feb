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

// Forged is a small file that bears a signature that nobody made, and whether crypto/ed25519 takes that for one by the key.
func Forged(company string, key, signature []byte) (file []byte, fits bool, err error) {
	f, err := roundFile{Company: fileCompany{Name: company}, Questionnaire: json.RawMessage("{}")}.sealed()
	if err != nil {
		return nil, false, err
	}
	message, err := f.signed()
	if err != nil {
		return nil, false, err
	}
	f.Signature = &fileSignature{key, signature}
	file, err = f.write()
	return file, ed25519.Verify(key, message, signature), err
}
