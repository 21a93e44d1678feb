// Package lan finds what people in one room need to reach this machine without the internet: its address in the local
// network, and the code that lets a phone join the Wi-Fi.
package lan

import (
	"errors"
	"fmt"
	"net"
	"net/netip"
	"slices"
	"strings"
)

// ErrNoNetwork means that this machine has no address that others in the room could reach.
var ErrNoNetwork = errors.New("no address in a local network")

// Interface is a network interface with its addresses.
type Interface struct {
	Name      string
	Addresses []netip.Addr
}

// Interfaces lists the interfaces of this machine that are up and lead to others.
func Interfaces() ([]Interface, error) {
	all, err := net.Interfaces()
	if err != nil {
		return nil, fmt.Errorf("list network interfaces: %w", err)
	}
	var out []Interface
	for _, i := range all {
		if i.Flags&net.FlagUp == 0 || i.Flags&(net.FlagLoopback|net.FlagPointToPoint) != 0 {
			continue
		}
		addresses, err := i.Addrs()
		if err != nil {
			return nil, fmt.Errorf("addresses of %s: %w", i.Name, err)
		}
		one := Interface{Name: i.Name}
		for _, a := range addresses {
			if prefix, err := netip.ParsePrefix(a.String()); err == nil {
				one.Addresses = append(one.Addresses, prefix.Addr().Unmap())
			}
		}
		out = append(out, one)
	}
	return out, nil
}

// virtual begins the names of interfaces that lead to containers and virtual machines on this machine, not into the room.
var virtual = []string{"docker", "br-", "veth", "virbr", "vmnet", "vboxnet", "cni", "flannel", "lxc", "podman"}

// Address returns the address that others in the room are most likely to reach: a private IPv4 address of a real
// interface, first of those that there are, wireless before wired, because phones come over the Wi-Fi. Where there is none any other
// IPv4 address that is not this machine alone will do. [ErrNoNetwork] means that there is none at all.
func Address(interfaces []Interface) (netip.Addr, error) {
	best, rank := netip.Addr{}, 0
	for _, i := range interfaces {
		if slices.ContainsFunc(virtual, func(prefix string) bool { return strings.HasPrefix(i.Name, prefix) }) {
			continue
		}
		for _, a := range i.Addresses {
			if r := rankOf(i.Name, a); r > rank {
				best, rank = a, r
			}
		}
	}
	if rank == 0 {
		return netip.Addr{}, ErrNoNetwork
	}
	return best, nil
}

// rankOf says how well an address serves: 0 not at all.
func rankOf(name string, a netip.Addr) int {
	switch {
	case !a.Is4() || a.IsLoopback() || a.IsLinkLocalUnicast() || a.IsUnspecified() || a.IsMulticast():
		return 0
	case a.IsPrivate() && strings.HasPrefix(name, "wl"):
		return 3
	case a.IsPrivate():
		return 2
	}
	return 1
}
