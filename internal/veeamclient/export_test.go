package veeamclient

import (
	"context"
	"io"
	"strings"
	"time"
)

// DecodeTaskSessions decodes a list as reading one does, without a connection.
func DecodeTaskSessions(body io.Reader) (rows []BackupTaskSession, err error) {
	err = newDecoder(body).run(func(d *decoder) error {
		return d.object(map[string]func() error{
			strings.ToLower(backupTaskSessions.list): func() (err error) {
				rows, err = backupTaskSessions.decodeRows(d)
				return err
			},
		})
	})
	return rows, err
}

// QueryURL writes the query of a page of task sessions of a job.
func QueryURL(job string, from, to time.Time, page int) string {
	q := query{pageSize: DefaultPageSize, sortAsc: "CreationTime", filter: allOf(compare("JobName", "==", job), between("CreationTime", from, to))}
	return q.url(backupTaskSessions.queryType, page)
}

// BackupTaskSessions reads the task sessions of scope.
func (c *Client) BackupTaskSessions(ctx context.Context, scope BackupTaskSessionScope) ([]BackupTaskSession, error) {
	tasks, _, err := c.BackupTaskSessionsWithJobs(ctx, scope)
	return tasks, err
}
