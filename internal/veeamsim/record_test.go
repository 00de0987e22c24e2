package veeamsim

import (
	"encoding/base64"
	"fmt"
	"strings"
	"sync"
	"testing"
)

func TestRecord(t *testing.T) {
	t.Parallel()
	c := newClient(t, Config{})
	id, _ := base64.StdEncoding.DecodeString(c.token)
	c.get("/query?type=Job&filter=Name%3D%3D%22a+b%22")
	c.do(c.request("DELETE", "/logonSessions/"+string(id)))
	c.status("GET", "/jobs")
	equal(t, "requests", c.server.Requests(), []Request{
		{Time: noon, Method: "POST", Path: "/sessionMngr/", Query: "v=latest", Status: 201, Accept: "application/json"},
		{Time: noon, Method: "GET", Path: "/query", Query: `type=Job&filter=Name=="a b"`, Status: 200, Accept: "application/json"},
		{Time: noon, Method: "DELETE", Path: "/logonSessions/***", Status: 204, Accept: "application/json"},
		{Time: noon, Method: "GET", Path: "/jobs", Status: 401, Accept: "application/json"},
	})
	all := fmt.Sprintf("%+v", c.server.Requests())
	for _, secret := range []string{c.token, string(id), "Basic", "lab-Pass"} {
		if strings.Contains(all, secret) {
			t.Errorf("the record holds %q", secret)
		}
	}
}

func TestMaxConcurrent(t *testing.T) {
	t.Parallel()
	const clients = 5
	var inside sync.WaitGroup
	inside.Add(clients)
	c := newClient(t, Config{Rules: []Rule{{Path: "/jobs", Before: func(*Server) {
		inside.Done()
		inside.Wait() // until all are under way
	}}}})
	equal(t, "one by one", c.server.MaxConcurrent(), 1)
	var all sync.WaitGroup
	for range clients {
		all.Go(func() { c.status("GET", "/jobs") })
	}
	all.Wait()
	equal(t, "together", c.server.MaxConcurrent(), clients)
}

func TestChangeWhileServing(t *testing.T) {
	t.Parallel()
	c := newClient(t, Config{Inventory: many(200)})
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			for range 20 {
				c.get("/backupTaskSessions?format=Entity")
				c.get("/jobs?format=Entity")
			}
		})
	}
	for i := range 20 {
		c.server.Change(func(inv *Inventory) {
			inv.TaskSessions[i].VMName = "changed"
			inv.Jobs[0].Retention.Days = i
			inv.Jobs[0].Name = "Renamed"
		})
	}
	all.Wait()
	equal(t, "machines", len(c.queryNames("BackupTaskSession", "VmDisplayName==changed", "")), 20)
	equal(t, "task sessions know the job's new name", len(c.queryNames("BackupTaskSession", "JobName==renamed", "&pageSize=500")), 200)
}

func TestInventoryGivenIsNotShared(t *testing.T) {
	t.Parallel()
	inv := small()
	c := newClient(t, Config{Inventory: inv})
	inv.Jobs[0].Name, inv.Jobs[0].Retention.Days = "mine", 99
	if body := c.get(jobPath + "?format=Entity"); strings.Contains(body, "mine") || strings.Contains(body, ":99,") {
		t.Errorf("the server sees changes from outside: %s", body)
	}
}
