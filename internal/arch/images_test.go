package arch_test

import (
	"slices"
	"strings"
	"testing"

	"kompass/internal/arch"
)

func TestImagesAreConfined(t *testing.T) {
	names, found := arch.Images(source("Dockerfile", readFile(t, "Dockerfile")))
	report(t, found)
	if want := []string{"pdf", "program"}; !slices.Equal(names, want) {
		t.Errorf("got the images %q, want %q with the program alone last, since that is built unless another is named", names, want)
	}
}

func TestAnOpenImageIsCaught(t *testing.T) {
	file := readFile(t, "Dockerfile")
	for name, c := range map[string]struct{ old, new, want string }{
		"root":               {"USER 65532:65532", "USER root", "Dockerfile: image pdf does not set USER 65532:65532"},
		"one volume":         {"VOLUME /data /keys", "VOLUME /data", "Dockerfile: image pdf does not set VOLUME /data /keys"},
		"keys in the data":   {"KOMPASS_KEYS=/keys", "KOMPASS_KEYS=/data/keys", "Dockerfile: image pdf does not set KOMPASS_KEYS=/keys"},
		"never asked":        {"HEALTHCHECK", "# HEALTHCHECK", "Dockerfile: image pdf does not set HEALTHCHECK"},
		"stage with no name": {"FROM scratch AS program", "FROM scratch", "Dockerfile: stage 3 has no name"},
	} {
		changed := strings.Replace(file, c.old, c.new, 1)
		if changed == file {
			t.Errorf("%s: the Dockerfile has no %q", name, c.old)
		}
		_, found := arch.Images(source("Dockerfile", changed))
		caught(t, found, c.want)
	}
}
