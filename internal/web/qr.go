package web

import "kompass/internal/qr"

// qrPath draws a QR code for a page: see [qr.Path].
func qrPath(address string) (path string, side int, err error) { return qr.Path(address) }
