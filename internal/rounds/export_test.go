package rounds

import "encoding/json"

// Sealed gives a changed file the checksum that fits it, as somebody who knows the format could.
func Sealed(data []byte) ([]byte, error) {
	var f roundFile
	if err := json.Unmarshal(data, &f); err != nil {
		return nil, err
	}
	version := f.Version
	out, err := f.encode()
	if err == nil && version != roundFileVersion {
		f.Version = version
		f.Digest, err = f.sum()
		if err == nil {
			out, err = json.Marshal(f)
		}
	}
	return out, err
}

// HoldComments sets how many bytes of comments a closing holds in memory.
func (s *Service) HoldComments(bytes int) { s.holdComments = bytes }
