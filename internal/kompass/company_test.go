package kompass_test

import (
	"testing"

	"kompass/internal/kompass"
)

func TestTargetsThatAskForNearlyEverythingAreCounted(t *testing.T) {
	values := kompass.TargetValues{"a": {"x": 3.5, "y": 3.6}, "b": {"": 4}, "c": {"x": 1}}
	if got := values.High(); got != 2 {
		t.Errorf("got %d above %g, want 2", got, kompass.HighLevel)
	}
}
