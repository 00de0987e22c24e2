package veeamclient

import (
	"io"
	"strings"
	"time"
)

// Takers is how many reads share the one read under way, for tests that must know when all have joined.
func Takers(c *Client) (n int) {
	c.flights.mutex.Lock()
	defer c.flights.mutex.Unlock()
	for _, open := range c.flights.open {
		if f, ok := open.(*flight[BackupTaskSession]); ok {
			f.mutex.Lock()
			n += len(f.takers)
			f.mutex.Unlock()
		}
	}
	return n
}

// DecodeTaskSessions decodes a list as reading one does, without a connection.
func DecodeTaskSessions(body io.Reader, add func(BackupTaskSession)) error {
	return newDecoder(body).run(func(d *decoder) error {
		return d.object(map[string]func() error{
			strings.ToLower(backupTaskSessions.list): func() error { return eachRow(d, backupTaskSessions, add) },
		})
	})
}

// QueryURL writes the query of a page of task sessions of a job.
func QueryURL(job string, from, to time.Time, page int) string {
	q := query{sortAsc: "CreationTime", filter: allOf(compare("JobName", "==", job), within("CreationTime", from, to))}
	return q.url(backupTaskSessions.query, page)
}
