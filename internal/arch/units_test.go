package arch_test

import (
	"strings"
	"testing"

	"kompass/internal/arch"
)

func TestUnitsAreConfined(t *testing.T) {
	units := sources(t, ".service")
	if len(units) != 3 {
		t.Fatalf("found %d units, want the server, the backup and what tells that it failed", len(units))
	}
	for _, unit := range units {
		report(t, arch.Unconfined(unit))
	}
}

func TestAnOpenUnitIsCaught(t *testing.T) {
	unit := readFile(t, "docs/systemd/kompass.service")
	for name, c := range map[string]struct{ old, new, want string }{
		"another value":  {"ProtectHome=yes", "ProtectHome=read-only", "x.service: does not set ProtectHome=yes"},
		"left out":       {"SystemCallFilter=~@privileged @resources\n", "", "x.service: does not set SystemCallFilter=~@privileged @resources"},
		"commented out":  {"UMask=0077", "# UMask=0077", "x.service: does not set UMask=0077"},
		"every protocol": {"RestrictAddressFamilies", "# RestrictAddressFamilies", "x.service: speaks every protocol of the machine"},
		"root":           {"User=kompass\n", "", "x.service: runs as root"},
	} {
		if changed := strings.Replace(unit, c.old, c.new, 1); changed == unit {
			t.Errorf("%s: the unit has no %q", name, c.old)
		} else {
			caught(t, arch.Unconfined(source("x.service", changed)), c.want)
		}
	}
}
