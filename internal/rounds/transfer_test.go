package rounds_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"

	"kompass/internal/kompass"
	"kompass/internal/result"
	"kompass/internal/rounds"
)

// finished closes a round of 24 people, shows one of its comments, and returns it as a file.
func finished(t *testing.T) (*desk, rounds.Opened, []byte) {
	t.Helper()
	d := newDesk(t, "Service", "Kitchen")
	o := d.open(short)
	d.submit(o, upTo(24)...)
	d.close(o)
	comments, err := d.store.Comments(ctx, kompass.Everything, o.Round.ID)
	if err != nil || len(comments) < 2 {
		t.Fatalf("got %d comments, %v", len(comments), err)
	}
	if err := d.store.Moderate(ctx, kompass.Unlimited("test"), o.Round.ID, []kompass.Ruling{{CommentID: comments[0].ID, Verdict: kompass.CommentShown}}); err != nil {
		t.Fatal(err)
	}
	if err := d.store.SetIntroduction(ctx, kompass.Unlimited("test"), o.Round.ID, "Guten Tag."); err != nil {
		t.Fatal(err)
	}
	return d, o, file(t, d, o)
}

func file(t *testing.T, d *desk, o rounds.Opened) []byte {
	t.Helper()
	data, err := d.service.Finished(ctx, kompass.Everything, o.Round.ID)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// accepted is a file of this desk, to somebody who has compared its fingerprint.
func (d *desk) accepted(data []byte) rounds.Adoption {
	d.t.Helper()
	fingerprint, err := d.service.OwnFingerprint()
	if err != nil {
		d.t.Fatal(err)
	}
	return rounds.Adoption{File: data, Origin: rounds.Origin{Signer: fingerprint}}
}

// bare is a file without a signature, to somebody who knows where it comes from.
func bare(data []byte) rounds.Adoption {
	return rounds.Adoption{File: data, Origin: rounds.Origin{Unsigned: true}}
}

func underCompany(a rounds.Adoption, id string) rounds.Adoption {
	a.CompanyID = id
	return a
}

func unsigned(t *testing.T, data []byte) []byte {
	t.Helper()
	return replaced(t, data, func(map[string]any) {})
}

func TestFinishedRoundMovesWithWhatWasPublished(t *testing.T) {
	from, o, data := finished(t)
	to := newDesk(t)
	adopted, err := to.service.Adopt(ctx, "test", from.accepted(data))
	if err != nil || adopted.Already || adopted.Round.ID != o.Round.ID || adopted.CompanyID != from.company.ID {
		t.Fatalf("got %+v, %v", adopted, err)
	}
	want, _, _ := from.store.Result(ctx, kompass.Everything, o.Round.ID)
	got, _, err := to.store.Result(ctx, kompass.Everything, o.Round.ID)
	if err != nil || !bytes.Equal(got, want) {
		t.Errorf("got another result, error %v", err)
	}
	if doc, err := to.service.Result(ctx, kompass.Everything, o.Round.ID); err != nil || *doc.Everyone().N != 24 {
		t.Errorf("got %+v, %v", doc, err)
	}
	teams, err := to.store.Teams(ctx, kompass.Everything, from.company.ID)
	if err != nil || len(teams) != 2 || teams[0].ID != from.teams[0].ID || teams[0].Name != "Service" || teams[0].Heads != from.teams[0].Heads {
		t.Errorf("got teams %+v, %v", teams, err)
	}
	shown, err := to.store.ShownComments(ctx, kompass.Everything, o.Round.ID)
	all, allErr := to.store.Comments(ctx, kompass.Everything, o.Round.ID)
	if n := len(slices.Concat(slices.Collect(maps.Values(shown))...)); n != 1 || len(all) != 1 || errors.Join(err, allErr) != nil {
		t.Errorf("got %d shown of %d comments, %v, %v, want the one that was shown and no other", n, len(all), err, allErr)
	}
	if intro, err := to.store.Introduction(ctx, kompass.Everything, o.Round.ID); intro != "Guten Tag." || err != nil {
		t.Errorf("got introduction %q, %v", intro, err)
	}
	totals, err := to.store.RoundTotals(ctx, kompass.Everything, []string{o.Round.ID})
	if err != nil || totals[o.Round.ID] != 24 {
		t.Errorf("got %v answers, %v, want the number that the result says", totals, err)
	}
	if again := unsigned(t, file(t, to, o)); !bytes.Equal(again, unsigned(t, data)) {
		t.Error("the file of the round that was adopted differs")
	}
}

func TestTheFileHoldsNothingOfAPerson(t *testing.T) {
	d, o, data := finished(t)
	comments, err := d.store.Comments(ctx, kompass.Everything, o.Round.ID)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range comments[1:] {
		if quoted, err := json.Marshal(c.Text); err != nil || bytes.Contains(data, quoted) {
			t.Errorf("the file holds %q, which was not shown (%v)", c.Text, err)
		}
	}
	for _, l := range o.Links {
		if bytes.Contains(data, []byte(l.Code)) {
			t.Errorf("the file holds code %s", l.Code)
		}
	}
	var members map[string]json.RawMessage
	if err := json.Unmarshal(data, &members); err != nil {
		t.Fatal(err)
	}
	want := []string{"comments", "company", "digest", "format", "introduction", "questionnaire", "result", "round", "signature", "teams", "version"}
	if got := slices.Sorted(maps.Keys(members)); !slices.Equal(got, want) {
		t.Errorf("got members %v, want exactly %v", got, want)
	}
}

func TestAdoptingTwiceChangesNothing(t *testing.T) {
	from, o, data := finished(t)
	to := newDesk(t)
	for i := range 3 {
		adopted, err := to.service.Adopt(ctx, "test", from.accepted(data))
		if err != nil || adopted.Already != (i > 0) {
			t.Errorf("time %d: got %+v, %v", i+1, adopted, err)
		}
	}
	if adopted, err := from.service.Adopt(ctx, "test", rounds.Adoption{File: data}); err != nil || !adopted.Already {
		t.Errorf("where it comes from: got %+v, %v", adopted, err)
	}
	all, err := to.store.Rounds(ctx, kompass.Everything, from.company.ID)
	if err != nil || len(all) != 1 || all[0].ID != o.Round.ID || all[0].State != kompass.StateClosed {
		t.Errorf("got %+v, %v", all, err)
	}
}

func TestRoundGoesToTheCompanyThatIsNamed(t *testing.T) {
	from, o, data := finished(t)
	to := newDesk(t, "Service")
	adopted, err := to.service.Adopt(ctx, "test", underCompany(from.accepted(data), to.company.ID))
	if err != nil || adopted.CompanyID != to.company.ID {
		t.Fatalf("got %+v, %v", adopted, err)
	}
	if round, err := to.store.Round(ctx, kompass.Scope{CompanyID: to.company.ID}, o.Round.ID); err != nil || round.TeamIDs != nil {
		t.Errorf("got %+v, %v, want the round without teams of another company", round, err)
	}
	_, err = to.store.Company(ctx, kompass.Everything, from.company.ID)
	to.wantErr(err, kompass.ErrNotFound)
	_, err = newDesk(t).service.Adopt(ctx, "test", underCompany(from.accepted(data), "0000000000000000"))
	to.wantErr(err, kompass.ErrNotFound)
}

func TestOnlyFinishedRoundsMove(t *testing.T) {
	d := newDesk(t, "Service")
	o := d.open(short)
	d.submit(o, upTo(12)...)
	_, err := d.service.Finished(ctx, kompass.Everything, o.Round.ID)
	d.wantErr(err, kompass.ErrStillOpen)
	_, err = d.service.Finished(ctx, kompass.Scope{CompanyID: "another"}, o.Round.ID)
	d.wantErr(err, kompass.ErrNotFound)
	few := d.open(short)
	d.submit(few, upTo(4)...)
	d.wantErr(d.service.Close(ctx, kompass.Unlimited("test"), few.Round.ID), kompass.ErrUnpublished)
	_, err = d.service.Finished(ctx, kompass.Everything, few.Round.ID)
	d.wantErr(err, kompass.ErrUnpublished)
}

// A round that is open here must not get a result from elsewhere, and none gets a second one.
func TestASecondResultIsRefused(t *testing.T) {
	from, _, data := finished(t)
	other := replaced(t, data, func(f map[string]any) {
		doc := decoded(t, f["result"].(string))
		doc.Title += " again"
		encoded, err := doc.Encode()
		if err != nil {
			t.Fatal(err)
		}
		f["result"] = string(encoded)
	})
	_, err := from.service.Adopt(ctx, "test", bare(other))
	from.wantErr(err, kompass.ErrConflict)
	to := newDesk(t)
	open := to.open(short)
	mine := replaced(t, data, func(f map[string]any) {
		doc := decoded(t, f["result"].(string))
		doc.Round = open.Round.ID
		encoded, err := doc.Encode()
		if err != nil {
			t.Fatal(err)
		}
		f["result"], f["round"].(map[string]any)["id"] = string(encoded), open.Round.ID
	})
	_, err = to.service.Adopt(ctx, "test", bare(mine))
	to.wantErr(err, kompass.ErrConflict)
	if round, err := to.store.Round(ctx, kompass.Everything, open.Round.ID); err != nil || round.State != kompass.StateOpen {
		t.Errorf("got %+v, %v, want the round open as before", round, err)
	}
}

func decoded(t *testing.T, text string) *result.Document {
	t.Helper()
	doc, err := result.Decode([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// replaced changes a file and seals it again.
func replaced(t *testing.T, data []byte, change func(map[string]any)) []byte {
	t.Helper()
	var f map[string]any
	if err := json.Unmarshal(data, &f); err != nil {
		t.Fatal(err)
	}
	change(f)
	changed, err := json.Marshal(f)
	if err != nil {
		t.Fatal(err)
	}
	sealed, err := rounds.Sealed(changed)
	if err != nil {
		t.Fatal(err)
	}
	return sealed
}

func TestFilesThatBreakARuleAreRefused(t *testing.T) {
	_, _, data := finished(t)
	round := func(member string, value any) func(map[string]any) {
		return func(f map[string]any) { f["round"].(map[string]any)[member] = value }
	}
	document := func(change func(*result.Document)) func(map[string]any) {
		return func(f map[string]any) {
			doc := decoded(t, f["result"].(string))
			change(doc)
			encoded, err := doc.Encode()
			if err != nil {
				t.Fatal(err)
			}
			f["result"] = string(encoded)
		}
	}
	few := 4
	for name, c := range map[string]struct {
		change func(map[string]any)
		want   error
	}{
		"a group that is too small":   {document(func(d *result.Document) { d.Groups[0].N = &few }), rounds.ErrAgainstRules},
		"a field of too few":          {document(func(d *result.Document) { d.Groups[0].Fields[0].N = few }), rounds.ErrAgainstRules},
		"a minimum below the floor":   {round("min_group", 4), rounds.ErrAgainstRules},
		"another minimum":             {round("min_group", 6), result.ErrTampered},
		"a mode of its own":           {round("mode", "secret"), kompass.ErrInvalid},
		"open that was anonymous":     {func(f map[string]any) { round("mode", "open")(f); round("min_group", 1)(f) }, result.ErrTampered},
		"the result of another round": {round("id", "0000000000000000"), result.ErrTampered},
		"an id as it is never made":   {func(f map[string]any) { f["company"].(map[string]any)["id"] = "../../etc" }, kompass.ErrInvalid},
		"a name with a control":       {func(f map[string]any) { f["company"].(map[string]any)["name"] = "a\x07b" }, kompass.ErrInvalid},
		"a title without end":         {round("title", strings.Repeat("x", 500)), kompass.ErrInvalid},
		"a team of nobody":            {func(f map[string]any) { f["teams"].([]any)[0].(map[string]any)["heads"] = 0 }, kompass.ErrInvalid},
		"an endless comment": {func(f map[string]any) {
			f["comments"] = map[string]any{"customers": []string{strings.Repeat("x", 2001)}}
		}, kompass.ErrInvalid},
		"comments of too few": {func(f map[string]any) {
			document(func(d *result.Document) {
				nine := 9
				d.Groups = d.Groups[:1]
				d.Groups[0].N = &nine
			})(f)
			f["comments"] = map[string]any{"customers": []string{"x"}}
		}, rounds.ErrAgainstRules},
		"a newer file": {func(f map[string]any) { f["version"] = 1000 }, rounds.ErrNewerFile},
	} {
		d := newDesk(t)
		if _, err := d.service.Adopt(ctx, "test", bare(replaced(t, data, c.change))); !errors.Is(err, c.want) {
			t.Errorf("%s: got %v, want %v", name, err, c.want)
		}
		if all, err := d.store.Rounds(ctx, kompass.Everything, ""); err != nil || len(all) != 0 {
			t.Errorf("%s: got %d rounds stored, %v", name, len(all), err)
		}
	}
}

func TestFilesThatWereChangedAreRefused(t *testing.T) {
	_, _, data := finished(t)
	d := newDesk(t)
	for name, c := range map[string]struct {
		data []byte
		want error
	}{
		"a letter of the title": {bytes.Replace(data, []byte(`"Guten Tag."`), []byte(`"Guten Abend."`), 1), result.ErrTampered},
		"half the file":         {data[:len(data)/2], rounds.ErrNotRoundFile},
		"nothing":               {nil, rounds.ErrNotRoundFile},
		"other JSON":            {[]byte(`{"format":"other"}`), rounds.ErrNotRoundFile},
		"no JSON":               {[]byte("\x89PNG"), rounds.ErrNotRoundFile},
	} {
		if _, err := d.service.Adopt(ctx, "test", bare(c.data)); !errors.Is(err, c.want) {
			t.Errorf("%s: got %v, want %v", name, err, c.want)
		}
	}
}
