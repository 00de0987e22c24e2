package table_test

import (
	"strings"
	"testing"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/table"
)

// FuzzDuration: whatever the text, there is no panic; what is read is longer than nothing and is read again as it is written; and a refusal
// says what is accepted.
func FuzzDuration(f *testing.F) {
	for _, seed := range []string{"2w", "7d", "1d12h", "24h", "90s", "-1d", "1d-2h", "7 days", "P7D", "PT24H", "24", "soon", "", "1.5d", "9223372036854775807d",
		"1w2d3h4m5s6ms", "\x00"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		duration, err := table.ParseDuration(text)
		if err != nil {
			if !strings.Contains(err.Error(), "; expected ") || duration != 0 {
				t.Errorf("%q: %v, %v", text, duration, err)
			}
			return
		}
		if duration <= 0 {
			t.Errorf("%q is %v", text, duration)
		}
		if again, err := table.ParseDuration(table.FormatDuration(duration)); err != nil || again != duration {
			t.Errorf("%q is %v, written %s, read %v, %v", text, duration, table.FormatDuration(duration), again, err)
		}
	})
}
