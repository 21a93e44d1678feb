package main

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/urfave/cli/v3"

	"kompass/internal/i18n"
)

// The parser would take its own template, in English, for a command that has others below it.
func init() {
	cli.ShowSubcommandHelp = func(cmd *cli.Command) error {
		cli.HelpPrinter(cmd.Root().Writer, cmd.CustomHelpTemplate, cmd)
		return nil
	}
}

// describe puts what a command and all below it say of themselves into the person's language. Name is how the command is called.
func describe(z i18n.Localizer, cmd *cli.Command, name string) {
	cmd.Usage, cmd.Description, cmd.ArgsUsage = z.Sentence(cmd.Usage), z.Sentence(cmd.Description), z.Sentence(cmd.ArgsUsage)
	cmd.HideHelpCommand = true // there is one for all, below
	cmd.Flags = append(cmd.Flags, &cli.BoolFlag{Name: "help", Aliases: []string{"h"}, Usage: "show help", Local: true})
	for _, f := range cmd.Flags {
		describeFlag(z, f)
	}
	call := []string{name, z.Sentence("[options]")}
	cmd.CustomHelpTemplate = cli.CommandHelpTemplate
	if len(cmd.Commands) > 0 {
		call = append(call, z.Sentence("command"))
		cmd.CustomHelpTemplate = cli.SubcommandHelpTemplate
	}
	cmd.UsageText = strings.TrimSpace(strings.Join(append(call, cmd.ArgsUsage), " "))
	cmd.CustomHelpTemplate = headed(z, cmd.CustomHelpTemplate)
	cmd.CustomRootCommandHelpTemplate = headed(z, cli.RootCommandHelpTemplate)
	for _, sub := range cmd.Commands {
		describe(z, sub, name+" "+sub.Name)
	}
}

// headings are those of a help, the longer ones first where one ends another.
var headings = []string{"NAME:", "USAGE:", "DESCRIPTION:", "GLOBAL OPTIONS:", "COMMANDS:", "OPTIONS:"}

// headed gives a template of the parser its headings in the person's language.
func headed(z i18n.Localizer, template string) string {
	var pairs []string
	for _, heading := range headings {
		pairs = append(pairs, heading, z.Sentence(heading))
	}
	return strings.NewReplacer(pairs...).Replace(template)
}

func describeFlag(z i18n.Localizer, flag cli.Flag) {
	tell := func(usage *string, hidden *bool, value string) {
		*usage, *hidden = z.Sentence(*usage), true // the parser would tell the default in English
		if value != "" {
			*usage += " (" + fmt.Sprintf(z.Sentence("default: %s"), value) + ")"
		}
	}
	switch f := flag.(type) {
	case *cli.StringFlag:
		tell(&f.Usage, &f.HideDefault, f.Value)
	case *cli.BoolFlag:
		tell(&f.Usage, &f.HideDefault, "")
	case *cli.IntFlag:
		tell(&f.Usage, &f.HideDefault, strings.TrimPrefix(strconv.Itoa(f.Value), "0"))
	case *cli.Uint64Flag:
		tell(&f.Usage, &f.HideDefault, strconv.FormatUint(f.Value, 10))
	case *cli.StringSliceFlag:
		tell(&f.Usage, &f.HideDefault, "")
	}
}

// helpCommand shows the help of the program, or of the command that its arguments name.
func helpCommand(w world) *cli.Command {
	return &cli.Command{Name: "help", Aliases: []string{"h"}, Usage: "show what there is, or the help of a command", ArgsUsage: "[COMMAND]", Action: func(_ context.Context, c *cli.Command) error {
		of := c.Root()
		for _, name := range c.Args().Slice() {
			at := slices.IndexFunc(of.Commands, func(sub *cli.Command) bool { return sub.HasName(name) })
			if at < 0 {
				return usage("cli.usage.command_unknown", "command", of.FullName(), "name", name)
			}
			of = of.Commands[at]
		}
		return newApp(w).Run(context.Background(), slices.Concat([]string{c.Root().Name}, c.Args().Slice(), []string{"--help"}))
	}}
}
