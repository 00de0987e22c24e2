package filter

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// read reads the value of a comparison.
func (p Parameter[T]) read(value string, settings Settings) (Value, error) {
	switch p.values {
	case uids:
		if !IsGUID(value) && !isURN(value) {
			return Value{}, fmt.Errorf("%q is neither a GUID nor urn:veeam:<type>:<GUID>", value)
		}
	case times:
		return readTime(value)
	case numbers:
		limit, err := strconv.ParseInt(value, 10, 64)
		if err != nil {
			return Value{}, fmt.Errorf("%q is not a whole number", value)
		}
		return Value{Number: limit}, nil
	case decimals:
		limit, err := strconv.ParseFloat(value, 64)
		if err != nil {
			return Value{}, fmt.Errorf("%q is not a number", value)
		}
		return Value{Decimal: limit}, nil
	case flags:
		switch {
		case strings.EqualFold(value, "True"):
			return Value{Number: 1}, nil
		case strings.EqualFold(value, "False"):
			return Value{}, nil
		}
		return Value{}, fmt.Errorf("%q is neither True nor False", value)
	case choices:
		isNone := p.knowsNone() && strings.EqualFold(value, none)
		if !isNone && p.place(value, settings) == len(p.list) {
			return Value{}, fmt.Errorf("%q is not one of %s", value, strings.Join(p.list, ", "))
		}
	}
	return Value{Text: value}, nil
}

// timesOfDay are the forms of what follows the date. A fraction is accepted after the seconds although
// the layout names none.
var timesOfDay = []string{"15:04:05", "15:04"}

func readTime(value string) (Value, error) {
	date, timeOfDay := value, ""
	if len(value) > len(time.DateOnly) {
		date, timeOfDay = value[:len(time.DateOnly)], value[len(time.DateOnly):]
	}
	// Outside quotes a space is dropped before the value is read, so that nothing may be between.
	timeOfDay = strings.TrimPrefix(strings.TrimPrefix(timeOfDay, " "), "T")
	timeOfDay = strings.TrimSuffix(timeOfDay, "Z")
	if timeOfDay == "" {
		if t, err := time.Parse(time.DateOnly, value); err == nil {
			return Value{Time: t}, nil
		}
	}
	for _, layout := range timesOfDay {
		if t, err := time.Parse(time.DateOnly+layout, date+timeOfDay); err == nil {
			return Value{Time: t}, nil
		}
	}
	return Value{}, fmt.Errorf("%q is not a UTC time such as 2026-06-15T23:20:45Z nor a date", value)
}

func isURN(text string) bool {
	words := strings.Split(text, ":")
	return len(words) == 4 && strings.EqualFold(words[0]+words[1], "urnveeam") && words[2] != "" && words[3] != ""
}

// IsGUID reports whether a text is a GUID in its usual form, without braces.
func IsGUID(text string) bool {
	if len(text) != 36 {
		return false
	}
	for i, c := range []byte(text) {
		dash := i == 8 || i == 13 || i == 18 || i == 23
		if dash != (c == '-') || !dash && !strings.ContainsRune("0123456789abcdefABCDEF", rune(c)) {
			return false
		}
	}
	return true
}
