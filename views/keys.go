package views

import (
	"strings"
	"time"

	"kompass/internal/kompass"
)

// Keys is the model of the page that says where the keys of all rounds lie. It has no key.
type Keys struct {
	Page    Page
	Folders []KeyFolder
	Away    bool // a folder is not there
	Rounds  []RoundKeys
	Left    []LeftKey
	Rebuild bool // the file of the database has still to be written anew
	Copied  []CopiedKeys
	Unknown []string // paths of whatever else lies in the folders
}

// KeyFolder is a folder of keys.
type KeyFolder struct {
	Path string
	Here bool
	Keys int // of rounds that are not over
}

// RoundKeys are the copies of the key of a round.
type RoundKeys struct {
	Company string
	Round   kompass.Round
	Copies  []KeyCopy
	Missing bool // no copy fits
}

// LeftKey is the key of a round that is over, and the folders in which it may still lie. A round that was deleted has no title.
type LeftKey struct {
	Company string
	Round   kompass.Round
	Folders []string
}

// CopiedKeys is a folder that somebody has copied keys to, and when the last time.
type CopiedKeys struct {
	Folder string
	Last   time.Time
}

// paths are the folders as the command for a second copy names them.
func (m Keys) paths() string {
	var out []string
	for _, f := range m.Folders {
		out = append(out, f.Path)
	}
	return strings.Join(out, ",")
}

func (m Keys) undone() bool { return len(m.Left) > 0 || m.Rebuild }
