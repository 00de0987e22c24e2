package table

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
)

// textParser reads a value of V that is written as text. The same parser judges the text while Terraform validates, before
// any request, and reads it afterwards.
type textParser[V any] struct {
	// accepts says what the text must be, summary heads the error of one that is not.
	accepts, summary string
	parse            func(text string) (V, error)
}

// textArgument is an argument that is written as text. text is a value for messages, "" for one that was not given.
func textArgument[A, V any](name string, target func(*A) *V, parser textParser[V], text func(V) string, description string) Argument[A] {
	return Argument[A]{
		name: name,
		attribute: schema.StringAttribute{
			MarkdownDescription: description, Optional: true, Validators: []validator.String{parser},
		},
		read: func(ctx context.Context, config tfsdk.Config, at path.Path, a *A) diag.Diagnostics {
			var value types.String
			diags := config.GetAttribute(ctx, at, &value)
			if value.IsNull() || diags.HasError() {
				return diags
			}
			parsed, err := parser.parse(value.ValueString())
			if err != nil {
				diags.AddAttributeError(at, parser.summary, err.Error())
			}
			*target(a) = parsed
			return diags
		},
		text: func(a *A) string { return text(*target(a)) },
	}
}

// Description says what the text must be.
func (p textParser[V]) Description(context.Context) string { return "value must be " + p.accepts }

// MarkdownDescription is Description.
func (p textParser[V]) MarkdownDescription(ctx context.Context) string { return p.Description(ctx) }

// ValidateString judges a text while Terraform validates.
func (p textParser[V]) ValidateString(_ context.Context, request validator.StringRequest, response *validator.StringResponse) {
	if request.ConfigValue.IsNull() || request.ConfigValue.IsUnknown() {
		return
	}
	if _, err := p.parse(request.ConfigValue.ValueString()); err != nil {
		response.Diagnostics.AddAttributeError(request.Path, p.summary, err.Error())
	}
}

func sameText(text string) string { return text }

// Name is a whole name, not empty.
func Name[A any](name string, target func(*A) *string, description string) Argument[A] {
	return textArgument(name, target, textParser[string]{
		accepts: "a name that is not empty", summary: "Invalid Name",
		parse: func(text string) (string, error) { return notEmpty(name, text, "a name, or the argument left out") },
	}, sameText, description)
}

// Text is a text, not empty.
func Text[A any](name string, target func(*A) *string, description string) Argument[A] {
	return textArgument(name, target, textParser[string]{
		accepts: "a text that is not empty", summary: "Invalid Text",
		parse: func(text string) (string, error) { return notEmpty(name, text, "some words") },
	}, sameText, description)
}

func notEmpty(name, text, expected string) (string, error) {
	if text == "" {
		return "", fmt.Errorf("%s is empty; expected %s", name, expected)
	}
	return text, nil
}

// Word is one of some words.
func Word[A any](name string, target func(*A) *string, words []string, description string) Argument[A] {
	accepts := "one of " + strings.Join(words, ", ")
	return textArgument(name, target, textParser[string]{
		accepts: accepts, summary: "Invalid Value",
		parse: func(text string) (string, error) {
			if !slices.Contains(words, text) {
				return "", fmt.Errorf("%q is not %s", text, accepts)
			}
			return text, nil
		},
	}, sameText, description)
}

// ID is a GUID or a UID urn:veeam:<type>:<GUID> of one of the types; the GUID reaches A.
func ID[A any](name string, target func(*A) *string, uidTypes []string, description string) Argument[A] {
	return textArgument(name, target, textParser[string]{
		accepts: "a GUID or a UID of type " + strings.Join(uidTypes, ", "), summary: "Invalid ID",
		parse: func(text string) (string, error) { return veeamclient.ParseID(text, uidTypes...) },
	}, sameText, description)
}

// Duration is what ParseDuration reads, at most longest; why says why no longer.
func Duration[A any](name string, target func(*A) *time.Duration, longest time.Duration, why, description string) Argument[A] {
	return textArgument(name, target, textParser[time.Duration]{
		accepts: fmt.Sprintf("a duration longer than 0 and at most %s", FormatDuration(longest)), summary: "Invalid Duration",
		parse: func(text string) (time.Duration, error) {
			duration, err := ParseDuration(text)
			if err == nil && duration > longest {
				err = fmt.Errorf("%s is longer than %s. %s", text, FormatDuration(longest), why)
			}
			return duration, err
		},
	}, func(duration time.Duration) string {
		if duration == 0 {
			return ""
		}
		return FormatDuration(duration)
	}, description)
}

// Instant is a time with zone, RFC 3339.
func Instant[A any](name string, target func(*A) *time.Time, description string) Argument[A] {
	return textArgument(name, target, textParser[time.Time]{
		accepts: "a time with zone, RFC 3339", summary: "Invalid Time",
		parse: func(text string) (time.Time, error) {
			at, err := time.Parse(time.RFC3339, text)
			if err != nil {
				return at, fmt.Errorf(
					"%q is no time with a zone; expected RFC 3339, such as 2026-06-16T08:00:00Z: add Z or a zone such as +01:00", text)
			}
			if at.IsZero() {
				// Programs write a missing time so; it would be taken for an argument that is not given.
				return at, fmt.Errorf("%s is the beginning of year 1, which stands for a time that is missing. Leave %s out instead", name, name)
			}
			return at.UTC(), nil
		},
	}, func(at time.Time) string {
		if at.IsZero() {
			return ""
		}
		return at.Format(time.RFC3339)
	}, description)
}

// Zone is a time zone by its IANA name; left out it is nil.
func Zone[A any](name string, target func(*A) **time.Location, description string) Argument[A] {
	return textArgument(name, target, textParser[*time.Location]{
		accepts: "the IANA name of a time zone", summary: "Invalid Time Zone",
		parse: func(text string) (*time.Location, error) {
			zone, err := time.LoadLocation(text)
			if err != nil || text == "" || text == "Local" {
				return nil, fmt.Errorf("%q is no time zone; expected an IANA name such as Europe/Berlin, America/New_York or UTC", text)
			}
			return zone, nil
		},
	}, func(zone *time.Location) string {
		if zone == nil {
			return ""
		}
		return zone.String()
	}, description)
}

// DateOrInstant is a time to which something lasts: an instant, or a date, to whose end. Text is as it was given.
type DateOrInstant struct {
	Text string
	at   time.Time
	date bool
}

// EndIn is the instant at which it is over; of a date the end of the day in a zone.
func (d DateOrInstant) EndIn(zone *time.Location) time.Time {
	if d.date {
		return time.Date(d.at.Year(), d.at.Month(), d.at.Day()+1, 0, 0, 0, 0, zone)
	}
	return d.at
}

// Until is a time with zone, RFC 3339, or a date.
func Until[A any](name string, target func(*A) *DateOrInstant, description string) Argument[A] {
	return textArgument(name, target, textParser[DateOrInstant]{
		accepts: "a date, or a time with zone, RFC 3339", summary: "Invalid Time",
		parse: func(text string) (DateOrInstant, error) {
			if at, err := time.Parse(time.DateOnly, text); err == nil {
				return DateOrInstant{text, at, true}, nil
			}
			at, err := time.Parse(time.RFC3339, text)
			if err != nil {
				return DateOrInstant{}, fmt.Errorf(
					"%s is %q, neither a date such as 2026-12-31 nor a time with a zone such as 2026-12-31T18:00:00Z", name, text)
			}
			return DateOrInstant{Text: text, at: at}, nil
		},
	}, func(d DateOrInstant) string { return d.Text }, description)
}

// date judges a text that must be a date.
var date = textParser[time.Time]{
	accepts: "a date", summary: "Invalid Date",
	parse: func(text string) (time.Time, error) {
		at, err := time.Parse(time.DateOnly, text)
		if err != nil {
			return at, fmt.Errorf("%q is no date; expected year, month and day such as 2026-12-25", text)
		}
		return at, nil
	},
}

// Dates is a set of dates as they are written, not empty.
func Dates[A any](name string, target func(*A) *[]string, description string) Argument[A] {
	return Texts(name, target, date, description)
}
