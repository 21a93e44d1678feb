// Package onserver holds tests that drive the built program on a database of a PostgreSQL server, as people and operators do.
package onserver
