package web_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"net/url"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"kompass/internal/address"
	"kompass/internal/kompass"
	"kompass/internal/web/webtest"
)

// addresses are all that package address writes: constants, and functions of the names of things.
var addresses = map[string]any{
	"Home": address.Home, "Method": address.Method, "Privacy": address.Privacy, "Imprint": address.Imprint, "Accessibility": address.Accessibility,
	"Receipt": address.Receipt, "Health": address.Health, "Ready": address.Ready, "MethodSection": address.MethodSection, "Logo": address.Logo,
	"Questionnaire": address.Questionnaire, "Thanks": address.Thanks, "Left": address.Left, "Another": address.Another, "Guess": address.Guess,

	"SignIn": address.SignIn, "SignInCode": address.SignInCode, "SignOut": address.SignOut, "Password": address.Password,
	"ForgottenPassword": address.ForgottenPassword, "Account": address.Account, "AccountPassword": address.AccountPassword,
	"Sessions": address.Sessions, "StaySignedIn": address.StaySignedIn, "Reauthenticate": address.Reauthenticate,
	"SecondStep": address.SecondStep, "ConfirmSecondStep": address.ConfirmSecondStep, "DropSecondStep": address.DropSecondStep,
	"RecoveryCodes": address.RecoveryCodes, "People": address.People, "Person": address.Person, "PersonProblem": address.PersonProblem, "PersonLink": address.PersonLink,
	"DisablePerson": address.DisablePerson, "EnablePerson": address.EnablePerson, "PersonWithoutSecondStep": address.PersonWithoutSecondStep,

	"Settings": address.Settings, "Identity": address.Identity, "IdentityLogo": address.IdentityLogo, "UploadIdentityLogo": address.UploadIdentityLogo,
	"RemoveIdentityLogo": address.RemoveIdentityLogo, "Texts": address.Texts, "Text": address.Text, "Audit": address.Audit,
	"Keys": address.Keys, "Deletion": address.Deletion, "Questionnaires": address.Questionnaires,
	"UploadQuestionnaire": address.UploadQuestionnaire, "QuestionnaireVersion": address.QuestionnaireVersion,
	"WithdrawQuestionnaire": address.WithdrawQuestionnaire, "PreviewQuestionnaire": address.PreviewQuestionnaire, "Note": func(id string, version int) string { return address.Note(id, version, "item-a1", "/app") },

	"Overview": address.Overview, "Companies": address.Companies, "CompareCompanies": address.CompareCompanies, "Company": address.Company,
	"CompanyTeams": address.CompanyTeams, "CompanyProfile": address.CompanyProfile, "Details": address.Details,
	"DetailsLogo": address.DetailsLogo, "UploadLogo": address.UploadLogo, "RemoveLogo": address.RemoveLogo, "Positioning": address.Positioning,
	"Words": address.Words, "WordsOnTheWay": address.WordsOnTheWay, "DeleteCompany": address.DeleteCompany, "Consent": address.Consent,
	"Teams": address.Teams, "MergeTeams": address.MergeTeams, "Team": address.Team, "ArchiveTeam": address.ArchiveTeam,
	"RestoreTeam": address.RestoreTeam, "Target": address.Target, "TargetOf": address.TargetOf, "TargetFrom": address.TargetFrom, "ProposedTarget": address.ProposedTarget,
	"Compare": address.Compare, "TeamLinks": address.TeamLinks,
	"UnlinkTeams": address.UnlinkTeams, "Heat": address.Heat, "Peers": address.Peers, "OpenRound": address.OpenRound,
	"NewRound": address.NewRound, "RoundStep": address.RoundStep, "PreviewDraft": address.PreviewDraft,

	"Round": address.Round, "ConfirmRound": address.ConfirmRound, "ConfirmWithoutKey": address.ConfirmWithoutKey,
	"CloseRound": address.CloseRound, "CancelRound": address.CancelRound, "ReleaseRound": address.ReleaseRound,
	"RoundTitle": address.RoundTitle, "RoundPeriod": address.RoundPeriod, "RoundTeams": address.RoundTeams, "Codes": address.Codes,
	"PreviewRound": address.PreviewRound, "RoundKey": address.RoundKey, "RoundKeyWords": address.RoundKeyWords,
	"ConfirmRoundKey": address.ConfirmRoundKey, "UploadRoundKey": address.UploadRoundKey, "Stage": address.Stage,
	"StageCount": address.StageCount, "Paper": address.Paper, "Pack": address.Pack, "Dossier": address.Dossier, "Entry": address.Entry,
	"Import": address.Import, "UploadAnswers": address.UploadAnswers,

	"RoundEndFile": address.RoundEndFile, "WorkshopFile": address.WorkshopFile, "CheckInsFile": address.CheckInsFile, "MeasureFile": address.MeasureFile,
	"Share": address.Share, "ShareState": address.ShareState,
	"Review": address.Review, "ConfirmRelease": address.ConfirmRelease, "Introduction": address.Introduction, "Comments": address.Comments,
	"Result": address.Result, "Explain": address.Explain, "Report": address.Report, "Reports": address.Reports,
	"CancelReports": address.CancelReports, "ReportsFile": address.ReportsFile,
	"GroupResult": func(id, group string) string { return address.GroupResult(id, map[string]string{"team": group}) },
	"Export":      func(id string) string { return address.Export(id, "csv") },
	"Chart":       func(id string) string { return address.Chart(id, "dots.svg") },
	"PDF":         func(id string) string { return address.PDF(address.Report(id)) },

	"Measures": address.Measures, "MeasuresFile": address.MeasuresFile, "CompanyMeasures": address.CompanyMeasures, "Measure": address.Measure,
	"MeasureState": address.MeasureState, "DeleteMeasure": address.DeleteMeasure, "ConfirmMeasureDeletion": address.ConfirmMeasureDeletion,
	"AddMeasure": address.AddMeasure,
	"NewMeasure": func(id, team, item string) string { return address.NewMeasure(id, team, kompass.Aim{Item: item}) },
}

// noAddress is what the package exports beside them.
var noAddress = []string{"BehindSignIn", "Group", "ParseBaseURL", "TakesAnswers", "UploadSuffix", "With"}

// withoutFunction are the routes that other packages name, the styles and scripts, and the one that people type.
var withoutFunction = []string{"/assets/*"}

// hostile is a name that leads elsewhere wherever it is not escaped.
const hostile = "../a?b=c&d#e/f%2Fg ä"

func TestEveryAddressLeadsToARoute(t *testing.T) {
	patterns := patternsOf(webtest.New(t).Routes())
	reached := map[string]bool{}
	for name, of := range addresses {
		made, names := madeOf(of)
		u, err := url.Parse(made)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		pattern := slices.IndexFunc(patterns, func(p string) bool { return fits(p, u.EscapedPath()) })
		if pattern < 0 {
			t.Errorf("%s: %s is no route", name, made)
			continue
		}
		reached[patterns[pattern]] = true
		if got := hostileIn(u); got != names {
			t.Errorf("%s: got %d of %d names whole in %s", name, got, names, made)
		}
	}
	for _, p := range patterns {
		if !reached[p] && !slices.Contains(withoutFunction, p) && !strings.Contains(p, "/export.") && !strings.Contains(p, "/chart/") && !strings.HasSuffix(p, ".pdf") {
			t.Errorf("no address leads to %s", p)
		}
	}
}

func TestEveryAddressIsTried(t *testing.T) {
	want := slices.Sorted(maps.Keys(addresses))
	if got := exportedBy(t, "../address"); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// madeOf is an address made of hostile names, and of how many.
func madeOf(of any) (made string, names int) {
	if constant, ok := of.(string); ok {
		return constant, 0
	}
	f := reflect.ValueOf(of)
	var args []reflect.Value
	for i := range f.Type().NumIn() {
		kind := f.Type().In(i)
		if kind.Kind() == reflect.Int {
			args = append(args, reflect.ValueOf(1))
			continue
		}
		args, names = append(args, reflect.ValueOf(hostile).Convert(kind)), names+1
	}
	return f.Call(args)[0].String(), names
}

// hostileIn counts in how many places of an address the hostile name stands whole.
func hostileIn(u *url.URL) int {
	n := 0
	for segment := range strings.SplitSeq(u.EscapedPath(), "/") {
		if whole, err := url.PathUnescape(segment); err == nil && strings.TrimSuffix(whole, ".png") == hostile {
			n++
		}
	}
	for _, values := range u.Query() {
		for _, value := range values {
			if value == hostile {
				n++
			}
		}
	}
	if u.Fragment == hostile {
		n++
	}
	return n
}

// patternsOf are the patterns of routes, each once; those without names come first, so that they win as in the server.
func patternsOf(routes []string) []string {
	var out []string
	for _, r := range routes {
		_, pattern, _ := strings.Cut(r, " ")
		out = append(out, pattern)
	}
	slices.SortFunc(out, func(a, b string) int {
		if n := strings.Count(a, ":") - strings.Count(b, ":"); n != 0 {
			return n
		}
		return strings.Compare(a, b)
	})
	return slices.Compact(out)
}

// fits reports whether a path is one of a pattern.
func fits(pattern, path string) bool {
	want, got := strings.Split(pattern, "/"), strings.Split(path, "/")
	if len(want) != len(got) {
		return false
	}
	for i := range want {
		if want[i] != got[i] && (!strings.HasPrefix(want[i], ":") || got[i] == "") {
			return false
		}
	}
	return true
}

// exportedBy are the exported constants and functions of a package, without methods, in order.
func exportedBy(t *testing.T, folder string) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(folder, "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	add := func(name *ast.Ident) {
		if name.IsExported() && !slices.Contains(noAddress, name.Name) {
			out = append(out, name.Name)
		}
	}
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		tree, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range tree.Decls {
			switch d := d.(type) {
			case *ast.FuncDecl:
				if d.Recv == nil {
					add(d.Name)
				}
			case *ast.GenDecl:
				for _, spec := range d.Specs {
					if values, ok := spec.(*ast.ValueSpec); ok {
						for _, name := range values.Names {
							add(name)
						}
					}
				}
			}
		}
	}
	slices.Sort(out)
	return out
}
