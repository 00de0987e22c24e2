package provider

import (
	"context"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/datasource"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/entity"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
)

// names is the table of entities that are found by their names: jobs, backup servers, repositories.
type names[T any] struct {
	// name and title of the singular, list and titles of the plural.
	name, title, list, titles string
	// description follows "One job " and "Jobs ".
	description string
	role        string
	columns     entity.Columns[T]
	read        func(context.Context, *veeamclient.Client, *nameQuestion, veeamclient.Rows[T]) error
	entity      func(*T) *veeamclient.Entity
	// listed tells which appear in the plural's list; nil lists all.
	listed func(*nameQuestion, *T) bool
	// servers tells that the entities are backup servers themselves, and are not found by one.
	servers bool
}

// nameQuestion is what a user asks of them.
type nameQuestion struct {
	veeamclient.NameScope
	kinds, platforms []string
	enabled          *bool
}

var ofServer = entity.Name("backup_server_name", "Whole name of the backup server, regardless of case.", func(q *nameQuestion) *string { return &q.BackupServerName })

// plural is the data source that lists them.
func (n names[T]) plural(more ...entity.Argument[nameQuestion]) datasource.DataSource {
	arguments := append(entity.Arguments[nameQuestion]{
		entity.Names("names", "Only those with one of these whole names, regardless of case.", func(q *nameQuestion) *[]string { return &q.Names }),
	}, more...)
	if !n.servers {
		arguments = append(arguments, ofServer)
	}
	return entity.List[T, nameQuestion]{
		Name: n.list, Title: n.titles, List: n.list, Role: n.role,
		Description:     n.titles + " " + n.description + ".",
		ListDescription: "What the arguments let through, ordered by name, then uid. Nothing found is an empty list.",
		Arguments:       arguments,
		Columns:         n.columns,
		Read:            n.read,
		Listed:          n.listed,
		Order:           func(a, b *T) int { return byName(n.entity(a), n.entity(b)) },
	}.DataSource()
}

// singular is the data source that reads one, by its name or by one of the other arguments.
func (n names[T]) singular(others ...entity.Argument[nameQuestion]) datasource.DataSource {
	arguments := append(entity.Arguments[nameQuestion]{
		entity.Name("name", "Whole name, regardless of case.", func(q *nameQuestion) *string { return &q.Name }),
	}, others...)
	alternatives := arguments.Names()
	clarify := "Their names are the same: rename one, or use the plural data source."
	if !n.servers {
		arguments = append(arguments, ofServer)
		clarify = "Add backup_server_name."
	}
	if len(others) > 0 {
		clarify = "Add backup_server_name, or give the id."
	}
	return entity.One[T, nameQuestion]{
		Name: n.name, Title: n.title, Role: n.role,
		Description: "One of the " + n.titles + " " + n.description + ". Nothing found is an error, and so are two that match.",
		Arguments:   arguments,
		Rules:       []datasource.ConfigValidator{entity.ExactlyOneOf(alternatives...)},
		Columns:     n.columns,
		Read:        n.read,
		Candidate:   n.isOf,
		Hint:        "Names are whole names, regardless of case.",
		Tell:        func(row *T) string { return tell(n.entity(row)) },
		Clarify:     clarify,
	}.DataSource()
}

// isOf tells whether an entity is of the wanted backup server. The plural keeps what is not linked to one, so that it is
// seen; the one that is meant must say so itself.
func (n names[T]) isOf(q *nameQuestion, row *T) bool {
	return q.BackupServerName == "" || strings.EqualFold(q.BackupServerName, n.entity(row).BackupServerName())
}
