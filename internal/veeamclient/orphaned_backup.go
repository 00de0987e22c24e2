package veeamclient

import (
	"context"
	"slices"
	"strings"
	"sync"

	"golang.org/x/sync/errgroup"
)

// BackupsWithOrphaned reads what Backups does, and fills in whether a job writes to each: a backup does not name its job, but EM
// finds backups by it. The backup of one machine of an agent job, and that of the whole job, are orphaned together.
func (c *Client) BackupsWithOrphaned(ctx context.Context, scope NameScope, jobID string) ([]Backup, error) {
	var rows []Backup
	var written map[[16]byte]bool
	group, ctx := errgroup.WithContext(ctx)
	group.Go(func() (err error) {
		rows, err = readNamed(ctx, c, backups, scope, jobIs[Backup](jobID, nil)) // backupsOfJobs looks whether EM compares the job
		return err
	})
	group.Go(func() (err error) {
		written, err = c.backupsOfJobs(ctx)
		return err
	})
	if err := group.Wait(); err != nil {
		return nil, err
	}
	for i := range rows {
		orphaned := !written[guidOf(rows[i].UID)] && !written[guidOf(rows[i].ParentBackupID)]
		rows[i].Orphaned = &orphaned
	}
	return rows, nil
}

// backupsOfJobs are the GUIDs of the backups that jobs of any kind write to, and of those that have a part of them.
func (c *Client) backupsOfJobs(ctx context.Context) (map[[16]byte]bool, error) {
	uids, err := c.jobUIDs(ctx)
	if err != nil {
		return nil, err
	}
	var mutex sync.Mutex
	written := map[[16]byte]bool{}
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(c.config.MaxConcurrentRequests)
	for chunk := range slices.Chunk(uids, rowsPerQuery) {
		group.Go(func() error {
			rows, err := searchByJob(ctx, c, backups, chunk)
			mutex.Lock()
			defer mutex.Unlock()
			for i := range rows {
				written[guidOf(rows[i].UID)] = true
				if rows[i].ParentBackupID != "" {
					written[guidOf(rows[i].ParentBackupID)] = true
				}
			}
			return err
		})
	}
	group.Go(func() error { return checkFilterByJob(ctx, c, backups) })
	return written, group.Wait()
}

// jobUIDs are the UIDs that backups may name the jobs of every kind by: the job's own, and that of a Job with the same GUID.
func (c *Client) jobUIDs(ctx context.Context) ([]string, error) {
	found := make([][]string, len(jobKinds))
	group, ctx := errgroup.WithContext(ctx)
	for i, k := range jobKinds {
		group.Go(func() error {
			jobs, err := search[Entity]{kind: k, order: "Name"}.read(ctx, c)
			for _, job := range jobs {
				found[i] = append(found[i], job.UID)
				if plain := "urn:veeam:Job:" + job.ID(); !strings.EqualFold(plain, job.UID) {
					found[i] = append(found[i], plain)
				}
			}
			return err
		})
	}
	err := group.Wait()
	return slices.Concat(found...), err
}

// jobKinds are the kinds of jobs that write backups. They are read as bare entities, because only their UIDs are needed.
var jobKinds = []kind[Entity]{
	{queryType: "Job", list: "Jobs", path: "/jobs", entity: (*Entity).AsEntity},
	{
		queryType: "AgentBackupJob", list: "AgentBackupJobs", alsoLists: []string{"AgentBackupJob"}, path: "/agents/jobs",
		entity: (*Entity).AsEntity,
	},
	{queryType: "NasJob", list: "NASJobs", path: "/nas/jobs", entity: (*Entity).AsEntity},
}
