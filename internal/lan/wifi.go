package lan

import (
	"errors"
	"strings"
	"unicode/utf8"
)

// The errors of [ParseWiFi].
var (
	ErrWiFiName     = errors.New("the name of a Wi-Fi has 1 to 32 bytes")
	ErrWiFiPassword = errors.New("the password of a Wi-Fi has 8 to 63 characters, or none")
)

// WiFi is the wireless network of the room. The zero value is none.
type WiFi struct {
	Name     string
	Password string // "" in an open network
}

// ParseWiFi checks name and password as the standard bounds them. An empty name is no Wi-Fi.
func ParseWiFi(name, password string) (WiFi, error) {
	if name == "" {
		return WiFi{}, nil
	}
	if len(name) > 32 || !printable(name) {
		return WiFi{}, ErrWiFiName
	}
	if n := len(password); n > 0 && (n < 8 || n > 63) || !printable(password) {
		return WiFi{}, ErrWiFiPassword
	}
	return WiFi{Name: name, Password: password}, nil
}

func printable(s string) bool {
	return utf8.ValidString(s) && !strings.ContainsFunc(s, func(r rune) bool { return r < ' ' || r == 0x7f })
}

var escaped = strings.NewReplacer(`\`, `\\`, `;`, `\;`, `,`, `\,`, `"`, `\"`, `:`, `\:`)

// Code returns what the QR code of a Wi-Fi holds, in the form that the cameras of phones understand.
func (w WiFi) Code() string {
	if w.Password == "" {
		return "WIFI:T:nopass;S:" + escaped.Replace(w.Name) + ";;"
	}
	return "WIFI:T:WPA;S:" + escaped.Replace(w.Name) + ";P:" + escaped.Replace(w.Password) + ";;"
}
