package provider_test

import (
	"fmt"
	"strings"
	"time"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamsim"
)

// modelNight is what Enterprise Manager knows, and what it is asked, in a test that compares the provider's verdict with a second,
// slow one. All times are relative to now: an hour ago is -time.Hour.
type modelNight struct {
	servers  []string // their names; rows name them by place
	sessions []modelSession
	tasks    []modelTask
	asked    modelArguments
	modelProof

	emClock, ourClock time.Duration // how far the two clocks are late; the later clock is right and has 0
}

// modelSession is a backup session. One that is unknown is not served, though task sessions name it.
type modelSession struct {
	job, jobType  string // empty: Enterprise Manager leaves the member out
	jobID         int
	server        int
	link          serverLink
	begun         time.Duration
	state, result string
	parent        int // the place of the session that the link "Parent session" names, plus 1; 0: there is no such link
	retry         bool
	unknown       bool
}

// modelTask is a task session: one machine within a backup session.
type modelTask struct {
	session       int // the place of its backup session
	name, vmUID   string
	link          serverLink
	begun         time.Duration
	end           string // endHour, endNone or a text that is sent as it is
	state, result string
	reason        string
	point         bool
}

// serverLink is what a row says of its backup server.
type serverLink string

const (
	linkWhole    serverLink = ""
	linkNameless serverLink = "no name"
	linkMissing  serverLink = "no link"
)

const (
	endHour   = ""       // an hour after the beginning
	endNone   = "no end" // the member is null
	endBefore = "1900-01-01T00:00:00Z"
)

// modelArguments are the data source's; a nil one is left out.
type modelArguments struct {
	rpo, lookback                       time.Duration // lookback 0: left out
	jobNames, jobTypes, ignored         []string
	expected                            []string
	excluded                            map[string]string
	server, acceptWarning, replaceOrNot string

	points              bool // evidence_from = "restore_points"
	minPoints           int
	copyRPO, maxDataAge time.Duration
	hosts               []string
	policies            []modelPolicy
}

// theLookback is the one that holds where none is given.
func (a *modelArguments) theLookback() time.Duration {
	if a.lookback != 0 {
		return a.lookback
	}
	return max(30*24*time.Hour, a.rpo)
}

func (a *modelArguments) values() map[string]any {
	values := map[string]any{"rpo": a.rpo.String()}
	if a.lookback != 0 {
		values["lookback"] = a.lookback.String()
	}
	for name, list := range map[string][]string{"job_names": a.jobNames, "job_types": a.jobTypes, "ignore_job_types": a.ignored, "expected_machines": a.expected} {
		if list != nil {
			values[name] = list
		}
	}
	if a.excluded != nil {
		values["exclude_machines"] = a.excluded
	}
	for name, text := range map[string]string{"backup_server_name": a.server, "recreated_machines": a.replaceOrNot} {
		if text != "" {
			values[name] = text
		}
	}
	if a.acceptWarning != "" {
		values["accept_warning"] = a.acceptWarning == "true"
	}
	a.addProof(values)
	return values
}

// inventory is what the simulator serves.
func (n *modelNight) inventory() (inv veeamsim.Inventory) {
	for i, name := range n.servers {
		inv.BackupServers = append(inv.BackupServers, veeamsim.BackupServer{ID: guid(1, i), Name: name, Port: 9392})
	}
	for i := range n.sessions {
		s := &n.sessions[i]
		if s.unknown {
			continue
		}
		row := veeamsim.BackupSession{
			ID: guid(3, i), JobID: guid(2, s.jobID), JobName: s.job, JobType: s.jobType, ServerID: guid(1, s.server), IsRetry: s.retry,
			Created: now.Add(s.begun), State: s.state, Result: s.result, Progress: 100,
		}
		if s.state == "Stopped" {
			row.Ended = row.Created.Add(time.Hour)
		}
		if s.parent != 0 {
			row.ParentID = guid(3, s.parent-1)
		}
		if s.job == "" {
			row.Omit = append(row.Omit, "JobName")
		}
		inv.BackupSessions = append(inv.BackupSessions, row)
	}
	for i := range n.tasks {
		t := &n.tasks[i]
		row := veeamsim.TaskSession{
			ID: guid(4, i), SessionID: guid(3, t.session), ServerID: guid(1, n.sessions[t.session].server), VMName: t.name, VMUID: t.vmUID,
			Created: now.Add(t.begun), State: t.state, Result: t.result, Reason: t.reason,
		}
		switch t.end {
		case endHour:
			row.Ended = row.Created.Add(time.Hour)
		case endNone:
		default:
			row.EndText = t.end
		}
		if t.point {
			row.RestorePointID = guid(5, i)
		}
		inv.TaskSessions = append(inv.TaskSessions, row)
	}
	n.addProofTo(&inv)
	return inv
}

// serverLinks are the UIDs of the rows whose link to the backup server is not whole.
func (n *modelNight) serverLinks() map[string]serverLink {
	links := map[string]serverLink{}
	for i := range n.sessions {
		if n.sessions[i].link != linkWhole {
			links["urn:veeam:BackupJobSession:"+guid(3, i)] = n.sessions[i].link
		}
	}
	for i := range n.tasks {
		if n.tasks[i].link != linkWhole {
			links["urn:veeam:BackupTaskSession:"+guid(4, i)] = n.tasks[i].link
		}
	}
	return links
}

// String is the night as a table of rows, to be read where the two verdicts differ.
func (n *modelNight) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "arguments %v\nservers   %q\n", n.asked.values(), n.servers)
	if n.emClock != 0 || n.ourClock != 0 {
		fmt.Fprintf(&b, "clocks    Enterprise Manager %s late, ours %s late\n", n.emClock, n.ourClock)
	}
	for i := range n.sessions {
		s := &n.sessions[i]
		notes := []string{string(s.link)}
		if s.parent != 0 {
			notes = append(notes, fmt.Sprintf("parent s%d", s.parent-1))
		}
		if s.retry {
			notes = append(notes, "retry")
		}
		if s.unknown {
			notes = append(notes, "unknown to Enterprise Manager")
		}
		fmt.Fprintf(&b, "session s%-2d %-16q job %d %-26s on %-6s %10s %s/%s %s\n", i, s.job, s.jobID, s.jobType, n.servers[s.server], s.begun, s.state, s.result,
			strings.TrimSpace(strings.Join(notes, " ")))
	}
	for i := range n.tasks {
		t := &n.tasks[i]
		fmt.Fprintf(&b, "  task t%-2d of s%-2d %-14q %-8s %10s %s/%s %s %s\n", i, t.session, t.name, shortUID(t.vmUID), t.begun, t.state, t.result, t.end, t.link)
	}
	n.describeProof(&b)
	return b.String()
}

// shortUID is a vm_uid without what all have.
func shortUID(uid string) string { return strings.TrimPrefix(uid, "urn:VMware:Vm:") }

// modelVM begins the vm_uid of the machines of a night.
const modelVM = "urn:VMware:Vm:r."
