package veeamclient

import (
	"context"
	"slices"
)

// NameScope says which entities with names are meant; a field that is empty lets all through.
// Names are whole names, regardless of case and Unicode form.
type NameScope struct {
	// ID is the GUID of one entity; only BackupServerName is used beside it.
	ID string
	// Name is one name, Names several, of which any.
	Name             string
	Names            []string
	BackupServerName string
}

// readNamed reads entities that are few: all of them, in few pages, and compares names itself,
// which is right whether EM compares case or not. Reads at the same time share the answer.
//
// What a row does not carry is asked of EM by further conditions, which are not used beside an id.
func readNamed[T any](ctx context.Context, c *Client, k kind[T], scope NameScope, further ...condition[T]) ([]T, error) {
	asked := k.path + "/" + scope.ID + "?" + string(filterOf(further))
	rows, err := SharedRead(ctx, c, asked, func(ctx context.Context) ([]T, error) {
		if scope.ID == "" {
			return search[T]{kind: k, conditions: further, order: "Name"}.read(ctx, c)
		}
		row, err := readOne(ctx, c, k, scope.ID)
		if err != nil {
			return nil, err
		}
		return []T{row}, nil
	})
	if err != nil {
		return nil, err
	}
	name, server := func(row *T) string { return k.entity(row).Name }, func(row *T) string { return k.entity(row).BackupServerName }
	conditions := []condition[T]{
		nameIn("Name", given(scope.Name), false, name),
		nameIn("Name", scope.Names, false, name),
		// What is not linked to its server stays, so that it does not get lost.
		nameIn("BackupServerName", given(scope.BackupServerName), true, server),
	}
	return slices.DeleteFunc(slices.Clone(rows), func(row T) bool { return !meets(&row, conditions) }), nil
}
