package veeamsim

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"reflect"
	"strings"
	"sync"
	"time"
)

// Load reads an inventory from JSON. The names are those of Inventory and its parts; every time is
// either RFC 3339 or relative to now, as "-8h30m" or "+2h". An unknown name is an error, so that a
// misspelt one does not silently leave something out.
func Load(r io.Reader, now time.Time) (Inventory, error) {
	fail := func(err error) (Inventory, error) { return Inventory{}, fmt.Errorf("veeamsim: inventory: %w", err) }
	decoder := json.NewDecoder(r)
	decoder.UseNumber() // sizes are larger than a float can hold exactly
	var tree any
	if err := decoder.Decode(&tree); err != nil {
		return fail(err)
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return fail(errors.New("there is more than one JSON value"))
	}
	if err := fixTimes(tree, now); err != nil {
		return fail(err)
	}
	fixed, err := json.Marshal(tree)
	if err != nil {
		return fail(err)
	}
	strict := json.NewDecoder(bytes.NewReader(fixed))
	strict.DisallowUnknownFields()
	var inventory Inventory
	if err := strict.Decode(&inventory); err != nil {
		return fail(err)
	}
	if err := inventory.check(); err != nil {
		return fail(err)
	}
	return inventory, nil
}

// fixTimes makes every relative time absolute, in place.
func fixTimes(tree any, now time.Time) error {
	switch node := tree.(type) {
	case []any:
		for _, child := range node {
			if err := fixTimes(child, now); err != nil {
				return err
			}
		}
	case map[string]any:
		for name, child := range node {
			text, isText := child.(string)
			if !isText || !isTimeName(name) {
				if err := fixTimes(child, now); err != nil {
					return err
				}
				continue
			}
			t, err := readTime(text, now)
			if err != nil {
				return fmt.Errorf("%s: %w", name, err)
			}
			node[name] = t.Format(time.RFC3339Nano)
		}
	}
	return nil
}

func isTimeName(name string) bool { return timeNames()[strings.ToLower(name)] }

// timeNames are the names of all members of an inventory that are times, in lower case.
var timeNames = sync.OnceValue(func() map[string]bool {
	names := make(map[string]bool)
	addTimeNames(names, reflect.TypeFor[Inventory]())
	return names
})

func addTimeNames(names map[string]bool, t reflect.Type) {
	switch t.Kind() {
	case reflect.Slice, reflect.Pointer:
		addTimeNames(names, t.Elem())
	case reflect.Struct:
		for _, field := range reflect.VisibleFields(t) {
			switch {
			case !field.IsExported():
			case field.Type == reflect.TypeFor[time.Time]():
				names[strings.ToLower(field.Name)] = true
			default:
				addTimeNames(names, field.Type)
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
