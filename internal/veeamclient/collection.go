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

// Rows takes the rows of an answer as they are read. Where an answer breaks in the middle or changes
// between two pages, reading starts over: Reset forgets what was added.
// One Rows is never called from two goroutines at once.
type Rows[T any] interface {
	Reset()
	Add(T)
}

// kind says where an entity lives.
type kind[T any] struct {
	// query is its type in the query service, list the key of a list of it (regardless of case),
	// path its collection below /api.
	query, list, path string
	// entity is what all entities have, lacks the first member without which a row is not believed.
	entity func(*T) *Entity
	lacks  func(*T) string
}

// readCollection reads one list that comes whole, not in pages, and returns the number of rows.
// An EM that answers references all the same is read entity by entity.
func readCollection[T any](ctx context.Context, c *Client, k kind[T], path string, rows Rows[T]) (int, error) {
	count := 0
	var references []Entity
	err := c.get(ctx, path, formatEntity, func(d *decoder) error {
		rows.Reset()
		count, references = 0, nil
		listed := false
		seen := map[[16]byte]bool{}
		var paging *pagingInfo
		err := d.object(map[string]func() error{
			strings.ToLower(k.list): func() error {
				listed = true
				return eachRow(d, k, func(row T) {
					seen[guidOf(k.entity(&row).UID)] = true
					rows.Add(row)
					if count++; count%progressRows == 0 {
						c.config.Logger.InfoContext(ctx, "EM list goes on", "path", path, "entities", count)
					}
				})
			},
			"refs": func() (err error) {
				listed = true
				references, err = readReferences(d)
				return err
			},
			"paginginfo": func() error { return d.value(&paging) },
		})
		switch {
		case err != nil:
			return err
		case !listed:
			return &formatError{problem: fmt.Sprintf("the JSON has no %s", k.list)}
		case count > 0 && len(references) > 0:
			return &formatError{problem: "the JSON has entities and references"}
		case len(seen) < count:
			return &formatError{problem: "the JSON has an entity twice"}
		case paging != nil && paging.PagesCount > 1:
			return &formatError{problem: fmt.Sprintf("the JSON is page 1 of %d of a list that comes whole", paging.PagesCount)}
		}
		return nil
	})
	if err != nil || len(references) == 0 {
		return count, err
	}
	read, err := readReferenced(ctx, c, k, references)
	for _, row := range read {
		rows.Add(row)
	}
	return len(read), err
}

// eachRow decodes a list row by row and refuses one that lacks what it is judged by.
func eachRow[T any](d *decoder, k kind[T], add func(T)) error {
	number := 0
	return d.array(func() error {
		number++
		var row T
		if err := d.value(&row); err != nil {
			return err
		}
		if lacks := k.lacks(&row); lacks != "" {
			return &formatError{problem: fmt.Sprintf("row %d of %s has no %s", number, k.list, lacks)}
		}
		add(row)
		return nil
	})
}

func readReferences(d *decoder) ([]Entity, error) {
	var references []Entity
	seen := map[string]bool{}
	err := d.array(func() error {
		var reference Entity
		if err := d.value(&reference); err != nil {
			return err
		}
		if lacks := reference.lacks(); lacks != "" {
			return &formatError{problem: "a reference has no " + lacks}
		}
		if seen[strings.ToLower(reference.UID)] {
			return &formatError{problem: "the JSON has a reference twice"}
		}
		seen[strings.ToLower(reference.UID)] = true
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
func readOne[T any](ctx context.Context, c *Client, k kind[T], id string) (T, error) {
	var row T
	err := c.get(ctx, k.path+"/"+url.PathEscape(id), formatEntity, func(d *decoder) error {
		var read T
		if err := d.value(&read); err != nil {
			return err
		}
		if lacks := k.lacks(&read); lacks != "" {
			return &formatError{problem: "the entity has no " + lacks}
		}
		if uid := k.entity(&read).UID; !strings.EqualFold(IDOf(uid), id) {
			return &formatError{problem: "the entity is another one, " + uid}
		}
		row = read
		return nil
	})
	return row, err
}

// exists tells whether EM still knows an entity: nil, or an error that errors.Is finds ErrNotFound in.
func (c *Client) exists(ctx context.Context, path, id string) error {
	return c.get(ctx, path+"/"+url.PathEscape(id), "", func(d *decoder) error {
		uid := ""
		err := d.object(map[string]func() error{"uid": func() error { return d.value(&uid) }})
		if err == nil && !strings.EqualFold(IDOf(uid), id) {
			err = &formatError{problem: fmt.Sprintf("the entity is another one, %q", uid)}
		}
		return err
	})
}
