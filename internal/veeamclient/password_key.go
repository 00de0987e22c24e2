package veeamclient

import (
	"context"
	"net/url"
	"strings"

	"golang.org/x/sync/errgroup"
)

// PasswordKey is a password that a backup server encrypts backups with, without the password itself. It is no entity: it has no UID
// (https://helpcenter.veeam.com/docs/vbr/em_rest/get_backupservers_id_passwords.html).
type PasswordKey struct {
	// ID is the GUID that jobs name it by, as PasswordKeyId.
	ID string `json:"Id"`
	// Hint is what whoever set the password wrote to remember it by.
	Hint string
	// LastModificationDate is when the password was last changed.
	LastModificationDate Time
	// BackupServerName and BackupServerID are those of the server that it was read from.
	BackupServerName string `json:"-"`
	BackupServerID   string `json:"-"`
}

// passwordLists are the keys that the list may have: how JSON names it is not documented. XML calls it PasswordKeyInfoList.
var passwordLists = []string{"PasswordKeyInfos", "PasswordKeyInfoList", "PasswordKeys", "Passwords"}

// PasswordKeys reads the passwords of all backup servers, or of those of a name, side by side, in the order of the servers.
func (c *Client) PasswordKeys(ctx context.Context, serverName string) ([]PasswordKey, error) {
	servers, err := c.BackupServers(ctx, NameScope{Name: serverName})
	if err != nil {
		return nil, err
	}
	found := make([][]PasswordKey, len(servers))
	group, ctx := errgroup.WithContext(ctx)
	for i := range servers {
		group.Go(func() (err error) {
			found[i], err = c.passwordKeysOf(ctx, &servers[i])
			return err
		})
	}
	if err := group.Wait(); err != nil {
		return nil, err
	}
	var keys []PasswordKey
	for _, part := range found {
		keys = append(keys, part...)
	}
	return keys, nil
}

func (c *Client) passwordKeysOf(ctx context.Context, server *BackupServer) (keys []PasswordKey, err error) {
	err = c.get(ctx, "/backupServers/"+url.PathEscape(server.ID())+"/passwords", "", func(d *decoder) error {
		keys = nil
		listed := false
		members := map[string]func() error{}
		for _, list := range passwordLists {
			members[strings.ToLower(list)] = func() error {
				listed = true
				return d.array(func() error {
					key := PasswordKey{BackupServerName: server.Name, BackupServerID: server.ID()}
					if err := d.value(&key); err != nil {
						return err
					}
					if key.ID == "" {
						return &formatError{problem: "a password has no Id"}
					}
					keys = append(keys, key)
					return nil
				})
			}
		}
		var body envelope
		err := body.read(d, members)
		switch {
		case err != nil:
			return err
		case body.rows != "":
			return body.otherThan(body.rows, passwordLists[0])
		case !listed:
			return &formatError{problem: "the JSON has no " + passwordLists[0]}
		}
		return nil
	})
	return keys, err
}
