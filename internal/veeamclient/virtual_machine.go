package veeamclient

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/em"
)

// VirtualMachine is an object that a virtual host lists as a machine, whether or not a job knows it
// (https://helpcenter.veeam.com/docs/vbr/em_rest/lookup_query.html). EM calls it HierarchyItem.
type VirtualMachine struct {
	// Reference is its hierarchy reference, as VMUID of a task session: urn:VMware:Vm:<HierarchyRootID>.vm-1. Compare by em.Same.
	Reference string `json:"ObjectRef"`
	// Name is its name; where EM sends none it is the reference.
	Name string `json:"ObjectName"`
	// ObjectType is em.VirtualMachine, one of em.Templates, or "".
	ObjectType string
}

// IsTemplate reports whether it is no machine but what machines are made from, by its own type or by that in its reference.
func (v *VirtualMachine) IsTemplate() bool {
	return em.Contains(em.Templates, v.ObjectType) || em.Contains(em.Templates, v.referenceType())
}

// referenceType is the type in a reference, urn:<platform>:<type>:<root>.<object>, or "".
func (v *VirtualMachine) referenceType() string {
	if parts := strings.SplitN(v.Reference, ":", 4); len(parts) == 4 && em.Same(parts[0], "urn") {
		return parts[2]
	}
	return ""
}

// isContainer reports whether it is of a type that was not asked for.
func (v *VirtualMachine) isContainer() bool { return em.Contains(em.ContainerTypes, v.ObjectType) }

// VirtualMachines reads the machines and templates that a virtual host lists, in no particular order. A host that EM does not know is
// an ErrNotFound. An account whose role is narrowed to a restore scope gets the machines within it only (observed). The rows may be
// shared with other callers and must not be changed.
func (c *Client) VirtualMachines(ctx context.Context, root HierarchyRoot) ([]VirtualMachine, error) {
	query := "host=" + escape("urn:veeam:"+hierarchyRoots.queryType+":"+root.ID()) + "&name=*&type=" + em.VirtualMachine
	return SharedRead(ctx, c, "/lookup?"+query, func(ctx context.Context) ([]VirtualMachine, error) {
		rows, err := c.lookup(ctx, query)
		return slices.DeleteFunc(rows, func(v VirtualMachine) bool { return v.isContainer() }), err
	})
}

// lookup reads a lookup's answer. Whether it comes in pages is not documented. An answer is whole, unless its PagingInfo names others,
// or it has no PagingInfo, and as many rows as EM's usual pages hold, and a second page has others: then it is read by page numbers.
func (c *Client) lookup(ctx context.Context, query string) ([]VirtualMachine, error) {
	first, err := c.lookupPage(ctx, query)
	if err != nil {
		return nil, err
	}
	switch {
	case first.info != nil:
		if !first.hasMore(1) && !first.contradictsItself(1) {
			return uniqueMachines(first.rows), nil
		}
	case len(first.rows) == 0 || len(first.rows)%usualPageSize != 0:
		return uniqueMachines(first.rows), nil
	default:
		second, err := c.lookupPage(ctx, query+"&page=2")
		if errors.Is(err, ErrBadRequest) || err == nil && (len(second.rows) == 0 || sameMachines(first.rows, second.rows)) {
			return uniqueMachines(first.rows), nil
		}
		if err != nil {
			return nil, err
		}
	}
	rows, _, err := paging[VirtualMachine]{
		client: c, queryType: hierarchyItem, key: machineKey,
		read: func(ctx context.Context, number int) (page[VirtualMachine], error) {
			return c.lookupPage(ctx, fmt.Sprintf("%s&pageSize=%d&page=%d", query, c.config.PageSize, number))
		},
	}.all(ctx)
	return rows, err
}

// hierarchyItem is EM's name for what a lookup finds.
const hierarchyItem = "HierarchyItem"

func machineKey(v *VirtualMachine) string { return em.Fold(v.Reference) }

// sameMachines reports whether two answers have the same machines, in any order.
func sameMachines(a, b []VirtualMachine) bool {
	inOrder := func(rows []VirtualMachine) []string {
		keys := keysOf(rows, machineKey)
		slices.Sort(keys)
		return keys
	}
	return slices.Equal(inOrder(a), inOrder(b))
}

// uniqueMachines drops a machine that is listed twice.
func uniqueMachines(rows []VirtualMachine) []VirtualMachine {
	unique := &uniqueRows[VirtualMachine]{key: machineKey}
	unique.add(rows)
	return unique.rows
}

// lookupPage reads one answer of the lookup service. It is believed only with its list, and each row only with its reference.
func (c *Client) lookupPage(ctx context.Context, query string) (read page[VirtualMachine], err error) {
	const list = hierarchyItem + "s"
	err = c.get(ctx, "/lookup", query, func(d *decoder) error {
		read = page[VirtualMachine]{}
		listed := false
		var body envelope
		err := body.read(d, map[string]func() error{
			strings.ToLower(list): func() error {
				listed = true
				return d.array(func() error {
					var row VirtualMachine
					if err := d.value(&row); err != nil {
						return err
					}
					if row.Reference == "" {
						return &formatError{problem: fmt.Sprintf("row %d of %s has no ObjectRef", len(read.rows)+1, list)}
					}
					row.Name, row.ObjectType = cmp.Or(row.Name, row.Reference), d.texts.once(row.ObjectType)
					read.rows = append(read.rows, row)
					return nil
				})
			},
			"paginginfo": func() error { return d.value(&read.info) },
		})
		switch {
		case err != nil:
			return err
		case body.rows != "" && len(read.rows) == 0:
			return body.otherThan(body.rows, list)
		case !listed:
			return &formatError{problem: "the JSON has no " + list}
		}
		return nil
	})
	return read, err
}
