package veeamclient

import (
	"context"
	"net/url"
	"slices"
	"strings"
)

// EnterpriseManager is what EM says of itself and of the account that is logged on.
type EnterpriseManager struct {
	// APIVersions are those that a logon may ask for, such as v1_7, in order; nil where EM names none.
	APIVersions []string
	// Account is the name that is logged on, as EM writes it (DOMAIN\user); "" where EM does not say.
	Account string
	// Roles are the account's, in order; nil where EM does not say. None of the documented answers has them.
	Roles []string
}

// EnterpriseManager reads the API's root and the logon session
// (https://helpcenter.veeam.com/docs/vbr/em_rest/get_loginsessions.html).
func (c *Client) EnterpriseManager(ctx context.Context) (EnterpriseManager, error) {
	return SharedRead(ctx, c, "/logonSessions", func(ctx context.Context) (read EnterpriseManager, err error) {
		if read.APIVersions, err = c.apiVersions(ctx); err != nil {
			return read, err
		}
		if id := c.session.currentID(); id != "" { // EM's logon answer may not name the session
			read.Account, read.Roles, err = c.account(ctx, id)
		}
		return read, err
	})
}

// apiVersions reads the root, which needs no role.
func (c *Client) apiVersions(ctx context.Context) (versions []string, err error) {
	err = c.get(ctx, "/", "", func(d *decoder) error {
		there := false
		err := d.object(map[string]func() error{"supportedversions": func() error {
			there = true
			var value any
			err := d.value(&value)
			versions = namesIn(value)
			return err
		}})
		if err == nil && !there {
			err = &formatError{problem: "the JSON has no SupportedVersions"}
		}
		return err
	})
	return versions, err
}

// account reads a logon session.
func (c *Client) account(ctx context.Context, id string) (name string, roles []string, err error) {
	err = c.get(ctx, "/logonSessions/"+url.PathEscape(id), "", func(d *decoder) error {
		name, roles = "", nil
		return d.object(map[string]func() error{
			"username": func() error { return d.value(&name) },
			"roles": func() error {
				var value any
				err := d.value(&value)
				roles = namesIn(value)
				return err
			},
		})
	})
	return name, roles, err
}

// namesIn are the texts of a list, or the names of its objects, within any number of objects; nil for anything else.
func namesIn(value any) (names []string) {
	switch value := value.(type) {
	case []any:
		for _, element := range value {
			switch element := element.(type) {
			case string:
				names = append(names, element)
			case map[string]any:
				for member, name := range element {
					if text, ok := name.(string); ok && strings.EqualFold(member, "Name") && text != "" {
						names = append(names, text)
					}
				}
			}
		}
	case map[string]any:
		for _, member := range value {
			names = append(names, namesIn(member)...)
		}
	}
	slices.Sort(names)
	return names
}
