package main

import (
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamsim"
)

// faultFlags gathers the rules of a flag that may be repeated.
type faultFlags []veeamsim.Rule

func (f *faultFlags) String() string { return "" }

// Set reads one rule, written as key=value,key=value.
func (f *faultFlags) Set(text string) error {
	var rule veeamsim.Rule
	for part := range strings.SplitSeq(text, ",") {
		name, value, _ := strings.Cut(part, "=")
		if err := setFault(&rule, strings.TrimSpace(name), value); err != nil {
			return err
		}
	}
	*f = append(*f, rule)
	return nil
}

// setFault reads one pair. The keys that pick requests come first, then those of what is done to the answer.
func setFault(rule *veeamsim.Rule, name, value string) error {
	known, err := setRule(rule, name, value)
	if !known {
		known, err = setAnswer(rule, name, value)
	}
	switch {
	case !known:
		return fmt.Errorf("%q is not a key of a fault; see -h", name)
	case err != nil:
		return fmt.Errorf("%s: %q cannot be read: %w", name, value, err)
	}
	return nil
}

func setRule(rule *veeamsim.Rule, name, value string) (known bool, err error) {
	switch name {
	case "name":
		rule.Name = value
	case "method":
		rule.Method = value
	case "path":
		rule.Path = value
	case "query":
		rule.Query = value
	case "skip":
		rule.Skip, err = strconv.Atoi(value)
	case "times":
		rule.Times, err = strconv.Atoi(value)
	case "percent":
		rule.Percent, err = strconv.ParseFloat(value, 64)
	default:
		return false, nil
	}
	return true, err
}

func setAnswer(rule *veeamsim.Rule, name, value string) (known bool, err error) {
	fault := &rule.Fault
	switch name {
	case "delay":
		fault.Delay, err = time.ParseDuration(value)
	case "status":
		fault.Status, err = strconv.Atoi(value)
	case "body":
		fault.Body = value
	case "no-body":
		fault.NoBody = true
	case "content-type":
		fault.ContentType = value
	case "retry-after", "location", "age":
		if fault.Header == nil {
			fault.Header = http.Header{}
		}
		fault.Header.Set(name, value)
	case "kind":
		fault.Kind = veeamsim.FaultKind(value)
	case "member":
		fault.Member = value
	case "before":
		rule.Before, err = move(value)
	case "during":
		rule.During, err = move(value)
	default:
		return false, nil
	}
	return true, err
}

// move finds a change of the inventory by its name.
func move(name string) (func(*veeamsim.Server), error) {
	switch name {
	case "rows-go":
		return veeamsim.RowsGo, nil
	case "rows-come":
		return veeamsim.RowsCome, nil
	case "rows-grow":
		return veeamsim.RowsGrow, nil
	}
	return nil, errors.New("it is none of rows-go, rows-come and rows-grow")
}
