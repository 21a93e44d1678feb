package e2e_test

import (
	"fmt"
	"strings"

	"github.com/chromedp/chromedp/kb"

	"kompass/internal/e2e/browser"
)

// participation is the participant's part of the way.
type participation struct {
	*way
	tab      *browser.Tab
	gap      string // the item that she leaves open
	receipt  string
	comments []string
}

// remark writes a comment to the first field.
func (p *participation) remark() {
	p.comments = []string{"Der Gast zuerst."}
	p.tab.Fill("#comment-customers", p.comments[0])
}

func (p *participation) walk() {
	p.enterCode()
	switch {
	case p.options.NoScripts:
		p.onePage()
	case p.keyboard:
		p.byKeyboard()
	default:
		p.byTaps()
	}
	if !p.options.NoScripts {
		p.check()
	}
	p.tab.Follow("#check [data-submit]")
	p.thanks()
	p.correct()
}

// enterCode types the code as people do, in small letters and with a space.
func (p *participation) enterCode() {
	p.tab.Go("/")
	p.tab.Audit("start page")
	p.tab.Fill("#code", "falsch")
	p.tab.Follow("form[action='/'] button")
	p.tab.Audit("start page with a wrong code")
	p.tab.Fill("#code", strings.ToLower(strings.ReplaceAll(p.code, "-", " ")))
	p.tab.Follow("form[action='/'] button")
	if !strings.HasPrefix(p.tab.Path(), "/s/") {
		p.t.Fatalf("the code leads to %s", p.tab.Path())
	}
	if got, want := p.tab.Text("h1"), p.title(p.q.Title); got != want {
		p.t.Errorf("got the questionnaire %q, want %q", got, want)
	}
	p.tab.Audit("questionnaire")
}

// choice is the input of an answer: the point of the scale, from 1.
func choice(item string, point int) string {
	return fmt.Sprintf("[data-item='%s'] .answers label:nth-child(%d) input", item, point)
}

// onePage answers the long form that people without scripts see.
func (p *participation) onePage() {
	for i, item := range p.q.Items() {
		if item.ID != p.gap {
			p.tab.Press(choice(item.ID, i%5+1))
		}
	}
	p.wantAnswered(len(p.q.Items()) - 1)
	p.remark()
}

// byTaps answers step by step, by tapping.
func (p *participation) byTaps() {
	p.tab.Press("#start [data-next]")
	for i, f := range p.q.Fields {
		p.stepShown(i)
		for j, item := range f.Items {
			if item.ID != p.gap {
				p.tab.Press(choice(item.ID, (i+j)%5+1))
			}
		}
		if i == 0 {
			p.remark()
			p.tab.Audit("answered step")
		}
		p.tab.Press(section(f.ID) + " [data-next]")
	}
	p.wantAnswered(len(p.q.Items()) - 1)
}

// byKeyboard never touches the mouse: arrows for the first item, digits for the others, Tab past the gap, Enter onwards.
func (p *participation) byKeyboard() {
	browser.Eval[bool](p.tab, `document.querySelector("#start [data-next]").focus() ?? true`)
	p.tab.Keys("\r")
	for i, f := range p.q.Fields {
		p.stepShown(i)
		p.tab.Until(`document.activeElement.id === "title." + ` + browser.Quote(f.ID))
		p.tab.Keys("\t")
		for j, item := range f.Items {
			p.tab.Until(fmt.Sprintf(`document.activeElement.name === %s`, browser.Quote(item.ID)))
			switch {
			case item.ID == p.gap:
				p.tab.Keys("\t")
			case i == 0 && j == 0:
				p.tab.Keys(kb.ArrowDown + "\t") // from the first answer to the second, and on to the next item
			case j == len(f.Items)-1:
				p.tab.Keys("0")
			default:
				p.tab.Keys(string(rune('1' + (i+j)%5)))
			}
		}
		p.tab.Until(`document.activeElement.matches("[data-next]")`)
		p.tab.Keys("\r")
	}
	p.wantAnswered(len(p.q.Items()) - 1)
	first := p.q.Items()[0].ID
	if !browser.Eval[bool](p.tab, fmt.Sprintf("document.querySelector(%s).checked", browser.Quote(choice(first, 2)))) {
		p.t.Errorf("the arrow key has not chosen the second answer of %s", first)
	}
}

func section(field string) string { return "section[data-step='" + field + "']" }

// stepShown waits until exactly one field is shown, and checks what the page says about it.
func (p *participation) stepShown(i int) {
	p.t.Helper()
	field := p.q.Fields[i]
	p.tab.Until(fmt.Sprintf(`document.querySelector(%s).checkVisibility()`, browser.Quote(section(field.ID))))
	shown := browser.Eval[int](p.tab, `[...document.querySelectorAll("section.step")].filter((s) => s.checkVisibility()).length`)
	position := p.said(fmt.Sprintf("Feld %d von 4", i+1), fmt.Sprintf("Field %d of 4", i+1))
	title := browser.Eval[string](p.tab, "document.title")
	if shown != 1 || !strings.Contains(title, position) || !strings.Contains(title, p.title(field.Title)) {
		p.t.Errorf("%d steps are shown under the title %q, want one, %s", shown, title, position)
	}
	p.tab.Audit("step " + field.ID)
}

func (p *participation) wantAnswered(n int) {
	p.t.Helper()
	if got := p.tab.Count("#answers input[type=radio]:checked"); got != n {
		p.t.Fatalf("%d items are answered, want %d", got, n)
	}
}

// check finds the gap named, looks at it, and comes back.
func (p *participation) check() {
	item := p.q.Fields[1].Items[1]
	p.tab.Until(`document.querySelector("#check").checkVisibility()`)
	open := p.tab.Texts("[data-open] a")
	if len(open) != 1 || !strings.Contains(open[0], p.title(item.Text)) {
		p.t.Fatalf("the check page names %q, want only %q", open, p.title(item.Text))
	}
	p.tab.Audit("check page with a gap")
	if got := p.tab.Count("[data-given] a"); got != len(p.q.Items())-1 {
		p.t.Errorf("the check page shows %d answers, want all that were given", got)
	}
	p.tab.Press("[data-open] a")
	p.tab.Until(fmt.Sprintf(`document.activeElement.name === %s`, browser.Quote(p.gap)))
	next := section(p.q.Fields[1].ID) + " [data-next]"
	if got, want := p.tab.Text(next), p.said("Zur Prüfung", "Back to the check"); got != want {
		p.t.Errorf("the way on is called %q, want %q", got, want)
	}
	p.tab.Press(next)
	p.tab.Until(`document.querySelector("#check").checkVisibility()`)
}

// thanks reads the participant's profile and the receipt.
func (p *participation) thanks() {
	if !strings.HasSuffix(p.tab.Path(), "/danke") {
		p.t.Fatalf("sent to %s, want the page that says thank you", p.tab.Path())
	}
	if got := p.tab.Count(".profile-chart svg[role=img]"); got != 1 {
		p.t.Errorf("got %d profiles, want 1", got)
	}
	if got := p.tab.Count(".table-profile tbody tr"); got != 16 {
		p.t.Errorf("the profile has %d rows, want 16", got)
	}
	p.tab.Audit("thank-you page")
	p.receipt = strings.Join(p.tab.Texts(".receipt .code span"), "-")
	if len(p.receipt) != 24 {
		p.t.Fatalf("got the receipt %q, want five groups of four", p.receipt)
	}
}

// correct uses the receipt to see the answers and to fill the gap.
func (p *participation) correct() {
	p.tab.Follow(".receipt a")
	p.tab.Audit("receipt")
	p.tab.Fill("#receipt", strings.ToLower(strings.ReplaceAll(p.receipt, "-", "")))
	p.tab.Follow("form[action='/quittung'] button")
	if got := p.tab.Texts(".given dd.muted"); len(got) != 1 || got[0] != p.said("nicht beantwortet", "not answered") {
		p.t.Errorf("open answers under the receipt: %q, want one", got)
	}
	if got := p.tab.Count(".given > div"); got != len(p.q.Items())+len(p.comments) {
		p.t.Errorf("the receipt shows %d entries, want %d answers and the comments %q", got, len(p.q.Items()), p.comments)
	}
	if got := strings.Join(p.tab.Texts(".given-comment"), " "); got != strings.Join(p.comments, " ") {
		p.t.Errorf("got the comments %q, want %q", got, p.comments)
	}
	p.tab.Audit("answers under the receipt")
	p.tab.Follow("button[value=edit]")
	p.tab.Audit("correction")
	p.wantAnswered(len(p.q.Items()) - 1)
	p.goOnTo(1)
	p.tab.Press(choice(p.gap, 3))
	p.wantAnswered(len(p.q.Items()))
	p.goOnTo(len(p.q.Fields))
	p.tab.Follow("#check [data-submit]")
	if got, want := p.tab.Text("h1"), p.said("Ihre Änderungen sind gespeichert", "Your changes have been stored"); got != want {
		p.t.Errorf("got %q, want %q", got, want)
	}
	p.tab.Audit("corrected")
}

// goOnTo goes on to a field, or to the check page behind the last one.
func (p *participation) goOnTo(field int) {
	if p.options.NoScripts {
		return
	}
	target := "#check"
	if field < len(p.q.Fields) {
		target = section(p.q.Fields[field].ID)
	}
	for range len(p.q.Fields) + 1 {
		if browser.Eval[bool](p.tab, fmt.Sprintf("document.querySelector(%s).checkVisibility()", browser.Quote(target))) {
			return
		}
		p.tab.Press("[data-next]")
	}
}

// tooLate opens the questionnaire after the round has been closed.
func (p *participation) tooLate() {
	p.tab.Go(p.links[0])
	if p.tab.Status() != 410 {
		p.t.Errorf("the closed round answers %d, want 410", p.tab.Status())
	}
	p.tab.Audit("closed round")
}
