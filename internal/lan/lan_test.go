package lan_test

import (
	"errors"
	"net/netip"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"kompass/internal/lan"
)

func at(name string, addresses ...string) lan.Interface {
	i := lan.Interface{Name: name}
	for _, a := range addresses {
		i.Addresses = append(i.Addresses, netip.MustParseAddr(a))
	}
	return i
}

func TestAddressIsTheOneThatPhonesReach(t *testing.T) {
	for _, c := range []struct {
		name       string
		interfaces []lan.Interface
		want       string
	}{
		{"a cable", []lan.Interface{at("eth0", "fe80::1", "192.168.1.7")}, "192.168.1.7"},
		{"Wi-Fi before the cable", []lan.Interface{at("enp3s0", "10.0.0.4"), at("wlp2s0", "192.168.178.20")}, "192.168.178.20"},
		{"the first of two", []lan.Interface{at("eth0", "10.0.0.4"), at("eth1", "10.1.0.4")}, "10.0.0.4"},
		{"no container", []lan.Interface{at("docker0", "172.17.0.1"), at("br-1f", "172.18.0.1"), at("eth0", "172.16.4.2")}, "172.16.4.2"},
		{"a private one before a public one", []lan.Interface{at("eth0", "203.0.113.5"), at("eth1", "192.168.0.2")}, "192.168.0.2"},
		{"a public one before none", []lan.Interface{at("eth0", "203.0.113.5")}, "203.0.113.5"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got, err := lan.Address(c.interfaces); err != nil || got.String() != c.want {
				t.Errorf("got %v, %v, want %s", got, err, c.want)
			}
		})
	}
}

func TestAddressWithoutANetworkIsAnError(t *testing.T) {
	for _, interfaces := range [][]lan.Interface{
		nil, {at("eth0")}, {at("eth0", "169.254.3.4", "fe80::1", "127.0.0.1", "224.0.0.1", "0.0.0.0")}, {at("docker0", "172.17.0.1")},
	} {
		if got, err := lan.Address(interfaces); !errors.Is(err, lan.ErrNoNetwork) {
			t.Errorf("%v: got %v, %v, want %v", interfaces, got, err, lan.ErrNoNetwork)
		}
	}
}

func TestWiFiCodesAreEscaped(t *testing.T) {
	for _, c := range []struct{ name, password, want string }{
		{"Seminarraum", "zwölf1234", `WIFI:T:WPA;S:Seminarraum;P:zwölf1234;;`},
		{"Gast", "", `WIFI:T:nopass;S:Gast;;`},
		{`a;b,c:d"e\f`, `12;45:"8\`, `WIFI:T:WPA;S:a\;b\,c\:d\"e\\f;P:12\;45\:\"8\\;;`},
	} {
		w, err := lan.ParseWiFi(c.name, c.password)
		if got := w.Code(); err != nil || got != c.want {
			t.Errorf("got %s, %v, want %s", got, err, c.want)
		}
	}
}

func TestWiFiOutsideTheBoundsIsRefused(t *testing.T) {
	for _, name := range []string{strings.Repeat("a", 33), "a\nb", "\xff"} {
		if _, err := lan.ParseWiFi(name, ""); !errors.Is(err, lan.ErrWiFiName) {
			t.Errorf("%q: got %v, want %v", name, err, lan.ErrWiFiName)
		}
	}
	for _, password := range []string{"1234567", strings.Repeat("a", 64), "1234567\x00"} {
		if _, err := lan.ParseWiFi("Gast", password); !errors.Is(err, lan.ErrWiFiPassword) {
			t.Errorf("%q: got %v, want %v", password, err, lan.ErrWiFiPassword)
		}
	}
	if w, err := lan.ParseWiFi("", "ignored"); err != nil || w != (lan.WiFi{}) {
		t.Errorf("got %v, %v, want no Wi-Fi", w, err)
	}
}

// Whatever the password is, it ends where it should: no part of it is read as another member of the code.
func TestWiFiCodesHoldTheirMembers(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		text := rapid.StringMatching(`[ -~]{8,20}`)
		name, password := text.Draw(rt, "name"), text.Draw(rt, "password")
		w, err := lan.ParseWiFi(name, password)
		if err != nil {
			rt.Fatal(err)
		}
		if got := members(strings.TrimPrefix(w.Code(), "WIFI:")); got["S"] != name || got["P"] != password || got["T"] != "WPA" || len(got) != 3 {
			rt.Errorf("got %q from %s", got, w.Code())
		}
	})
}

// members reads a code the way a phone does.
func members(code string) map[string]string {
	out := map[string]string{}
	var key, value strings.Builder
	inValue, escape := false, false
	for _, r := range code {
		to := &key
		if inValue {
			to = &value
		}
		switch {
		case escape:
			to.WriteRune(r)
			escape = false
		case r == '\\':
			escape = true
		case r == ':' && !inValue:
			inValue = true
		case r == ';':
			if key.Len() > 0 {
				out[key.String()] = value.String()
			}
			key.Reset()
			value.Reset()
			inValue = false
		default:
			to.WriteRune(r)
		}
	}
	return out
}
