package provider

import (
	"fmt"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/compliance"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/table"
)

// What the functions' arguments share. Their errors end without a full stop, because Terraform adds one.

// The RPO window's parameters, always one after the other.
var (
	nowParameter = function.StringParameter{
		Name:                "now",
		MarkdownDescription: "The time to judge by, RFC 3339 with zone. Give it `plantimestamp()`.",
	}
	rpoParameter = function.StringParameter{
		Name: "rpo",
		MarkdownDescription: "How old a backup may be, counted from where it began, as a duration such as `28h`, `7d` or `1d12h`. " +
			"It must exceed the interval of the job plus the time that a backup takes.",
	}
)

// rpoWindow is the time in which a good backup must have begun.
type rpoWindow struct {
	now time.Time
	rpo time.Duration
}

func (w rpoWindow) contains(began time.Time) bool { return compliance.WithinRPO(began, w.now, w.rpo) }

// readWindow reads the values of nowParameter, which is at the position, and of rpoParameter after it.
func readWindow(position int64, now, rpo string) (window rpoWindow, failed *function.FuncError) {
	var err error
	if window.now, err = parseTime(now); err != nil {
		return window, function.NewArgumentFuncError(position, err.Error())
	}
	if window.rpo, err = table.ParseDuration(rpo); err != nil {
		return window, function.NewArgumentFuncError(position+1, err.Error())
	}
	return window, nil
}

// parseTime reads a time with zone. The error says what is accepted.
func parseTime(text string) (time.Time, error) {
	at, err := time.Parse(time.RFC3339, text)
	if err != nil {
		return at, fmt.Errorf("%q is no time; expected RFC 3339 with zone, such as 2026-06-16T08:00:00Z (add Z or a zone such as +01:00)", text)
	}
	return at, nil
}

// readNames reads a set of names, none of them null or empty.
func readNames(position int64, set types.Set) (names []string, failed *function.FuncError) {
	for _, element := range set.Elements() {
		name, _ := element.(types.String)
		if name.ValueString() == "" {
			return nil, function.NewArgumentFuncError(position, "a name is null or empty; expected the names of machines")
		}
		names = append(names, name.ValueString())
	}
	return names, nil
}

// readExpected reads a set of names that must not be empty: a check of no machines cannot fail.
func readExpected(position int64, argument attr.Value) (expected []string, failed *function.FuncError) {
	set, _ := argument.(types.Set)
	if expected, failed = readNames(position, set); failed != nil {
		return nil, failed
	}
	if len(expected) == 0 {
		return nil, function.NewArgumentFuncError(position, "it is empty, and a check of no machines cannot fail; expected at least one name")
	}
	return expected, nil
}

// stringAttributes are the attributes of an object that are all strings.
func stringAttributes(names ...string) map[string]attr.Type {
	attributes := make(map[string]attr.Type, len(names))
	for _, name := range names {
		attributes[name] = types.StringType
	}
	return attributes
}

// textOf is an attribute of an object that is a string, "" where it is null. The attributes are given and not the object, which copies
// them whenever it is asked for them.
func textOf(attributes map[string]attr.Value, name string) string {
	value, _ := attributes[name].(types.String)
	return value.ValueString()
}

// readTime reads an attribute of an object that is a time, the zero time where it is null. The error names the attribute.
func readTime(attributes map[string]attr.Value, name string) (at time.Time, err error) {
	value, _ := attributes[name].(types.String)
	if value.IsNull() {
		return at, nil
	}
	if at, err = parseTime(value.ValueString()); err != nil {
		return at, fmt.Errorf("%s: %w", name, err)
	}
	return at, nil
}
