package views

import (
	"context"
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"kompass/internal/address"
	"kompass/internal/i18n"
	"kompass/internal/kompass"
)

// AuditFilter is what was chosen above the trail: ids, a kind of action, days as YYYY-MM-DD.
type AuditFilter struct{ Person, Company, Kind, From, Until string }

// Audit is the model of the audit trail.
type Audit struct {
	Page      Page
	Filter    AuditFilter
	People    []kompass.User
	Companies []kompass.Company
	Lines     []kompass.AuditLine
	Number    int  // of the page, from 1
	More      bool // there are older ones
}

const actionTexts = "audit.action."

// auditKinds are the kinds of actions for which there are texts, each the first word of an action.
func auditKinds() []string {
	var kinds []string
	for _, key := range i18n.Keys() {
		if action, ok := strings.CutPrefix(key, actionTexts); ok {
			kind, _, _ := strings.Cut(action, ".")
			kinds = append(kinds, kind)
		}
	}
	slices.Sort(kinds)
	return slices.Compact(kinds)
}

// address is that of another page of the trail with the same filter.
func (m Audit) address(page int) string {
	q := url.Values{}
	for name, value := range map[string]string{
		"person": m.Filter.Person, "company": m.Filter.Company, "kind": m.Filter.Kind, "from": m.Filter.From, "until": m.Filter.Until,
	} {
		if value != "" {
			q.Set(name, value)
		}
	}
	if page > 1 {
		q.Set("page", strconv.Itoa(page))
	}
	return address.With(address.Audit, q.Encode())
}

// ActorText says who did it. Commands, the first start and one-time links have no account.
func ActorText(ctx context.Context, l kompass.AuditLine) string {
	switch {
	case l.ActorName != "":
		return l.ActorName
	case l.Actor == "":
		return tr(ctx, "audit.actor.unknown")
	case l.Actor == "command line":
		return tr(ctx, "audit.actor.command")
	case len(l.Actor) == 16 && !strings.Contains(l.Actor, " "):
		return tr(ctx, "audit.actor.gone")
	}
	return tr(ctx, "audit.actor.product")
}

// actionText says what was done, to what.
func actionText(ctx context.Context, l kompass.AuditLine) string {
	return tr(ctx, actionTexts+l.Action, "object", objectText(ctx, l), "detail", l.Detail)
}

// counts are what stands behind a name in the detail of an entry.
var counts = regexp.MustCompile(`, (of )?\d+ [a-z]+(, .*)?$`)

// objectText names what something was done to: as it is called now, or as the entry has it where it is gone.
func objectText(ctx context.Context, l kompass.AuditLine) string {
	kind, _, _ := strings.Cut(l.Action, ".")
	switch {
	case l.ObjectName != "":
		return l.ObjectName
	case kind == "setting":
		return l.Object
	case (kind == "company" || kind == "team") && l.Detail != "":
		return counts.ReplaceAllString(l.Detail, "")
	}
	return tr(ctx, "audit.gone")
}

// detailText is what there is to add in words, "" for nothing: marks that only the program understands stay out.
func detailText(ctx context.Context, l kompass.AuditLine) string {
	var n, most int
	kind, act, _ := strings.Cut(l.Action, ".")
	switch [2]string{kind, act} {
	case [2]string{"user", "create"}:
		return roleText(ctx, kompass.User{Role: kompass.Role(l.Detail)})
	case [2]string{"user", "setup"}:
		if l.Detail == string(kompass.SetupByMail) {
			return tr(ctx, "audit.detail.mail")
		}
	case [2]string{"round", "close"}:
		if l.Detail == "unpublished" {
			return tr(ctx, "audit.detail.unpublished")
		}
	case [2]string{"round", "open"}:
		mode, rest, _ := strings.Cut(l.Detail, ", ")
		if _, err := fmt.Sscanf(rest, "minimum group %d", &n); err == nil && (mode == "anonymous" || mode == "open") {
			return tr(ctx, "round.mode."+mode, "k", n)
		}
	case [2]string{"round", "import"}:
		if _, err := fmt.Sscanf(l.Detail, "%d to %d imported", &n, &most); err == nil && n == most {
			return trn(ctx, "audit.detail.imported", n)
		} else if err == nil {
			return tr(ctx, "audit.detail.imported.range", "low", n, "high", most)
		}
	case [2]string{"access", "denied"}:
		return l.Detail
	}
	return ""
}
