package questionnaire_test

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"pgregory.net/rapid"
)

// A content is a questionnaire as a tree: mappings whose keys have no order, lists, texts and bare words.
type (
	mapping map[string]any
	list    []any
	bare    string // numbers, booleans and ids, which stand without quotes
)

// drawText draws a text that YAML could misread in many ways.
func drawText(t *rapid.T) string {
	s := rapid.OneOf(
		rapid.SampledFrom([]string{"no", "yes", "~", "12", "1e3", "2026-01-01", "a: b", "- x", "# x", "{a}", "'", `"`, `\`, "<b>&", "x\u2028y",
			"*a", "&a", "!x", "%", "@", "a #b", "null", "<<", "ä ö ß", "😀"}),
		rapid.StringMatching(`[a-zäöüß,.:;'"#&*!{}\[\]\\-][a-zA-Zäöü ,.:;'"#&*!{}\[\]\\-]{0,30}[a-z.]`),
	).Draw(t, "text")
	return s
}

func drawTexts(t *rapid.T) mapping { return mapping{"de": drawText(t), "en": drawText(t)} }

// drawContent draws a valid questionnaire.
func drawContent(t *rapid.T) mapping {
	scales := mapping{}
	for _, id := range rapid.SliceOfNDistinct(rapid.StringMatching(`[a-z]{3,6}`), 1, 3, rapid.ID[string]).Draw(t, "scales") {
		scales[id] = drawScale(t)
	}
	ids := slices.Sorted(maps.Keys(scales))
	var fields list
	values := mapping{}
	for f := range rapid.IntRange(3, 5).Draw(t, "fields") {
		var items list
		for i := range rapid.IntRange(1, 3).Draw(t, "items") {
			items = append(items, drawItem(t, fmt.Sprintf("i-%d-%d", f, i), ids))
		}
		id := fmt.Sprintf("f%d", f)
		fields = append(fields, mapping{"id": bare(id), "title": drawTexts(t), "items": items})
		values[id] = bare(rapid.SampledFrom([]string{"1", "2.5", "4"}).Draw(t, "target"))
	}
	return mapping{"schema": bare("1"), "id": bare("drawn-file"), "version": bare(strconv.Itoa(rapid.IntRange(1, 99).Draw(t, "version"))),
		"languages": list{bare("de"), bare("en")}, "title": drawTexts(t), "scales": scales, "fields": fields,
		"targets": list{mapping{"id": bare("t"), "title": drawTexts(t), "values": values}},
		"sources": mapping{"s-1": mapping{"citation": drawText(t), "doi": "", "checked": bare("partly")}},
	}
}

func drawScale(t *rapid.T) mapping {
	points := list{mapping{"id": bare("low"), "value": bare("1"), "text": drawTexts(t)}}
	if rapid.Bool().Draw(t, "middle") {
		points = append(points, mapping{"id": bare("mid"), "value": bare("2.25"), "text": drawTexts(t)})
	}
	return mapping{"points": append(points, mapping{"id": bare("high"), "value": bare("4"), "text": drawTexts(t)})}
}

func drawItem(t *rapid.T, id string, scales []string) mapping {
	it := mapping{"id": bare(id), "scale": bare(rapid.SampledFrom(scales).Draw(t, "scale")), "text": drawTexts(t)}
	if rapid.Bool().Draw(t, "more") {
		it["sources"] = list{bare("s-1")}
		it["reverse"] = bare("true")
		it["levels"] = mapping{"4": drawTexts(t), "1": drawTexts(t)}
	}
	return it
}

// write lays the content out in a way drawn anew: order of keys, block or flow, quotes, comments, line ends, byte order mark.
func write(t *rapid.T, content mapping) []byte {
	var b strings.Builder
	writer{t, &b}.block(content, 0)
	text := b.String()
	if rapid.Bool().Draw(t, "crlf") {
		text = strings.ReplaceAll(text, "\n", "\r\n")
	}
	if rapid.Bool().Draw(t, "bom") {
		text = "\ufeff" + text
	}
	return []byte(text)
}

type writer struct {
	t *rapid.T
	b *strings.Builder
}

func (w writer) keys(m mapping) []string {
	return rapid.Permutation(slices.Sorted(maps.Keys(m))).Draw(w.t, "order")
}

func (w writer) scalar(v any) string {
	s, ok := v.(string)
	if !ok {
		return fmt.Sprint(v)
	}
	if rapid.Bool().Draw(w.t, "single") && !strings.Contains(s, "\u2028") {
		return "'" + strings.ReplaceAll(s, "'", "''") + "'"
	}
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\u2028", `\L`).Replace(s) + `"`
}

func (w writer) flow(v any) string {
	var parts []string
	switch v := v.(type) {
	case mapping:
		for _, k := range w.keys(v) {
			parts = append(parts, k+": "+w.flow(v[k]))
		}
		return "{" + strings.Join(parts, ", ") + "}"
	case list:
		for _, e := range v {
			parts = append(parts, w.flow(e))
		}
		return "[" + strings.Join(parts, ",  ") + "]"
	}
	return w.scalar(v)
}

func (w writer) end() {
	w.b.WriteString(rapid.SampledFrom([]string{"\n", "  # a comment\n", "\n\n# another\n"}).Draw(w.t, "end"))
}

// block writes a mapping or list in lines, its parts in lines or in brackets.
func (w writer) block(v any, depth int) {
	indent := strings.Repeat("  ", depth)
	put := func(head string, v any) {
		w.b.WriteString(indent + head)
		_, isMapping := v.(mapping)
		_, isList := v.(list)
		if (isMapping || isList) && rapid.IntRange(0, 2).Draw(w.t, "style") > 0 {
			w.end()
			w.block(v, depth+1)
			return
		}
		w.b.WriteString(" " + w.flow(v))
		w.end()
	}
	switch v := v.(type) {
	case mapping:
		for _, k := range w.keys(v) {
			put(rapid.SampledFrom([]string{k, `"` + k + `"`}).Draw(w.t, "key")+":", v[k])
		}
	case list:
		for _, e := range v {
			put("-", e)
		}
	}
}
