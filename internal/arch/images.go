package arch

import (
	"fmt"
	"slices"
	"strings"
)

// image is what every image that is given away sets: nobody is root in it, database and keys lie in volumes apart, and it asks itself
// whether it is well.
var image = []string{
	"USER 65532:65532",
	"VOLUME /data /keys",
	"KOMPASS_DB=/data/kompass.db",
	"KOMPASS_KEYS=/keys",
	`HEALTHCHECK --interval=30s --timeout=6s --start-period=5s --retries=3 CMD ["/kompass", "healthcheck"]`,
	"STOPSIGNAL SIGTERM",
	`ENTRYPOINT ["/kompass"]`,
	`CMD ["serve"]`,
}

// builds is the name of the stage that is not given away.
const builds = "build"

// Images returns the names of the images that a Dockerfile makes, and what one of them leaves out.
func Images(dockerfile Source) (names []string, found []Finding) {
	for i, stage := range strings.Split("\n"+dockerfile.Text, "\nFROM ")[1:] {
		first, _, _ := strings.Cut(stage, "\n")
		_, name, named := strings.Cut(first, " AS ")
		if !named {
			found = append(found, Finding{File: dockerfile.Path, Text: fmt.Sprintf("stage %d has no name", i+1)})
			continue
		}
		if name == builds {
			continue
		}
		names = append(names, name)
		var lines []string
		for line := range strings.Lines(stage) {
			lines = append(lines, strings.TrimSpace(strings.TrimSuffix(strings.TrimPrefix(strings.TrimSpace(line), "ENV "), "\\")))
		}
		for _, setting := range image {
			if !slices.Contains(lines, setting) {
				found = append(found, Finding{File: dockerfile.Path, Text: fmt.Sprintf("image %s does not set %s", name, setting)})
			}
		}
	}
	return names, found
}
