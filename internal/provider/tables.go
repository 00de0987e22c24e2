package provider

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/entity"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
)

// What the tables share.

// among tells whether a value is one of those wanted; none wanted means all.
func among(wanted []string, value string) bool {
	return len(wanted) == 0 || slices.Contains(wanted, value)
}

// amongFolded is among regardless of case: the documentation writes Hyperv, EM sends HyperV.
func amongFolded(wanted []string, value string) bool {
	return len(wanted) == 0 || containsFolded(wanted, value)
}

func containsFolded(names []string, name string) bool {
	return slices.ContainsFunc(names, func(n string) bool { return strings.EqualFold(n, name) })
}

// identity are the columns that entities of a backup server have.
func identity[T any](what, kind string, of func(*T) *veeamclient.Entity) entity.Columns[T] {
	return entity.Columns[T]{
		entity.String("id", "GUID of the "+what+".", func(row *T) string { return of(row).ID() }),
		entity.String("uid", "UID of the "+what+", `urn:veeam:"+kind+":<GUID>`.", func(row *T) string { return of(row).UID }),
		entity.String("backup_server_name", "Name of the backup server; null where it is not linked.", func(row *T) string { return of(row).BackupServerName() }),
	}
}

// byName orders entities by name regardless of case, then by uid.
func byName(a, b *veeamclient.Entity) int {
	return cmp.Or(cmp.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name)), cmp.Compare(a.UID, b.UID))
}

// tell says which one of several entities one is.
func tell(e *veeamclient.Entity) string {
	return fmt.Sprintf("%q on the backup server %q (%s)", e.Name, e.BackupServerName(), e.UID)
}
