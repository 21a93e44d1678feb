package atonce_test

import (
	"testing"

	"kompass/internal/web/webtest"
)

func TestMain(m *testing.M) { webtest.Main(m) }
