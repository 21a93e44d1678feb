package chart

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
)

// WOFF 1.0 is an sfnt font with compressed tables and a directory of its own;
// golang.org/x/image reads only the sfnt.
const (
	woffHeader   = 44
	woffEntry    = 20
	sfntHeader   = 12
	sfntEntry    = 16
	woffMaxTable = 1 << 20 // a table of a Latin subset is far smaller
)

var errNotWOFF = errors.New("not a WOFF 1.0 font")

// sfntFromWOFF returns the font in woff with its tables unpacked.
func sfntFromWOFF(woff []byte) ([]byte, error) {
	if len(woff) < woffHeader || string(woff[:4]) != "wOFF" {
		return nil, errNotWOFF
	}
	count := int(binary.BigEndian.Uint16(woff[12:]))
	if len(woff) < woffHeader+count*woffEntry {
		return nil, errNotWOFF
	}
	// The search fields that follow flavour and count help binary search
	// only; the reader does without them.
	directory := append([]byte{}, woff[4:8]...)
	directory = binary.BigEndian.AppendUint16(directory, uint16(count))
	directory = append(directory, make([]byte, sfntHeader-len(directory))...)
	var body []byte
	for i := range count {
		entry := woff[woffHeader+i*woffEntry:][:woffEntry]
		table, err := woffTable(woff, entry)
		if err != nil {
			return nil, fmt.Errorf("table %q: %w", entry[:4], err)
		}
		offset := sfntHeader + count*sfntEntry + len(body)
		directory = append(directory, entry[:4]...)
		directory = append(directory, entry[16:20]...)
		directory = binary.BigEndian.AppendUint32(directory, uint32(offset))
		directory = binary.BigEndian.AppendUint32(directory, uint32(len(table)))
		body = append(body, table...)
		body = append(body, make([]byte, -len(table)&3)...)
	}
	return append(directory, body...), nil
}

func woffTable(woff, entry []byte) ([]byte, error) {
	offset, packed, size := binary.BigEndian.Uint32(entry[4:]), binary.BigEndian.Uint32(entry[8:]), binary.BigEndian.Uint32(entry[12:])
	if uint64(offset)+uint64(packed) > uint64(len(woff)) || packed > size || size > woffMaxTable {
		return nil, errNotWOFF
	}
	stored := woff[offset : offset+packed]
	if packed == size {
		return stored, nil
	}
	unpack, err := zlib.NewReader(bytes.NewReader(stored))
	if err != nil {
		return nil, err
	}
	defer unpack.Close()
	table := make([]byte, size)
	_, err = io.ReadFull(unpack, table)
	return table, err
}
