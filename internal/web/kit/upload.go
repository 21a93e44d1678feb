package kit

import (
	"errors"
	"fmt"
	"io"
	"mime"
	"strings"

	"github.com/gofiber/fiber/v2"
	"github.com/valyala/fasthttp"

	"kompass/internal/address"
	"kompass/internal/kompass"
)

func isUpload(c *fiber.Ctx) bool {
	kind, _, err := mime.ParseMediaType(c.Get(fiber.HeaderContentType))
	return err == nil && kind == fiber.MIMEMultipartForm && c.Method() == fiber.MethodPost && strings.HasSuffix(c.Path(), address.UploadSuffix)
}

// upload is a file that a person sent, with the name that her computer gave it. The name is shown and never used as a path.
type upload struct {
	Name string
	Body []byte
}

// uploadedWith returns a value that was sent beside a file.
func uploadedWith(c *fiber.Ctx, name string) string {
	form, err := c.MultipartForm()
	if err != nil || len(form.Value[name]) == 0 {
		return ""
	}
	return form.Value[name][0]
}

// Uploaded returns the file in a field of a form with parts. A form in which no file was chosen or an
// empty one is a [kompass.FieldError] at that field.
func Uploaded(c *fiber.Ctx, field string) (upload, error) {
	none := &kompass.FieldError{Field: field, Code: "error.upload.none"}
	header, err := c.FormFile(field)
	if errors.Is(err, fiber.ErrUnprocessableEntity) || errors.Is(err, fasthttp.ErrMissingFile) || header == nil && err == nil {
		return upload{}, none
	}
	if err != nil {
		return upload{}, fmt.Errorf("read form: %w", errors.Join(kompass.ErrInvalid, err))
	}
	file, err := header.Open()
	if err != nil {
		return upload{}, fmt.Errorf("open upload: %w", err)
	}
	defer file.Close()
	body, err := io.ReadAll(file)
	if err != nil {
		return upload{}, fmt.Errorf("read upload: %w", err)
	}
	if len(body) == 0 {
		return upload{}, &kompass.FieldError{Field: field, Code: "error.upload.empty"}
	}
	return upload{Name: header.Filename, Body: body}, nil
}
