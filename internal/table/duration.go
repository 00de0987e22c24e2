package table

import (
	"errors"
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
	"time"
)

const (
	day  = 24 * time.Hour
	week = 7 * day
)

// AcceptedDuration says what ParseDuration takes.
const AcceptedDuration = "weeks, days, hours, minutes and seconds, in this order, such as 2w, 7d, 1d12h, 24h or 90s"

var weeksAndDays = regexp.MustCompile(`^(?:(\d+)w)?(?:(\d+)d)?(.*)$`)

// ParseDuration reads a time to wait or an age: Go's form with weeks and days in front of it, 2w, 7d or 1d12h. A day has 24 hours.
// It must be longer than nothing. The error is a phrase that says what is accepted, and the example that text probably meant.
func ParseDuration(text string) (time.Duration, error) {
	duration, err := parseDuration(text)
	switch {
	case err != nil:
		return 0, fmt.Errorf("%q is no duration; expected %s%s", text, AcceptedDuration, probably(text))
	case duration <= 0:
		return 0, fmt.Errorf("%q is not longer than nothing; expected a positive duration such as 24h or 7d", text)
	}
	return duration, nil
}

func parseDuration(text string) (duration time.Duration, err error) {
	if positive, negative := strings.CutPrefix(text, "-"); negative {
		duration, err = parseDuration(positive)
		return -duration, err
	}
	parts := weeksAndDays.FindStringSubmatch(text)
	if parts == nil || text == "" {
		return 0, errors.New("no duration")
	}
	weeks, days, rest := parts[1], parts[2], parts[3]
	if rest != "" {
		if (weeks != "" || days != "") && (rest[0] == '-' || rest[0] == '+') {
			return 0, errors.New("a sign in the middle")
		}
		if duration, err = time.ParseDuration(rest); err != nil {
			return 0, err
		}
	}
	for _, part := range []struct {
		digits string
		unit   time.Duration
	}{{weeks, week}, {days, day}} {
		if part.digits == "" {
			continue
		}
		number, err := strconv.ParseInt(part.digits, 10, 64)
		if err != nil || number > (math.MaxInt64-int64(duration))/int64(part.unit) {
			return 0, errors.New("longer than a duration can be")
		}
		duration += time.Duration(number) * part.unit
	}
	return duration, nil
}

// spelledOut finds numbers with their units as people and other programs write them: 7 days, 1 day 12 hours, 24H, P7D, 1.5d.
var (
	spelledOut = regexp.MustCompile(`(\d+(?:\.\d+)?)\s*(weeks?|w|days?|d|hours?|hrs?|h|minutes?|mins?|m|seconds?|secs?|s)(?:\b|(\d)|t)`)
	bareNumber = regexp.MustCompile(`^\d{1,4}$`)
)

var units = map[byte]time.Duration{'w': week, 'd': day, 'h': time.Hour, 'm': time.Minute, 's': time.Second}

// probably gives the duration that a text most likely meant, as the end of a sentence, or "".
func probably(text string) string {
	rest := strings.ToLower(strings.TrimSpace(text))
	if bareNumber.MatchString(rest) {
		return fmt.Sprintf("; %s has no unit: write %ss, %sh or %sd", rest, rest, rest, rest)
	}
	var total time.Duration
	rest = strings.TrimPrefix(strings.TrimPrefix(rest, "p"), "t") // of ISO 8601
	for rest != "" {
		found := spelledOut.FindStringSubmatchIndex(rest)
		if found == nil || strings.Trim(rest[:found[0]], " ,+") != "" && strings.Trim(rest[:found[0]], " ,+") != "and" {
			return ""
		}
		number, err := strconv.ParseFloat(rest[found[2]:found[3]], 64)
		if err != nil {
			return ""
		}
		total += time.Duration(number * float64(units[rest[found[4]]]))
		rest = strings.TrimPrefix(rest[found[5]:], "t")
	}
	if total <= 0 {
		return ""
	}
	return fmt.Sprintf("; for this one write %s", FormatDuration(total))
}

// FormatDuration writes a duration as ParseDuration reads it: whole days from 48 hours on as days, the rest as Go does, without zeros.
func FormatDuration(duration time.Duration) string {
	if duration >= 2*day && duration%day == 0 {
		return strconv.FormatInt(int64(duration/day), 10) + "d"
	}
	text := duration.String()
	if strings.HasSuffix(text, "m0s") {
		text = strings.TrimSuffix(text, "0s")
	}
	if strings.HasSuffix(text, "h0m") {
		text = strings.TrimSuffix(text, "0m")
	}
	return text
}
