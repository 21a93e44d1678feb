package main

import (
	"slices"
	"strings"
	"testing"

	"github.com/urfave/cli/v3"

	"kompass/internal/i18n"
)

// everyCommand calls do with every command and what its help says.
func everyCommand(cmd *cli.Command, call []string, do func(cmd *cli.Command, call []string)) {
	do(cmd, call)
	for _, sub := range cmd.Commands {
		everyCommand(sub, append(slices.Clone(call), sub.Name), do)
	}
}

// germanIsEnglish are the words that are the same in both languages.
var germanIsEnglish = []string{"ID", "ID|E-MAIL"}

func TestEveryHelpIsInThePersonsLanguage(t *testing.T) {
	s := newShell(t)
	german := newApp(world{Lang: i18n.German})
	everyCommand(newApp(world{Lang: i18n.English}), nil, func(en *cli.Command, call []string) {
		de := german
		for _, name := range call {
			de = de.Command(name)
		}
		differ := func(english, german string) {
			if english == german && !slices.Contains(germanIsEnglish, english) && english != "" {
				t.Errorf("kompass %s: %q has no German", strings.Join(call, " "), english)
			}
		}
		differ(en.Usage, de.Usage)
		differ(en.ArgsUsage, de.ArgsUsage)
		differ(en.Description, de.Description)
		for i, flag := range en.VisibleFlags() {
			differ(flag.String(), de.VisibleFlags()[i].String())
		}
		s.lang = i18n.German
		got := s.raw(append(slices.Clone(call), "--help")...)
		for _, want := range []string{"NAME:", "AUFRUF:", "ANGABEN:", de.Usage, "kompass " + strings.Join(call, " "), "diese Hilfe zeigen"} {
			if !strings.Contains(got.stdout, want) && (len(call) > 0 || want != "ANGABEN:") {
				t.Errorf("kompass %s --help: no %q in %s", strings.Join(call, " "), want, got.stdout)
			}
		}
		if got.code != exitOK || strings.Contains(got.stdout, "OPTIONS") || strings.Contains(got.stdout, "USAGE") || strings.Contains(got.stdout, "default") {
			t.Errorf("kompass %s --help: exit %d, %s", strings.Join(call, " "), got.code, got.stdout)
		}
	})
}

func TestHelpNamesACommand(t *testing.T) {
	s := newShell(t)
	if got, want := s.raw("help", "round", "open"), s.raw("round", "open", "--help"); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
	if got := s.raw("help", "round", "open"); !strings.Contains(got.stdout, "(default: all)") || !strings.Contains(got.stdout, "(default: 5)") {
		t.Errorf("got %s, want the defaults in it", got.stdout)
	}
	s.refused(exitUsage, "There is no command “nonsense”", "help", "nonsense")
	s.refused(exitUsage, "There is no command “nonsense”", "help", "round", "nonsense")
}

func TestTheManualTellsOfEveryCommandAndFlag(t *testing.T) {
	s := newShell(t)
	for _, lang := range i18n.Langs {
		page := strings.ReplaceAll(s.ok("man", "--lang", string(lang)), `\-`, "-")
		everyCommand(newApp(world{Lang: lang}), nil, func(cmd *cli.Command, call []string) {
			for _, flag := range cmd.VisibleFlags() {
				name, usage, _ := strings.Cut(flag.String(), "\t")
				if !strings.Contains(page, ".TP\n.B "+name+"\n"+usage+"\n") {
					t.Errorf("%s: the page lacks %s of kompass %s", lang, name, strings.Join(call, " "))
				}
			}
			if !strings.Contains(page, cmd.UsageText+"\n"+cmd.Usage+"\n") && len(call) > 0 {
				t.Errorf("%s: the page lacks kompass %s", lang, strings.Join(call, " "))
			}
		})
		for line := range strings.Lines(page) {
			if macro, _, _ := strings.Cut(strings.TrimSpace(line), " "); strings.HasPrefix(line, ".") && !slices.Contains([]string{".TH", ".SH", ".SS", ".PP", ".TP", ".B"}, macro) || strings.HasPrefix(line, "'") {
				t.Errorf("%s: %q is read as a macro", lang, line)
			}
		}
	}
}
