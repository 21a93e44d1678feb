package views

import "context"

// SignIn is the model of the sign-in page. Problem is a message key, "" at first sight.
type SignIn struct {
	Page    Page
	Email   string
	Next    string
	Problem string
}

// problem is what was wrong, at an input.
func (m SignIn) problem(ctx context.Context, field string) []FieldError {
	if m.Problem == "" {
		return nil
	}
	return []FieldError{{Field: field, Message: tr(ctx, m.Problem)}}
}

// Setup is the model of the page behind a one-time setup link. NeedsEmail is true for the first trainer, who chooses the
// address to sign in with.
type Setup struct {
	Page       Page
	Token      string
	Email      string
	NeedsEmail bool
	Errors     []FieldError
}
