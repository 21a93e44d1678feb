package pdf

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
)

// packed is how many objects share a stream: enough to compress well, few enough to open fast.
const packed = 200

var (
	startOf   = regexp.MustCompile(`startxref\n(\d+)\n%%EOF\s*$`)
	tableHead = regexp.MustCompile(`^xref\n0 (\d+)\n`)
	trailer   = regexp.MustCompile(`(?s)^trailer\n<<(.*?)>>\s*startxref`)
	sizeEntry = regexp.MustCompile(`/Size \d+`)
)

// Compact returns the same document in fewer bytes: Chromium writes the tags of a file, most of its objects, uncompressed.
// Here they are put into compressed streams, as PDF 1.5 has them. It reads files that [Browser.Print] made, no others, and
// they are for reading only: [Anchors] does not understand what it returns.
func Compact(file []byte) ([]byte, error) {
	in, err := parse(file)
	if err != nil {
		return nil, fmt.Errorf("compact the printed file: %w", err)
	}
	out := compacted{entries: make([]entry, len(in.objects))}
	out.WriteString("%PDF-1.5\n%\xE2\xE3\xCF\xD3\n") // #nosec G104 -- memory
	var loose []int
	for id, body := range in.objects {
		switch {
		case body == nil:
		case bytes.HasSuffix(body, []byte("endstream")):
			out.object(id, body)
		default:
			loose = append(loose, id)
		}
	}
	for few := range slices.Chunk(loose, packed) {
		if err := out.pack(few, in.objects); err != nil {
			return nil, fmt.Errorf("compact the printed file: %w", err)
		}
	}
	if err := out.finish(in.trailer); err != nil {
		return nil, fmt.Errorf("compact the printed file: %w", err)
	}
	return out.Bytes(), nil
}

// parsed are the objects of a file by number, nil for numbers that are free, and what its trailer says.
type parsed struct {
	objects [][]byte
	trailer []byte
}

var errForm = errors.New("not as Chromium writes it")

func parse(file []byte) (parsed, error) {
	m := startOf.FindSubmatch(file)
	if m == nil {
		return parsed{}, errForm
	}
	at, err := strconv.Atoi(string(m[1]))
	if err != nil || at >= len(file) {
		return parsed{}, errForm
	}
	table := file[at:]
	head := tableHead.FindSubmatch(table)
	if head == nil {
		return parsed{}, errForm
	}
	n, err := strconv.Atoi(string(head[1]))
	rows := table[len(head[0]):]
	const row = 20 // bytes, as the format has it
	if err != nil || len(rows) < n*row {
		return parsed{}, errForm
	}
	tail := trailer.FindSubmatch(rows[n*row:])
	if tail == nil {
		return parsed{}, errForm
	}
	out := parsed{objects: make([][]byte, n), trailer: tail[1]}
	for id := range n {
		line := rows[id*row : (id+1)*row]
		if line[17] != 'n' {
			continue
		}
		offset, err := strconv.Atoi(string(line[:10]))
		if err != nil || offset >= at {
			return parsed{}, errForm
		}
		if out.objects[id], err = objectAt(file[offset:at], id); err != nil {
			return parsed{}, err
		}
	}
	return out, nil
}

// objectAt returns the body of the object at the beginning of the text. A stream may hold anything: its length says where it
// ends.
func objectAt(text []byte, id int) ([]byte, error) {
	head := fmt.Appendf(nil, "%d 0 obj\n", id)
	if !bytes.HasPrefix(text, head) {
		return nil, errForm
	}
	text = text[len(head):]
	end := bytes.Index(text, []byte("\nendobj"))
	if begin := bytes.Index(text, []byte("stream\n")); begin >= 0 && begin < end {
		m := length.FindSubmatch(text[:begin])
		if m == nil {
			return nil, errForm
		}
		n, err := strconv.Atoi(string(m[1]))
		if err != nil || begin+n > len(text) {
			return nil, errForm
		}
		end = begin + n + bytes.Index(text[begin+n:], []byte("\nendobj"))
	}
	if end < 0 {
		return nil, errForm
	}
	return text[:end], nil
}

var length = regexp.MustCompile(`/Length (\d+)`)

// entry says where an object is: in the file, or in a stream and at which place there.
type entry struct {
	kind  byte // 0 free, 1 in the file, 2 in a stream
	where uint32
	index uint16
}

type compacted struct {
	bytes.Buffer
	entries []entry
}

func (c *compacted) object(id int, body []byte) {
	c.entries[id] = entry{kind: 1, where: uint32(c.Len())}
	fmt.Fprintf(c, "%d 0 obj\n%s\nendobj\n", id, body)
}

// stream writes a compressed stream under a new number.
func (c *compacted) stream(dict string, content []byte) error {
	var z bytes.Buffer
	w := zlib.NewWriter(&z)
	if _, err := w.Write(content); err != nil {
		return err
	}
	if err := w.Close(); err != nil {
		return err
	}
	c.object(len(c.entries)-1, fmt.Appendf(nil, "<<%s /Filter /FlateDecode /Length %d>>\nstream\n%s\nendstream", dict, z.Len(), z.Bytes()))
	return nil
}

// pack puts objects into a stream.
func (c *compacted) pack(ids []int, objects [][]byte) error {
	var head, bodies bytes.Buffer
	number := len(c.entries)
	for i, id := range ids {
		fmt.Fprintf(&head, "%d %d ", id, bodies.Len())
		c.entries[id] = entry{kind: 2, where: uint32(number), index: uint16(i)}
		bodies.Write(objects[id])
		bodies.WriteByte('\n')
	}
	c.entries = append(c.entries, entry{})
	dict := fmt.Sprintf("/Type /ObjStm /N %d /First %d", len(ids), head.Len())
	return c.stream(dict, append(head.Bytes(), bodies.Bytes()...))
}

// finish writes where everything is.
func (c *compacted) finish(trailer []byte) error {
	c.entries = append(c.entries, entry{kind: 1, where: uint32(c.Len())})
	var table []byte
	for _, e := range c.entries {
		table = append(table, e.kind)
		table = binary.BigEndian.AppendUint32(table, e.where)
		table = binary.BigEndian.AppendUint16(table, e.index)
	}
	at := c.Len()
	rest := sizeEntry.ReplaceAll(trailer, nil)
	if err := c.stream(fmt.Sprintf("/Type /XRef /Size %d /W [1 4 2] %s", len(c.entries), rest), table); err != nil {
		return err
	}
	fmt.Fprintf(c, "startxref\n%d\n%%%%EOF\n", at)
	return nil
}
