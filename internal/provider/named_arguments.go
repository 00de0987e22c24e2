package provider

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/em"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/table"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
)

// What data sources of entities that are few and found by their names share.

// nameArguments hold the arguments of all of them; each data source has those that it declares.
type nameArguments struct {
	veeamclient.NameScope
	nextRunAfter, nextRunBefore time.Time
	// includes and withLastSession ask for more of jobs than is in their entities.
	includes, withLastSession *bool
	withOrphaned              *bool
	// jobID is the GUID of a job.
	jobID string
	// filters are the values of rowFilters, each in its place.
	filters [maxFilters]filterValue
}

var (
	nameArgument = table.Name("name", func(a *nameArguments) *string { return &a.Name }, "Whole name, regardless of case.")

	namesArgument = table.Names("names", func(a *nameArguments) *[]string { return &a.Names },
		"Only those with one of these whole names, regardless of case.")

	serverArgument = table.Name("backup_server_name", func(a *nameArguments) *string { return &a.BackupServerName },
		"Whole name of the backup server, regardless of case.")
)

// jobIDArgument names the job of what does not say it, which Enterprise Manager compares.
func jobIDArgument(description string, uidTypes []string) table.Argument[nameArguments] {
	return table.ID("job_id", func(a *nameArguments) *string { return &a.jobID }, uidTypes, description)
}

// adviseUnfiltered says what can be done where Enterprise Manager does not compare the job.
func adviseUnfiltered(argument string, err error) error {
	if errors.Is(err, veeamclient.ErrUnfiltered) {
		err = &table.AdvisedError{
			Argument: argument, Happened: "Asked for those of a job that is not there, Enterprise Manager answered with some.",
			Advice: "Which ones are of a job cannot be read from such an answer. Leave " + argument + " out.",
		}
	}
	return err
}

// Sentences that are the same for all of them.
const (
	namedListDescription = "What the arguments let through, ordered by name, then uid. What Enterprise Manager leaves out of a row, such as " +
		"its type or whether it is on, keeps it from no list. Nothing found is an empty list."
	namedOneDescription = "Nothing found is an error, and so are two that match."
	namedHint           = "Names are whole names, regardless of case."
)

// entityColumns are the columns that entities of a backup server have.
func entityColumns[T any](what, uidType string, entity func(*T) *veeamclient.Entity) table.Columns[T] {
	return table.Columns[T]{
		table.String("id", func(row *T) string { return entity(row).ID() }, "GUID of the "+what+"."),
		table.String("uid", func(row *T) string { return entity(row).UID }, "UID of the "+what+", `urn:veeam:"+uidType+":<GUID>`."),
		table.String("backup_server_name", func(row *T) string { return entity(row).BackupServerName },
			"Name of the backup server; null where it is not linked."),
	}
}

// entityRow is a row of any kind.
type entityRow interface{ AsEntity() *veeamclient.Entity }

// compareNames orders entities by name regardless of case, then by uid.
func compareNames[R entityRow](a, b R) int {
	x, y := a.AsEntity(), b.AsEntity()
	return cmp.Or(cmp.Compare(em.Fold(x.Name), em.Fold(y.Name)), cmp.Compare(x.UID, y.UID))
}

// identify says which one of several entities one is.
func identify[R entityRow](row R) string {
	e := row.AsEntity()
	return fmt.Sprintf("%q on the backup server %q (%s)", e.Name, e.BackupServerName, e.UID)
}

// serverKey tells backup servers apart: links may lack the name, or the id.
func serverKey(e *veeamclient.Entity) string {
	return em.Fold(cmp.Or(e.BackupServerID, e.BackupServerName))
}

// ofServer drops entities of another backup server, and those that are not linked to one. Only data sources of one entity use
// it: a list keeps what is not linked, so that it does not get lost.
func ofServer[R entityRow](a *nameArguments, rows []R) []R {
	return slices.DeleteFunc(rows, func(row R) bool { return !a.isOfServer(row) })
}

// isOfServer reports whether an entity is of the backup server that is asked for, if any.
func (a *nameArguments) isOfServer(row entityRow) bool {
	return a.BackupServerName == "" || em.Same(a.BackupServerName, row.AsEntity().BackupServerName)
}
