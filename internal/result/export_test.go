package result

import "encoding/json"

// Upgraded is what [Decode] does to a document of an older schema, with steps of the test's own.
func Upgraded(data []byte, steps ...func(map[string]json.RawMessage) error) ([]byte, error) {
	own := make([]upgrade, len(steps))
	for i, s := range steps {
		own[i] = s
	}
	return upgraded(data, own)
}

// Upgrades is the number of steps that [Decode] knows.
func Upgrades() int { return len(upgrades) }
