package veeamclient

import (
	"context"
	"fmt"
	"net/url"
	"strings"

	"golang.org/x/sync/errgroup"
)

// formatEntity asks for whole entities instead of references
// (https://helpcenter.veeam.com/docs/vbr/em_rest/format.html).
const formatEntity = "format=Entity"

// readCollection reads one list that comes whole, not in pages.
// An EM that answers references all the same is read entity by entity.
func readCollection[T any](ctx context.Context, c *Client, k kind[T], path string) ([]T, error) {
	rows, references, err := readWhole(ctx, c, k, path)
	if err != nil || len(references) == 0 {
		return rows, err
	}
	return readReferenced(ctx, c, k, references)
}

// readWhole reads one list that comes whole, as entities or as references to them.
func readWhole[T any](ctx context.Context, c *Client, k kind[T], path string) (rows []T, references []Entity, err error) {
	err = c.get(ctx, path, formatEntity, func(d *decoder) error {
		rows, references = nil, nil
		listed := false
		var paging *pagingInfo
		var body envelope
		members := map[string]func() error{
			"refs": func() (err error) {
				listed = true
				references, err = readReferences(d)
				return err
			},
			"paginginfo": func() error { return d.value(&paging) },
		}
		for _, list := range append([]string{k.list}, k.alsoLists...) {
			members[strings.ToLower(list)] = func() error {
				listed = true
				listedRows, err := k.decodeRows(d)
				rows = append(listedRows, rows...)
				return err
			}
		}
		switch err := body.read(d, members); {
		case err != nil:
			return err
		case body.rows != "" && len(rows) == 0 && len(references) == 0:
			return body.otherThan(body.rows, k.list)
		case !listed:
			return &formatError{problem: fmt.Sprintf("the JSON has no %s", k.list)}
		case len(rows) > 0 && len(references) > 0:
			return &formatError{problem: "the JSON has entities and references"}
		case k.hasTwice(rows):
			return &formatError{problem: "the JSON has an entity twice"}
		case paging != nil && paging.PagesCount > 1:
			return &formatError{problem: fmt.Sprintf("the JSON is page 1 of %d of a list that comes whole", paging.PagesCount)}
		}
		return nil
	})
	return rows, references, err
}

// hasTwice reports whether two rows have one UID.
func (k kind[T]) hasTwice(rows []T) bool {
	known := make(map[[16]byte]bool, len(rows))
	for i := range rows {
		known[guidOf(k.entity(&rows[i]).UID)] = true
	}
	return len(known) < len(rows)
}

func readReferences(d *decoder) ([]Entity, error) {
	var references []Entity
	known := map[[16]byte]bool{}
	err := d.array(func() error {
		var reference Entity
		if err := d.value(&reference); err != nil {
			return err
		}
		if missing := reference.missing(); missing != "" {
			return &formatError{problem: "a reference has no " + missing}
		}
		if known[guidOf(reference.UID)] {
			return &formatError{problem: "the JSON has a reference twice"}
		}
		known[guidOf(reference.UID)] = true
		references = append(references, reference)
		return nil
	})
	return references, err
}

// readReferenced reads each entity by the id in its UID, never by its Href, a few at a time.
func readReferenced[T any](ctx context.Context, c *Client, k kind[T], references []Entity) ([]T, error) {
	rows := make([]T, len(references))
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(c.config.MaxConcurrentRequests)
	for i := range references {
		group.Go(func() (err error) {
			rows[i], err = readOne(ctx, c, k, references[i].ID())
			return err
		})
	}
	if err := group.Wait(); err != nil {
		return nil, err
	}
	return rows, nil
}

// readOne reads one entity by its id.
func readOne[T any](ctx context.Context, c *Client, k kind[T], id string) (row T, err error) {
	err = c.get(ctx, k.path+"/"+url.PathEscape(id), formatEntity, func(d *decoder) error {
		read, missing, err := k.decodeRow(d, &linkedRow[T]{})
		switch uid := k.entity(&read).UID; {
		case err != nil:
			return err
		case missing != "":
			return &formatError{problem: "the entity has no " + missing}
		case !strings.EqualFold(IDOf(uid), id):
			return &formatError{problem: "the entity is another one, " + uid}
		}
		row = read
		return nil
	})
	return row, err
}
