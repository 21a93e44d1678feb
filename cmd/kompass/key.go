package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/urfave/cli/v3"

	"kompass/internal/i18n"
	"kompass/internal/keys"
)

func keyCommand(w world) *cli.Command {
	return &cli.Command{Name: "key", Usage: "keys of open rounds", Commands: []*cli.Command{
		{Name: "list", Usage: "say where the keys of open rounds lie", Action: func(ctx context.Context, c *cli.Command) error { return listKeys(ctx, w, c, false) }},
		{Name: "check", Usage: "try whether each key opens its round; exit 1 if one is missing", Action: func(ctx context.Context, c *cli.Command) error { return listKeys(ctx, w, c, true) }},
		{Name: "copy", Usage: "copy every key to another folder; the copy is to be destroyed by hand, unless --keys names it from then on", ArgsUsage: "DIR", Action: func(ctx context.Context, c *cli.Command) error {
			return copyKeys(ctx, w, c)
		}},
		{Name: "fingerprint", Usage: "print the fingerprint of the key that this installation signs the files of closed rounds with", Action: func(ctx context.Context, c *cli.Command) error {
			return withTools(ctx, w, c, func(t *tools) error { return t.printFingerprint(c) })
		}},
	}}
}

// keyJSON is one copy of a round's key.
type keyJSON struct {
	Round  string `json:"round"`
	Title  string `json:"title"`
	Folder string `json:"folder"`
	State  string `json:"state"`
	Holder bool   `json:"holder"`
}

// keysJSON is what the folders of keys hold.
type keysJSON struct {
	OK      bool      `json:"ok"`
	Keys    []keyJSON `json:"keys"`
	Unknown []string  `json:"unknown"`
}

func listKeys(ctx context.Context, w world, c *cli.Command, check bool) error {
	return withTools(ctx, w, c, func(t *tools) error {
		out, err := t.keyState(ctx)
		if err != nil {
			return err
		}
		if c.Bool("json") {
			err = printJSON(w.Stdout, out)
		} else {
			err = t.printKeys(out)
		}
		if err == nil && check && !out.OK {
			return errReported
		}
		return err
	})
}

// keyState looks at every copy of the keys of rounds that still need one. All is well when each round has a key that fits.
func (t *tools) keyState(ctx context.Context) (keysJSON, error) {
	out := keysJSON{OK: true, Keys: []keyJSON{}, Unknown: []string{}}
	sealed, err := t.Store.SealedRounds(ctx)
	if err != nil {
		return out, err
	}
	for _, r := range sealed {
		copies, err := t.Rounds.KeyCopies(ctx, r)
		if err != nil {
			return out, err
		}
		fits := false
		for _, one := range copies {
			out.Keys = append(out.Keys, keyJSON{r.ID, r.Title, one.Folder, string(one.State), r.Held})
			fits = fits || one.State == keys.Fits
		}
		out.OK = out.OK && fits
	}
	found, err := t.Keys.Find()
	if err == nil {
		out.Unknown = append(out.Unknown, found.Unknown...)
	}
	return out, err
}

func (t *tools) printKeys(out keysJSON) error {
	z := i18n.For(t.Lang)
	for _, k := range out.Keys {
		if _, err := fmt.Fprintf(t.Stdout, "%s\t%s\t%s\t%s\n", k.Round, z.T("key.state."+k.State), k.Folder, k.Title); err != nil {
			return err
		}
	}
	for _, path := range out.Unknown {
		fmt.Fprintln(t.Stderr, "kompass:", z.T("cli.key.unknown", "file", path))
	}
	return nil
}

func copyKeys(ctx context.Context, w world, c *cli.Command) error {
	args, err := arguments(c, "DIR")
	if err != nil {
		return err
	}
	return withTools(ctx, w, c, func(t *tools) error {
		installation, err := t.Store.Installation(ctx)
		if err != nil {
			return err
		}
		to := keys.Config{Folders: []string{args[0]}, Installation: installation, Database: placeOf(c.String("db"))}
		copied, err := t.Keys.CopyTo(to, t.Rand)
		if err != nil {
			return aboutKeys(err)
		}
		if err := t.Store.NoteKeysCopied(ctx, commandLine, args[0], copied); err != nil {
			return err
		}
		if c.Bool("json") {
			return printJSON(w.Stdout, struct {
				Folder string   `json:"folder"`
				Copied []string `json:"copied"`
			}{args[0], append([]string{}, copied...)})
		}
		_, err = fmt.Fprintln(w.Stdout, i18n.From(ctx).T("cli.key.copied", "n", len(copied), "folder", args[0]))
		return err
	})
}

func (t *tools) printFingerprint(c *cli.Command) error {
	fingerprint, err := t.Rounds.OwnFingerprint()
	if err != nil {
		return aboutSigning(err)
	}
	if c.Bool("json") {
		return printJSON(t.Stdout, struct {
			Fingerprint string `json:"fingerprint"`
		}{fingerprint})
	}
	_, err = fmt.Fprintln(t.Stdout, fingerprint)
	return err
}

// keyFindings returns which copies of keys are not as they should be.
func (t *tools) keyFindings(ctx context.Context) ([]string, error) {
	rounds, err := t.Store.SealedRounds(ctx)
	if err != nil {
		return nil, err
	}
	var findings []string
	for _, r := range rounds {
		copies, err := t.Rounds.KeyCopies(ctx, r)
		if err != nil {
			return nil, err
		}
		for _, one := range copies {
			if one.State != keys.Fits {
				findings = append(findings, fmt.Sprintf("the key of round %s in %s: %s", r.ID, one.Folder, one.State))
			}
		}
	}
	if err := t.Rounds.CheckEpochs(ctx); err != nil {
		findings = append(findings, strings.Split(err.Error(), "\n")...)
	}
	return findings, nil
}
