package provider

import (
	"fmt"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/function"

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

func parseTime(text string) (time.Time, error) {
	at, err := time.Parse(time.RFC3339, text)
	if err != nil {
		return at, fmt.Errorf("%q is no time; expected RFC 3339 with zone, such as 2026-06-16T08:00:00Z (add Z or a zone such as +01:00)", text)
	}
	return at, nil
}
