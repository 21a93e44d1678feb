// Package assets embeds the stylesheet, the scripts and the fonts, and serves them under addresses that carry a hash of
// their content: a browser may keep them for ever, and a new version has a new address.
//
// The parts in css/ become one stylesheet, app.css, put together in a fixed order when the first page is shown. The addresses of
// the fonts in it are hashed like all others. A script in js/ is one module that imports nothing.
package assets

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"strings"
	"sync"
)

// Prefix is the path under which all assets are served.
const Prefix = "/assets/"

// Stylesheet is the name of the one stylesheet.
const Stylesheet = "app.css"

//go:embed css/*.css js/*.js fonts/*.woff2
var files embed.FS

// parts is the order of the stylesheet. The layers are declared in the first part.
var parts = [...]string{
	"tokens",
	"base",
	"layout",
	"components",
	"forms",
	"participant", "answers",
	"desk",
	"result",
	"review", "shared",
	"compare",
	"measures",
	"texts",
	"charts",
	"company",
	"setup",
	"keys",
	"people",
	"stage",
	"home",
	"print",
	"report",
	"reportshort",
	"paper",
	"entry",
	"poster",
	"pack",
	"dossier",
}

// Asset is one file as it is sent. Body and Gzip are shared: they must not be changed. Gzip is nil where compressing
// does not help.
type Asset struct {
	Name        string
	ContentType string
	Body        []byte
	Gzip        []byte
	ETag        string
	url         string
}

type index struct {
	byName, byURL map[string]Asset
}

// all is put together when it is first asked for: most commands show no page.
var all = sync.OnceValue(func() index {
	loaded, err := load(files)
	if err != nil {
		panic(err) // the files are compiled in: broken ones never ship
	}
	return loaded
})

// URL returns the address of an asset: its base name with a hash before the extension, such as
// "/assets/app.0123abcd.css". It panics for a name that is not embedded, because names are constants of the templates.
func URL(name string) string {
	a, ok := all().byName[name]
	if !ok {
		panic("no asset " + name)
	}
	return a.url
}

// Lookup returns the asset that a path as made by [URL] names. A path with another hash names nothing.
func Lookup(urlPath string) (Asset, bool) {
	a, ok := all().byURL[urlPath]
	return a, ok
}

// Standalone returns the stylesheet with the fonts in it, for a page that has to do without anything else.
func Standalone() string {
	return reference.ReplaceAllStringFunc(string(all().byName[Stylesheet].Body), func(ref string) string {
		font := all().byURL[reference.FindStringSubmatch(ref)[1]]
		return `url("data:` + font.ContentType + ";base64," + base64.StdEncoding.EncodeToString(font.Body) + `")`
	})
}

// Names returns the names of all assets, in no particular order.
func Names() []string {
	names := make([]string, 0, len(all().byName))
	for name := range all().byName {
		names = append(names, name)
	}
	return names
}

func load(fsys fs.FS) (index, error) {
	x := index{byName: map[string]Asset{}, byURL: map[string]Asset{}}
	for _, pattern := range []string{"fonts/*.woff2", "js/*.js"} {
		paths, err := fs.Glob(fsys, pattern)
		if err != nil {
			return x, fmt.Errorf("list %s: %w", pattern, err)
		}
		for _, p := range paths {
			body, err := fs.ReadFile(fsys, p)
			if err != nil {
				return x, fmt.Errorf("read %s: %w", p, err)
			}
			if err := x.add(path.Base(p), body); err != nil {
				return x, err
			}
		}
	}
	css, err := x.stylesheet(fsys)
	if err != nil {
		return x, err
	}
	return x, x.add(Stylesheet, css)
}

func (x index) add(name string, body []byte) error {
	kind, compressible, err := contentType(name)
	if err != nil {
		return err
	}
	hash := sha256.Sum256(body)
	short := hex.EncodeToString(hash[:4])
	ext := path.Ext(name)
	a := Asset{
		Name: name, ContentType: kind, Body: body, ETag: `"` + short + `"`,
		url: Prefix + strings.TrimSuffix(name, ext) + "." + short + ext,
	}
	if compressible {
		if a.Gzip, err = compress(body); err != nil {
			return fmt.Errorf("compress %s: %w", name, err)
		}
	}
	x.byName[name], x.byURL[a.url] = a, a
	return nil
}

var (
	comment = regexp.MustCompile(`(?s)/\*.*?\*/`)
	indent  = regexp.MustCompile(`\n\s*`)
	font    = regexp.MustCompile(`url\("\.\./fonts/([^"]+)"\)`)

	reference = regexp.MustCompile(`url\("(` + Prefix + `[^"]+)"\)`) // in the finished stylesheet
)

// stylesheet joins the parts, leaves comments and indentation out and points to the hashed fonts.
func (x index) stylesheet(fsys fs.FS) ([]byte, error) {
	var css bytes.Buffer
	for _, part := range parts {
		body, err := fs.ReadFile(fsys, "css/"+part+".css")
		if err != nil {
			return nil, fmt.Errorf("read stylesheet part: %w", err)
		}
		css.Write(body)
	}
	text := indent.ReplaceAllString(comment.ReplaceAllString(css.String(), ""), "\n")
	var missing error
	text = font.ReplaceAllStringFunc(text, func(ref string) string {
		name := font.FindStringSubmatch(ref)[1]
		a, ok := x.byName[name]
		if !ok {
			missing = fmt.Errorf("stylesheet names font %s: %w", name, fs.ErrNotExist)
		}
		return `url("` + a.url + `")`
	})
	return []byte(text), missing
}

func contentType(name string) (kind string, compressible bool, err error) {
	switch path.Ext(name) {
	case ".css":
		return "text/css; charset=utf-8", true, nil
	case ".js":
		return "text/javascript; charset=utf-8", true, nil
	case ".woff2":
		return "font/woff2", false, nil
	}
	return "", false, fmt.Errorf("asset %s: unknown type", name)
}

func compress(body []byte) ([]byte, error) {
	var out bytes.Buffer
	w, err := gzip.NewWriterLevel(&out, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	if _, err := w.Write(body); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}
