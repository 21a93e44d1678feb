package onserver_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"kompass/internal/e2e/program"
	"kompass/internal/postgres/postgrestest"
)

// binary is the program under test, built once from the tree, and questionnaireFile what it asks.
var (
	binary            program.Binary
	questionnaireFile string
)

func TestMain(m *testing.M) { os.Exit(build(m)) }

func build(m *testing.M) int {
	dir, err := os.MkdirTemp("", "kompass-onserver-")
	if err == nil {
		defer func() { _ = os.RemoveAll(dir) }() // the tests have passed or failed
		binary, err = program.Build(context.Background(), dir)
	}
	if err == nil {
		questionnaireFile, err = filepath.Abs("../../../questionnaires/service-excellence-kompass.yaml")
	}
	if err == nil {
		err = os.Chdir(dir) // where closing puts the files of finished rounds
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return postgrestest.Main(m)
}
