package veeamsim

import (
	"crypto/sha256"
	"fmt"
	"time"
)

// Counts say how much Generate makes.
type Counts struct {
	Servers, Jobs, SessionsPerJob, MachinesPerSession int
	FailedPercent, WarningPercent                     int           // exact for every hundred machines
	Retries                                           bool          // failed machines succeed in a retry session
	Interval                                          time.Duration // between the sessions of a job; 0: 24 hours
}

// Generate makes an inventory of a size. The same counts and time give the same inventory, IDs
// included. The newest session of each job ended before now.
func Generate(c Counts, now time.Time) Inventory {
	g := &generator{Counts: c, now: now}
	if g.Interval == 0 {
		g.Interval = 24 * time.Hour
	}
	for n := range c.Servers {
		g.inv.BackupServers = append(g.inv.BackupServers, BackupServer{
			ID: madeGUID("server", n), Name: fmt.Sprintf("vbr%02d.lab.example", n+1), Port: 9392,
		})
		g.inv.Repositories = append(g.inv.Repositories, Repository{
			ID: madeGUID("repository", n), Name: "Default Backup Repository", Kind: "LinuxLocal",
			ServerID: madeGUID("server", n), Capacity: 64 << 40, FreeSpace: 24 << 40,
		})
	}
	for n := range c.Jobs {
		g.job(n)
	}
	g.virtualHost()
	g.inv.SystemSessions = []SystemSession{{
		ID: madeGUID("collection", 0), SessionType: "CollectJob", State: "CompletedSuccessfully",
		Created: now.Add(-6 * time.Minute), Ended: now.Add(-5 * time.Minute),
	}}
	return g.inv
}

type generator struct {
	Counts
	now             time.Time
	inv             Inventory
	sessions, tasks int
	size            int64 // bytes that the machines of the session have
}

// sessionAge is how long before now the newest sessions begin: long enough to hold their machines
// and a retry.
const sessionAge = 3 * time.Hour

func (g *generator) job(n int) {
	job := Job{
		ID: madeGUID("job", n), Name: fmt.Sprintf("Job %04d", n+1), JobType: "Backup", Platform: "VMware",
		ScheduleConfigured: true, ScheduleEnabled: true, NextRun: g.now.Add(g.Interval - sessionAge),
		Retention: &Retention{LimitType: "Days", Cycles: 7, Days: 14},
	}
	if g.Servers > 0 {
		job.ServerID = madeGUID("server", n%g.Servers)
	}
	g.inv.Jobs = append(g.inv.Jobs, job)
	for night := g.SessionsPerJob - 1; night >= 0; night-- {
		g.session(n, night)
	}
}

func (g *generator) session(job, night int) {
	begin := g.now.Add(-sessionAge - time.Duration(night)*g.Interval)
	s := g.newSession(job, begin)
	s.Result = "Success"
	var failed []int
	for m := range g.MachinesPerSession {
		result := g.result(g.tasks)
		switch {
		case result == "Failed":
			failed = append(failed, m)
			s.Result = result
		case result == "Warning" && s.Result == "Success":
			s.Result = result
		}
		s.Ended = g.machine(s, job, m, result)
	}
	g.finish(s, job)
	if g.Retries && len(failed) > 0 {
		retry := g.newSession(job, s.Ended.Add(10*time.Minute))
		retry.Result, retry.IsRetry = "Success", true
		for _, m := range failed {
			retry.Ended = g.machine(retry, job, m, "Success")
		}
		g.finish(retry, job)
	}
}

func (g *generator) newSession(job int, begin time.Time) BackupSession {
	g.sessions++
	g.size = 0
	return BackupSession{
		ID: madeGUID("session", g.sessions), JobID: madeGUID("job", job), RestorePointID: madeGUID("restore point", g.sessions),
		Created: begin, Ended: begin.Add(time.Minute), State: "Stopped", Progress: 100,
	}
}

// result walks through every hundred machines in steps that spread those that fail.
func (g *generator) result(n int) string {
	switch place := n * 37 % 100; {
	case place < g.FailedPercent:
		return "Failed"
	case place < g.FailedPercent+g.WarningPercent:
		return "Warning"
	}
	return "Success"
}

// machine adds the task session of a machine, and returns when it ended.
func (g *generator) machine(s BackupSession, job, m int, result string) time.Time {
	// A session's machines begin within an hour, however many they are.
	step := min(20*time.Second, time.Hour/time.Duration(g.MachinesPerSession))
	number := job*g.MachinesPerSession + m
	t := TaskSession{
		ID:        madeGUID("task", g.tasks),
		SessionID: s.ID,
		VMName:    fmt.Sprintf("vm-%05d", number+1),
		VMUID:     fmt.Sprintf("urn:VMware:Vm:%s.vm-%d", madeGUID("vcenter", 0), 1000+number),
		Created:   s.Created.Add(time.Duration(m)*step + time.Duration(number%997)*time.Millisecond),
		State:     "Completed",
		Result:    result,
	}
	t.Ended = t.Created.Add(time.Duration(60+number%240) * time.Second)
	switch result {
	case "Failed":
		t.Reason = "Cannot connect to the host [esx01.lab.example]: no response after 60 seconds. "
	case "Warning":
		t.Reason = "Changed block tracking is not enabled. "
		fallthrough
	default:
		t.TotalSize = int64(20+number%480) << 30
		t.RestorePointID = madeGUID("point", g.tasks)
		g.point(s, t)
	}
	g.tasks++
	g.inv.TaskSessions = append(g.inv.TaskSessions, t)
	if t.Ended.Before(s.Ended) {
		return s.Ended
	}
	return t.Ended
}

// madeGUID is the same for the same arguments, and looks like any other GUID.
func madeGUID(what string, n int) string {
	b := sha256.Sum256(fmt.Appendf(nil, "%s %d", what, n))
	b[6], b[8] = b[6]&0x0f|0x40, b[8]&0x3f|0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:16])
}
