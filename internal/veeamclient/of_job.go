package veeamclient

import (
	"context"
	"errors"
	"fmt"

	"golang.org/x/sync/errgroup"
)

// ErrUnfiltered is returned where EM answers entities of a job that is not there, so that it cannot say which ones are of a job.
var ErrUnfiltered = errors.New("EM does not filter by the job")

// noJob is the UID of a job that no EM has.
const noJob = "urn:veeam:Job:5e1f0b7c-93d4-4a52-8c16-d20b7f4e9a38"

// readOfJob reads what readNamed does, and only those of the job with this GUID if it is not "". They don't carry their job: EM compares
// it, which nothing in the answer shows.
func readOfJob[T any](ctx context.Context, c *Client, k kind[T], scope NameScope, jobID string) (rows []T, err error) {
	group, ctx := errgroup.WithContext(ctx)
	group.Go(func() (err error) {
		rows, err = readNamed(ctx, c, k, scope, jobIs[T](jobID, nil))
		return err
	})
	if jobID != "" {
		group.Go(func() error { return checkFilterByJob(ctx, c, k) })
	}
	err = group.Wait()
	return rows, err
}

// checkFilterByJob asks for those of a job that is not there: where EM answers some, each would pass for one of any job.
func checkFilterByJob[T any](ctx context.Context, c *Client, k kind[T]) error {
	rows, err := searchByJob(ctx, c, k, []string{noJob})
	if err == nil && len(rows) > 0 {
		err = fmt.Errorf("GET /api/query?type=%s: %w: %d of a job that is not there", k.queryType, ErrUnfiltered, len(rows))
	}
	return err
}

// searchByJob reads those of the jobs with these UIDs, as far as EM compares them.
func searchByJob[T any](ctx context.Context, c *Client, k kind[T], uids []string) ([]T, error) {
	return search[T]{kind: k, conditions: []condition[T]{{filter: anyOf("JobUid", uids)}}, order: "Name"}.read(ctx, c)
}
