package result

import (
	"encoding/json"
	"fmt"
)

// upgrade brings the members of a document from one schema to the next: it may rename, add and drop, and it invents no
// number. What an older document does not hold stays absent.
type upgrade func(members map[string]json.RawMessage) error

// upgrades lead from schema 1 on: the first brings a document of schema 1 to schema 2. There are Schema − 1 of them.
var upgrades = []upgrade{nameRules, nameAgreement}

// nameRules says that a document of schema 1 was made by the first rules.
func nameRules(members map[string]json.RawMessage) error {
	members["rules"] = json.RawMessage("1")
	return nil
}

// nameAgreement says that the words of a document of schema 2 follow from r_WG(J).
func nameAgreement(members map[string]json.RawMessage) error {
	members["agreement_rule"] = json.RawMessage("1")
	return nil
}

// upgraded returns a verified document as the JSON of the schema to which the steps lead. It answers [ErrSchema] for a
// schema that is newer, or none at all.
func upgraded(data []byte, steps []upgrade) ([]byte, error) {
	var head struct {
		Schema int `json:"schema"`
	}
	if err := json.Unmarshal(data, &head); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrTampered, err)
	}
	newest := len(steps) + 1
	switch {
	case head.Schema < 1 || head.Schema > newest:
		return nil, fmt.Errorf("%w: %d", ErrSchema, head.Schema)
	case head.Schema == newest:
		return data, nil
	}
	var members map[string]json.RawMessage
	if err := json.Unmarshal(data, &members); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrTampered, err)
	}
	for schema := head.Schema; schema < newest; schema++ {
		if err := steps[schema-1](members); err != nil {
			return nil, fmt.Errorf("bring result from schema %d to %d: %w", schema, schema+1, err)
		}
	}
	members["schema"] = fmt.Append(nil, newest)
	return marshal(members)
}
