package kit

import "net/netip"

// Network is what stands for a caller: a /24 of IPv4, a /64 of IPv6, and in a local network, as in a room with its own Wi-Fi, each
// address for itself.
func Network(ip string) netip.Prefix {
	addr, err := netip.ParseAddr(ip)
	if err != nil {
		return netip.Prefix{}
	}
	if addr = addr.Unmap(); addr.IsPrivate() || addr.IsLoopback() || addr.IsLinkLocalUnicast() {
		return netip.PrefixFrom(addr, addr.BitLen())
	}
	bits := 64
	if addr.Is4() {
		bits = 24
	}
	p, err := addr.Prefix(bits)
	if err != nil {
		return netip.Prefix{}
	}
	return p
}
