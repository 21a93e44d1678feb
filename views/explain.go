package views

import (
	"net/url"

	"kompass/internal/result"
	"kompass/internal/story"
)

// Explain is the model of the page that says where a number comes from.
type Explain struct {
	Page        Page
	RoundID     string
	Explanation story.Explanation
}

// ResultHref is the address of the result of one group.
func ResultHref(roundID string, key result.Key) string {
	return "/app/rounds/" + roundID + "/result" + GroupQuery(key)
}

// GroupQuery is what an address adds to mean a group of a result, "" for everyone.
func GroupQuery(key result.Key) string {
	query := url.Values{}
	for name, value := range key {
		query.Set(name, value)
	}
	if len(query) == 0 {
		return ""
	}
	return "?" + query.Encode()
}
