package veeamsim

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"sync"
	"time"
)

// fixTimes makes every relative time of a row absolute, and a number of nanoseconds of every duration, in place. With an error
// comes the name of the member that is wrong.
func fixTimes(tree any, now time.Time) (member string, err error) {
	switch node := tree.(type) {
	case []any:
		for _, child := range node {
			if member, err := fixTimes(child, now); err != nil {
				return member, err
			}
		}
	case map[string]any:
		for name, child := range node {
			fixed, err := fixTime(name, child, now)
			if err != nil {
				return name, err
			}
			node[name] = fixed
			if member, err := fixTimes(child, now); err != nil {
				return member, err
			}
		}
	}
	return "", nil
}

// fixTime reads a member that is a text, and a time or a duration in the inventory. Others are left as they are.
func fixTime(name string, value any, now time.Time) (any, error) {
	text, isText := value.(string)
	if !isText {
		return value, nil
	}
	switch membersByName()[strings.ToLower(name)] {
	case reflect.TypeFor[time.Time]():
		t, err := readTime(text, now)
		return t.Format(time.RFC3339Nano), err
	case reflect.TypeFor[time.Duration]():
		d, err := time.ParseDuration(text)
		if err != nil {
			return nil, fmt.Errorf("%q is no duration such as 5m or -1h30m", text)
		}
		return json.Number(strconv.FormatInt(int64(d), 10)), nil
	}
	return value, nil
}

// membersByName are the types of all members of an inventory that are times or durations, by their names in lower case.
var membersByName = sync.OnceValue(func() map[string]reflect.Type {
	names := make(map[string]reflect.Type)
	addTimeMembers(names, reflect.TypeFor[Inventory]())
	return names
})

func addTimeMembers(names map[string]reflect.Type, t reflect.Type) {
	switch t.Kind() {
	case reflect.Slice, reflect.Pointer:
		addTimeMembers(names, t.Elem())
	case reflect.Struct:
		for _, field := range reflect.VisibleFields(t) {
			switch {
			case !field.IsExported():
			case field.Type == reflect.TypeFor[time.Time](), field.Type == reflect.TypeFor[time.Duration]():
				names[strings.ToLower(field.Name)] = field.Type
			default:
				addTimeMembers(names, field.Type)
			}
		}
	}
}

func readTime(text string, now time.Time) (time.Time, error) {
	if t, err := time.Parse(time.RFC3339Nano, text); err == nil {
		return t, nil
	}
	if strings.HasPrefix(text, "-") || strings.HasPrefix(text, "+") {
		if d, err := time.ParseDuration(text); err == nil {
			return now.Add(d), nil
		}
	}
	return time.Time{}, fmt.Errorf("%q is neither an RFC 3339 time nor relative to now, as -8h30m or +2h", text)
}
