// Package questionnaires embeds the questionnaires that come with Kompass. It holds no logic: what a file means is the
// business of the engine that parses it.
package questionnaires

import (
	"embed"
	"fmt"
	"io/fs"
)

// FS holds the shipped questionnaire files at its root.
//
//go:embed *.yaml
var FS embed.FS

// Files returns the content of every shipped questionnaire by file name.
func Files() (map[string][]byte, error) {
	names, err := fs.Glob(FS, "*.yaml")
	if err != nil {
		return nil, fmt.Errorf("list the shipped questionnaires: %w", err)
	}
	files := make(map[string][]byte, len(names))
	for _, name := range names {
		if files[name], err = FS.ReadFile(name); err != nil {
			return nil, fmt.Errorf("read a shipped questionnaire: %w", err)
		}
	}
	return files, nil
}
