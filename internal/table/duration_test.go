package table_test

import (
	"strings"
	"testing"
	"time"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/table"
)

func TestDurations(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]time.Duration{
		"24h": 24 * time.Hour, "1h30m": 90 * time.Minute, "90s": 90 * time.Second, "1.5h": 90 * time.Minute, "2w": 336 * time.Hour,
		"7d": 168 * time.Hour, "1d12h": 36 * time.Hour, "1w1d1h1m1s": 193*time.Hour + 61*time.Second, "0d24h": 24 * time.Hour,
		"999w": 999 * 7 * 24 * time.Hour, "15250w": 15250 * 7 * 24 * time.Hour,
	} {
		if got, err := table.ParseDuration(text); err != nil || got != want {
			t.Errorf("%s: %s, %v; want %s", text, got, err, want)
		}
	}
	for text, says := range map[string]string{
		"soon": `"soon" is no duration; expected weeks, days, hours, minutes and seconds, in this order, such as 2w, 7d, 1d12h, 24h or 90s`,
		"":     `"" is no duration;`, "d": "no duration", "7": "7 has no unit: write 7s, 7h or 7d", "7 days": "for this one write 7d",
		"1 day, 12 hours": "for this one write 36h", "1 day and 12 hours": "for this one write 36h", "24H": "for this one write 24h", "P7D": "for this one write 7d",
		"P1DT12H": "for this one write 36h", "PT90M": "for this one write 1h30m", "1.5d": "for this one write 36h", "12h1d": "for this one write 36h", "1d 12h": "for this one write 36h",
		"1d1w": "for this one write 8d", "1d-12h": "is no duration", "1d+12h": "is no duration", "0s": "not longer than nothing", "0d": "not longer than nothing",
		"-7d": "not longer than nothing", "-24h": "not longer than nothing", "99999999w": "is no duration", "99999999999999999999d": "is no duration", "15250w2400h": "is no duration",
		"1h\n": `"1h\n" is no duration;`, "1\x1bd": `"1\x1bd" is no duration`, "3 nights": "is no duration", "١d": "is no duration",
	} {
		got, err := table.ParseDuration(text)
		if err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%q: %s, %v; want %q", text, got, err, says)
		} else if strings.ContainsAny(err.Error(), "\n\x1b") || strings.Contains(err.Error(), "time:") {
			t.Errorf("%q: the error holds control characters or the parser's words: %q", text, err)
		}
	}
}

// TestFormattedDurationsAreRead writes durations as they are accepted.
func TestFormattedDurationsAreRead(t *testing.T) {
	t.Parallel()
	for duration, want := range map[time.Duration]string{
		24 * time.Hour: "24h", 30 * time.Hour: "30h", 48 * time.Hour: "2d", 720 * time.Hour: "30d", 90 * time.Minute: "1h30m", 90 * time.Second: "1m30s",
		time.Minute: "1m", 10 * time.Second: "10s", 20 * time.Minute: "20m", 49 * time.Hour: "49h", 100 * time.Hour: "100h", 200 * time.Millisecond: "200ms",
	} {
		got := table.FormatDuration(duration)
		if read, err := table.ParseDuration(got); got != want || err != nil || read != duration {
			t.Errorf("%s: %q, want %q; read as %s, %v", duration, got, want, read, err)
		}
	}
}
