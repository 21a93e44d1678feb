package kit

import (
	"net/url"
	"strconv"

	"github.com/gofiber/fiber/v2"

	"kompass/views"
)

// PageOf reads which page of several is asked for. The pagination of every long list begins here.
func PageOf(c *fiber.Ctx, name string, pages int) int {
	n, err := strconv.Atoi(c.Query(name))
	if err != nil {
		return 1
	}
	return min(max(n, 1), pages)
}

// PageLinks lead to the pages of a long list; none where there is one page.
func PageLinks(c *fiber.Ctx, name string, current, pages int) []views.PageLink {
	if pages < 2 {
		return nil
	}
	var out []views.PageLink
	for n := 1; n <= pages; n++ {
		// Of very many pages the ends and the neighbours are enough.
		if n > 1 && n < pages && (n < current-3 || n > current+3) {
			continue
		}
		out = append(out, views.PageLink{Number: n, Href: AddressWith(c, name, strconv.Itoa(n)), Current: n == current})
	}
	return out
}

// Query is the query of the address, in a copy that may be changed.
func Query(c *fiber.Ctx) url.Values {
	values, err := url.ParseQuery(string(c.Request().URI().QueryString()))
	if err != nil {
		return url.Values{}
	}
	values.Del("lang")
	return values
}

// AddressWith is the address of this page with one parameter set.
func AddressWith(c *fiber.Ctx, name, value string) string {
	values := Query(c)
	values.Set(name, value)
	return c.Path() + "?" + values.Encode()
}
