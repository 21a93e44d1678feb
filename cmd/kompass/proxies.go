package main

import (
	"net/netip"
	"strings"

	"github.com/urfave/cli/v3"
)

// trustedProxies reads the addresses and ranges of addresses of proxies, each as the server writes it.
func trustedProxies(c *cli.Command) ([]string, error) {
	var out []string
	for _, value := range c.StringSlice("trusted-proxy") {
		value = strings.TrimSpace(value)
		if addr, err := netip.ParseAddr(value); err == nil && addr.Zone() == "" {
			out = append(out, addr.Unmap().String())
			continue
		}
		network, err := netip.ParsePrefix(value)
		if err != nil {
			return nil, usage("cli.usage.trusted_proxy", "value", value)
		}
		out = append(out, network.Masked().String())
	}
	return out, nil
}
