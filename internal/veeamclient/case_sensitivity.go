package veeamclient

import (
	"context"
	"strings"
	"sync"
	"unicode"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/em"
)

// caseSensitivity is what was found out about how EM compares texts in filters, which is not documented.
type caseSensitivity struct {
	mutex   sync.Mutex
	known   bool
	ignores bool
}

// sendsNames reports whether names can be left to EM's filters: only where they are ASCII and this EM ignores their case.
// Elsewhere the whole span is read and names are compared here, which is slower, and right either way.
func (c *Client) sendsNames(ctx context.Context, names ...string) (bool, error) {
	if len(names) == 0 || !em.IsASCII(names...) {
		return false, nil
	}
	return c.ignoresCase(ctx)
}

// ignoresCase asks EM for a backup server by its name in swapped case, once per client. Where that shows nothing,
// EM is taken to compare case.
func (c *Client) ignoresCase(ctx context.Context) (bool, error) {
	c.caseSensitivity.mutex.Lock()
	defer c.caseSensitivity.mutex.Unlock()
	if c.caseSensitivity.known {
		return c.caseSensitivity.ignores, nil
	}
	ignores, err := c.findsSwappedCase(ctx)
	if isRefused(err) {
		ignores, err = false, nil
	}
	if err == nil {
		c.caseSensitivity.known, c.caseSensitivity.ignores = true, ignores
	}
	return ignores, err
}

func (c *Client) findsSwappedCase(ctx context.Context) (bool, error) {
	servers, err := c.knownServers(ctx)
	if err != nil {
		return false, err
	}
	for _, server := range servers {
		swapped := swapCase(server.Name)
		if swapped == server.Name {
			continue // no letters
		}
		one := search[BackupServer]{kind: backupServers, order: "Name"}
		one.conditions = []condition[BackupServer]{{filter: compare("Name", "==", swapped)}}
		found, err := one.read(ctx, c)
		for i := range found {
			if found[i].UID == server.UID { // and not a server whose name is the swapped one
				return true, err
			}
		}
		return false, err
	}
	return false, nil
}

func swapCase(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsUpper(r) {
			return unicode.ToLower(r)
		}
		return unicode.ToUpper(r)
	}, text)
}
