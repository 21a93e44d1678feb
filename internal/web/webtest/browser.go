package webtest

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"
	"kompass/views"
)

// Browser keeps cookies between requests, and sends Header with each.
type Browser struct {
	*Site
	Cookies map[string]string
	Header  http.Header
	Blocked bool // keeps no cookies
}

// Request makes a request with the cookies and headers of the browser, of a form if there is one.
func (b *Browser) Request(method, target string, form url.Values) *http.Request {
	var body io.Reader
	if form != nil {
		body = strings.NewReader(form.Encode())
	}
	r := httptest.NewRequest(method, target, body)
	if b.Host != "" {
		r.Host = b.Host
	}
	if form != nil {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	for name, values := range b.Header {
		r.Header[name] = values
	}
	for name, value := range b.Cookies {
		r.AddCookie(&http.Cookie{Name: name, Value: value})
	}
	return r
}

// Send sends a request and keeps the cookies of the answer.
func (b *Browser) Send(r *http.Request) Page {
	b.Helper()
	resp, err := b.App.Test(r, -1)
	b.Must(err)
	defer resp.Body.Close()
	for _, c := range resp.Cookies() {
		if b.Blocked {
			break
		}
		if b.Cookies[c.Name] = c.Value; c.MaxAge < 0 {
			delete(b.Cookies, c.Name)
		}
	}
	data, err := io.ReadAll(resp.Body)
	b.Must(err)
	p := Page{TB: b.TB, Status: resp.StatusCode, Header: resp.Header, Body: string(data)}
	if strings.HasPrefix(resp.Header.Get("Content-Type"), "text/html") && resp.Header.Get("Content-Encoding") == "" {
		p.Doc, err = goquery.NewDocumentFromReader(strings.NewReader(p.Body))
		b.Must(err)
	}
	return p
}

// Get opens a page.
func (b *Browser) Get(target string) Page {
	b.Helper()
	return b.Send(b.Request(http.MethodGet, target, nil))
}

// Post sends a form. A questionnaire is opened first, as people do: that is where its cookie comes from.
func (b *Browser) Post(target string, form url.Values) Page {
	b.Helper()
	if questionnaireAddress.MatchString(target) && b.Cookies["kompass-form"]+b.Cookies["__Host-kompass-form"] == "" && !b.Blocked {
		b.Get(target)
	}
	return b.Send(b.Request(http.MethodPost, target, form))
}

// Finished opens the page of a job until it does not reload by itself any more.
func (b *Browser) Finished(path string) Page {
	b.Helper()
	tick := time.NewTicker(50 * time.Millisecond)
	defer tick.Stop()
	for range 6000 { // charts take their time under the race detector
		if p := b.Get(path).Want(http.StatusOK); p.Header.Get("Refresh") == "" {
			return p
		}
		<-tick.C
	}
	b.Fatal("the job does not end")
	return Page{}
}

var questionnaireAddress = regexp.MustCompile(`^/s/[0-9A-Za-z-]+(\?.*)?$`)

// Values makes a form of name, value pairs.
func Values(pairs ...string) url.Values {
	out := url.Values{}
	for i := 0; i < len(pairs); i += 2 {
		out.Add(pairs[i], pairs[i+1])
	}
	return out
}

// Seen adds to a form what the page says that it shows.
func (b *Browser) Seen(page, selector string, form url.Values) url.Values {
	b.Helper()
	form.Set("shown", b.Get(page).Fill(selector).Get("shown"))
	return form
}

// Draft is a form of the next round of a company, as it is shown now: on any step, to discard it or to open it.
func (b *Browser) Draft(companyID string, pairs ...string) url.Values {
	b.Helper()
	return b.Seen("/app/companies/"+companyID+"/rounds/new", "#discard", Values(pairs...))
}

// SendFile posts a form with one file, with the version that the form has on a page where one is named.
func (b *Browser) SendFile(target, field, name string, content []byte, on ...string) Page {
	b.Helper()
	var shown string
	for _, page := range on {
		shown = b.Seen(page, `form[action="`+target+`"]`, url.Values{}).Get(views.ShownInput)
	}
	return b.SendShown(target, shown, field, name, content)
}

// SendShown posts a form with one file that says what it showed.
func (b *Browser) SendShown(target, shown, field, name string, content []byte) Page {
	b.Helper()
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	b.Must(w.WriteField(views.ShownInput, shown))
	part, err := w.CreateFormFile(field, name)
	b.Must(err)
	_, err = part.Write(content)
	b.Must(err)
	b.Must(w.Close())
	r := b.Request(http.MethodPost, target, nil)
	r.Body, r.ContentLength = io.NopCloser(bytes.NewReader(body.Bytes())), int64(body.Len())
	r.Header.Set("Content-Type", w.FormDataContentType())
	return b.Send(r)
}

// Picture is a small PNG of one colour.
func Picture(t testing.TB, shade uint8) []byte {
	t.Helper()
	picture := image.NewGray(image.Rect(0, 0, 60, 30))
	for i := range picture.Pix {
		picture.Pix[i] = color.Gray{Y: shade}.Y
	}
	var out bytes.Buffer
	if err := png.Encode(&out, picture); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// Browser is the browser of somebody who is not signed in.
func (s *Site) Browser() *Browser {
	return &Browser{Site: s, Cookies: map[string]string{}, Header: http.Header{}}
}

// From is a browser at an address of the network.
func (s *Site) From(ip string) *Browser {
	b := s.Browser()
	b.Header.Set("X-Real-Ip", ip)
	return b
}
