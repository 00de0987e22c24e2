package veeamclient

import (
	"context"
	"fmt"
	"io"
	"slices"
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

// BackupTaskSessions reads the task sessions of scope alone where that does without their jobs, for tests of how they are read.
func (c *Client) BackupTaskSessions(ctx context.Context, scope TaskSessionScope) ([]BackupTaskSession, error) {
	if len(scope.jobNames()) > 0 {
		tasks, _, err := c.BackupTaskSessionsWithJobs(ctx, scope)
		return tasks, err
	}
	return SharedRead(ctx, c, fmt.Sprintf("alone %#v", scope), func(ctx context.Context) ([]BackupTaskSession, error) {
		if scope.SessionID != "" {
			return readCollection(ctx, c, backupTaskSessions, "/backupSessions/"+scope.SessionID+"/taskSessions")
		}
		s := taskSearch{TaskSessionScope: scope}
		var err error
		if s.span, err = c.sessionSpan(ctx, scope.CreatedAfter, scope.CreatedBefore); err != nil {
			return nil, err
		}
		if s.server, err = c.findServer(ctx, scope.BackupServerName); err != nil {
			return nil, err
		}
		tasks, err := s.readTasks(ctx, c, "")
		return slices.DeleteFunc(tasks, func(t BackupTaskSession) bool { return !s.server.has(&t.Entity) }), err
	})
}
