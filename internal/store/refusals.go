package store

import "errors"

// The reasons for which an engine refuses a database.
var (
	ErrForeignFile = errors.New("file does not belong to Kompass")
	ErrNewerSchema = errors.New("database was written by a newer Kompass")
	ErrCorrupt     = errors.New("database is damaged")
	ErrNotWritable = errors.New("database cannot be written")
	ErrNoDatabase  = errors.New("there is no database")
	ErrOlderSchema = errors.New("database was written by an older Kompass")
)
