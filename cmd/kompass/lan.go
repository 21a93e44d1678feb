package main

import (
	"bufio"
	"errors"
	"fmt"
	"net"
	"net/netip"
	"strings"

	"github.com/urfave/cli/v3"

	"kompass/internal/address"
	"kompass/internal/i18n"
	"kompass/internal/lan"
	"kompass/internal/qr"
)

// lanFlags are those of a server in a room without internet.
func lanFlags() []cli.Flag {
	return []cli.Flag{
		&cli.BoolFlag{Name: "lan", Usage: "serve the people in the room: find this machine's address in the local network and print it as a QR code", Sources: environment("KOMPASS_LAN")},
		&cli.StringFlag{Name: "wifi-name", Usage: "`NAME` of the room's Wi-Fi, for a QR code with which phones join it; asked for when not given", Sources: environment("KOMPASS_WIFI_NAME")},
		&cli.StringFlag{Name: "wifi-password", Usage: "`PASSWORD` of the room's Wi-Fi", Sources: environment("KOMPASS_WIFI_PASSWORD")},
	}
}

// enterRoom finds the address that the people in the room reach, makes it the base of all links, and learns the Wi-Fi. It
// does nothing for a server that is not in a room.
func (t *tools) enterRoom(c *cli.Command, listener net.Listener) error {
	if !c.Bool("lan") {
		return nil
	}
	bound, err := netip.ParseAddrPort(listener.Addr().String())
	if err != nil {
		return fmt.Errorf("address of the server: %w", err)
	}
	if bound.Addr().IsLoopback() {
		return usage("cli.usage.lan_loopback", "address", c.String("addr"))
	}
	if !c.IsSet("base-url") {
		if t.Base, err = t.baseInRoom(bound); err != nil {
			return err
		}
	}
	t.WiFi, err = t.wifi(c)
	return err
}

// baseInRoom returns the address of the server as others in the room reach it.
func (t *tools) baseInRoom(bound netip.AddrPort) (address.BaseURL, error) {
	host := bound.Addr().Unmap()
	if host.IsUnspecified() {
		interfaces, err := t.Interfaces()
		if err != nil {
			return address.BaseURL{}, err
		}
		if host, err = lan.Address(interfaces); err != nil {
			return address.BaseURL{}, told{"cli.error.lan", nil, err}
		}
	}
	return address.ParseBaseURL("http://" + netip.AddrPortFrom(host, bound.Port()).String())
}

// wifi takes the Wi-Fi from the flags, or asks the person at the terminal for it.
func (t *tools) wifi(c *cli.Command) (lan.WiFi, error) {
	name, password := c.String("wifi-name"), c.String("wifi-password")
	if !c.IsSet("wifi-name") && t.Interactive {
		z, in := i18n.For(t.Lang), bufio.NewReader(t.Stdin)
		name = ask(t.world, in, z.T("cli.wifi.name"))
		if name != "" && !c.IsSet("wifi-password") {
			password = ask(t.world, in, z.T("cli.wifi.password"))
		}
	}
	w, err := lan.ParseWiFi(name, password)
	switch {
	case errors.Is(err, lan.ErrWiFiName):
		return lan.WiFi{}, usage("cli.usage.wifi_name")
	case err != nil:
		return lan.WiFi{}, usage("cli.usage.wifi_password")
	}
	return w, nil
}

// ask asks on stderr and returns the line that is typed, without the blanks around it.
func ask(w world, in *bufio.Reader, question string) string {
	fmt.Fprint(w.Stderr, question+" ")
	line, err := in.ReadString('\n')
	if err != nil {
		fmt.Fprintln(w.Stderr)
	}
	return strings.TrimSpace(line)
}

// printRoom prints what is held up to the phones in the room: the Wi-Fi, then the address.
func (t *tools) printRoom() error {
	z := i18n.For(t.Lang)
	if t.WiFi != (lan.WiFi{}) {
		code, err := qr.Terminal(t.WiFi.Code())
		if err != nil {
			return err
		}
		fmt.Fprintf(t.Stdout, "\n%s\n%s", z.T("cli.wifi.code", "name", t.WiFi.Name), code)
	}
	code, err := qr.Terminal(t.Base.Link(address.Home))
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(t.Stdout, "\n%s\n%s", z.T("cli.lan.code", "url", t.Base.Link(address.Home)), code)
	return err
}
