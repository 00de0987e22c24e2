package provider

import (
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/datasource"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/em"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/table"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
)

type encryptionKey = veeamclient.PasswordKey

// encryptionKeyArguments are what a user can ask of passwords.
type encryptionKeyArguments struct {
	backupServerName string
	ids, hints       []string
}

func newEncryptionKeys() datasource.DataSource {
	return table.Table[encryptionKey, encryptionKeyArguments]{
		Name: "encryption_keys", Title: "Encryption Keys", Role: "Portal User",
		Description: "Passwords that backup servers encrypt backups with: their hints, and when they were last changed. The passwords " +
			"themselves " +
			"are never read: Enterprise Manager does not show them.",
		Arguments: table.Arguments[encryptionKeyArguments]{
			table.Names("ids", func(a *encryptionKeyArguments) *[]string { return &a.ids }, "Only the passwords with these GUIDs."),
			table.Names("hints", func(a *encryptionKeyArguments) *[]string { return &a.hints },
				"Only the passwords with one of these whole hints, regardless of case."),
			table.Name("backup_server_name", func(a *encryptionKeyArguments) *string { return &a.backupServerName },
				"Whole name of the backup server, regardless of case."),
		},
		Columns: table.Columns[encryptionKey]{
			table.String("id", func(k *encryptionKey) string { return k.ID },
				"GUID of the password, by which a job names the one that it encrypts with."),
			table.String("hint", func(k *encryptionKey) string { return k.Hint }, "Hint that was given with the password; null without one."),
			table.Time("last_modification_date", func(k *encryptionKey) time.Time { return k.LastModificationDate.Time },
				"When the password was last changed (RFC 3339, UTC); null where Enterprise Manager does not say."),
			table.String("backup_server_name", func(k *encryptionKey) string { return k.BackupServerName }, "Name of the backup server."),
		},
		Read: func(ctx context.Context, c *veeamclient.Client, a *encryptionKeyArguments) ([]encryptionKey, error) {
			return c.PasswordKeys(ctx, a.backupServerName)
		},
		Select: func(a *encryptionKeyArguments, rows []*encryptionKey) []*encryptionKey {
			return slices.DeleteFunc(rows, func(k *encryptionKey) bool {
				return len(a.ids) > 0 && !em.Contains(a.ids, k.ID) || len(a.hints) > 0 && !em.Contains(a.hints, k.Hint)
			})
		},
		Rows: table.Many, List: "encryption_keys",
		ListDescription: "What the arguments let through, ordered by backup server, then hint, then id. Nothing found is an empty list.",
		Order: func(a, b *encryptionKey) int {
			return cmp.Or(cmp.Compare(em.Fold(a.BackupServerName), em.Fold(b.BackupServerName)), cmp.Compare(em.Fold(a.Hint), em.Fold(b.Hint)),
				cmp.Compare(a.ID, b.ID))
		},
	}.DataSource()
}
