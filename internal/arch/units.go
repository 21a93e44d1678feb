package arch

import (
	"fmt"
	"slices"
	"strings"
)

// confinement is what every systemd unit of a service sets: it reaches its own folders, and nothing of the machine.
var confinement = []string{
	"AmbientCapabilities=", "CapabilityBoundingSet=", "LimitCORE=0", "LockPersonality=yes", "MemoryDenyWriteExecute=yes", "NoNewPrivileges=yes",
	"PrivateDevices=yes", "PrivateTmp=yes", "PrivateUsers=yes", "ProcSubset=pid", "ProtectClock=yes", "ProtectControlGroups=yes", "ProtectHome=yes",
	"ProtectHostname=yes", "ProtectKernelLogs=yes", "ProtectKernelModules=yes", "ProtectKernelTunables=yes", "ProtectProc=invisible",
	"ProtectSystem=strict", "RestrictNamespaces=yes", "RestrictRealtime=yes", "RestrictSUIDSGID=yes", "SystemCallArchitectures=native",
	"SystemCallFilter=@system-service", "SystemCallFilter=~@privileged @resources", "UMask=0077",
}

// Unconfined returns what a systemd unit of a service leaves open.
func Unconfined(unit Source) []Finding {
	lines := strings.Split(unit.Text, "\n")
	var found []Finding
	for _, setting := range confinement {
		if !slices.Contains(lines, setting) {
			found = append(found, Finding{File: unit.Path, Text: fmt.Sprintf("does not set %s", setting)})
		}
	}
	sets := func(name string) bool {
		return slices.ContainsFunc(lines, func(line string) bool { return strings.HasPrefix(line, name+"=") })
	}
	if !sets("RestrictAddressFamilies") {
		found = append(found, Finding{File: unit.Path, Text: "speaks every protocol of the machine"})
	}
	if !sets("User") && !slices.Contains(lines, "DynamicUser=yes") {
		found = append(found, Finding{File: unit.Path, Text: "runs as root"})
	}
	return found
}
