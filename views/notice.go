package views

import (
	"context"
	"time"

	"kompass/internal/i18n"
)

// NoticeKind names what a page has to say that is not what the person came for. Each has the texts notice.KIND.title,
// notice.KIND.text and notice.KIND.do.
type NoticeKind string

// The kinds, with the status they go with.
const (
	NoticeBadRequest  NoticeKind = "bad"         // 400
	NoticeForbidden   NoticeKind = "forbidden"   // 403
	NoticeForeign     NoticeKind = "foreign"     // 403, a form sent from another site
	NoticeNotYet      NoticeKind = "notyet"      // 403, a round that begins later
	NoticeNoOutcome   NoticeKind = "nooutcome"   // 403, the address of a result that there is not yet
	NoticeUnready     NoticeKind = "unready"     // 403, a round whose holder has not typed its key in
	NoticeNotFound    NoticeKind = "notfound"    // 404
	NoticeUnknownCode NoticeKind = "unknowncode" // 404
	NoticeNoProfile   NoticeKind = "noprofile"   // 404, a thank-you page in a browser that has sent nothing
	NoticeMethod      NoticeKind = "method"      // 405
	NoticeConflict    NoticeKind = "conflict"    // 409
	NoticeClosed      NoticeKind = "closed"      // 410, a round that has ended, to whoever answers
	NoticeOver        NoticeKind = "over"        // 410, the same to whoever looks after it
	NoticeUsed        NoticeKind = "used"        // 410, a one-time code with which a form has been sent
	NoticeExpired     NoticeKind = "expired"     // 410, a link that has been used or is too old
	NoticeTooLarge    NoticeKind = "toolarge"    // 413
	NoticeMediaType   NoticeKind = "mediatype"   // 415
	NoticeTooMany     NoticeKind = "toomany"     // 429
	NoticeInternal    NoticeKind = "internal"    // 500
	NoticeDamaged     NoticeKind = "damaged"     // 500, a result that is not the one that was stored
	NoticeUnavailable NoticeKind = "unavailable" // 503
	NoticeNoKey       NoticeKind = "nokey"       // 503, a round whose key is not there
)

// NoticeKinds lists all kinds.
var NoticeKinds = [...]NoticeKind{
	NoticeBadRequest, NoticeForbidden, NoticeForeign, NoticeNotYet, NoticeNoOutcome, NoticeUnready, NoticeNotFound, NoticeUnknownCode, NoticeNoProfile, NoticeMethod,
	NoticeConflict, NoticeClosed, NoticeOver, NoticeUsed, NoticeExpired, NoticeTooLarge, NoticeMediaType, NoticeTooMany, NoticeInternal,
	NoticeDamaged, NoticeUnavailable, NoticeNoKey,
}

// Notice is the model of a page that says why something did not work and what to do. Page needs only Path and Viewer; a
// page that was an answer to a POST leaves Path out.
type Notice struct {
	Page    Page
	Kind    NoticeKind
	Company string
	Opens   time.Time // of NoticeNotYet
	Unsaved bool      // a form was sent and nothing of it has been stored
	Forget  string    // begins the names of unfinished answers that this device need not keep any more
}

// NoticeFor returns the kind that goes with a status where nothing more is known.
func NoticeFor(status int) NoticeKind {
	switch status {
	case 403:
		return NoticeForbidden
	case 404:
		return NoticeNotFound
	case 405:
		return NoticeMethod
	case 409:
		return NoticeConflict
	case 410:
		return NoticeClosed
	case 413:
		return NoticeTooLarge
	case 415:
		return NoticeMediaType
	case 429:
		return NoticeTooMany
	case 503:
		return NoticeUnavailable
	}
	if status >= 400 && status < 500 {
		return NoticeBadRequest
	}
	return NoticeInternal
}

func (m Notice) text(ctx context.Context, part string) string {
	return tr(ctx, "notice."+string(m.Kind)+"."+part, "date", i18n.From(ctx).DateTime(m.Opens))
}

// do says what to do now. It begins where the link of the page leads.
func (m Notice) do(ctx context.Context) string {
	switch {
	case m.Page.Viewer != nil && m.Kind == NoticeNotFound:
		return tr(ctx, "notice.notfound.desk")
	case m.Page.Viewer != nil && m.Kind == NoticeNoKey:
		return tr(ctx, "notice.nokey.desk")
	case m.Page.Viewer != nil && m.Kind == NoticeMethod:
		return tr(ctx, "notice.method.desk")
	}
	return m.text(ctx, "do")
}

func (m Notice) frame(ctx context.Context) Page {
	p := m.Page
	p.Title, p.Company = m.text(ctx, "title"), m.Company
	if m.Forget != "" {
		p.Scripts = []string{"forget.js"}
	}
	if p.Area == "" && m.Company != "" {
		p.Area = AreaParticipant
	}
	return p
}
