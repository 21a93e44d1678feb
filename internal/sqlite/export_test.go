package sqlite

import "database/sql"

// Writer is the pool of the writing connection.
func (e *Engine) Writer() *sql.DB { return e.writer }
