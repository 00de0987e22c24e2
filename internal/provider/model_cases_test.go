package provider_test

import (
	"slices"
	"strings"
	"testing"
	"time"
)

// backupBy is a finished session of a backup job, so many hours ago.
func backupBy(job string, id int, hours float64) modelSession {
	return modelSession{job: job, jobID: id, jobType: "Backup", begun: modelHours(hours), state: "Stopped", result: "Success"}
}

func modelHours(hours float64) time.Duration { return -time.Duration(hours * float64(time.Hour)) }

// taskOf is a finished task session, so many hours ago.
func taskOf(session int, name, uid, result string, hours float64) modelTask {
	if uid != "" {
		uid = modelVM + uid
	}
	return modelTask{session: session, name: name, vmUID: uid, begun: modelHours(hours), state: "Completed", result: result}
}

// TestModelOracle holds the oracle itself to nights whose verdict is known.
func TestModelOracle(t *testing.T) {
	t.Parallel()
	day := modelArguments{rpo: 24 * time.Hour}
	with := func(change func(*modelArguments)) modelArguments { a := day; change(&a); return a }
	odd := func(task modelTask, end string) modelTask { task.end = end; return task }
	typed := func(s modelSession, jobType string) modelSession { s.jobType = jobType; return s }
	linked := func(task modelTask, link serverLink) modelTask { task.link = link; return task }
	five := []modelSession{backupBy("nightly", 0, 5), backupBy("nightly", 0, 29)}
	for name, c := range map[string]struct {
		asked    modelArguments
		sessions []modelSession
		tasks    []modelTask
		want     []string // name and outcome of each machine
	}{
		"an end of 1900": {day, five, []modelTask{taskOf(0, "vm01", "", "Success", 5), odd(taskOf(0, "vm02", "", "Failed", 5), endBefore)},
			[]string{"vm01 compliant", "vm02 violation never"}},
		"one name twice in a session": {day, five, []modelTask{taskOf(0, "web01", "", "Success", 5), taskOf(0, "web01", "", "Failed", 5), taskOf(1, "web01", "", "Success", 29)},
			[]string{"web01 violation failed"}},
		"two names under one vm_uid": {day, five, []modelTask{taskOf(0, "share1", "vm-1", "Failed", 5), taskOf(0, "share2", "vm-1", "Success", 5)},
			[]string{"share1 violation never", "share2 compliant"}},
		"two names under one vm_uid, then one of them": {day, five, []modelTask{
			taskOf(0, "share2", "vm-1", "Success", 5), taskOf(1, "share1", "vm-1", "Success", 29), taskOf(1, "share2", "vm-1", "Success", 29),
		}, []string{"share1 violation stale", "share2 compliant"}},
		"an unknown job type": {day, []modelSession{typed(five[0], "AhvBackup")}, []modelTask{taskOf(0, "ahv01", "", "Failed", 5)}, []string{"ahv01 violation unknown_job_type"}},
		"a job type that is named": {with(func(a *modelArguments) { a.jobTypes, a.expected = []string{"Backup", "AhvBackup"}, []string{"ahv01"} }),
			[]modelSession{typed(five[0], "AhvBackup")}, []modelTask{taskOf(0, "ahv01", "", "Success", 5)}, []string{"ahv01 compliant"}},
		"an ignored job type": {with(func(a *modelArguments) { a.ignored = []string{"AhvBackup"} }),
			[]modelSession{typed(five[0], "AhvBackup")}, []modelTask{taskOf(0, "ahv01", "", "Failed", 5)}, []string{"ahv01 left_out"}},
		"two jobs disagree": {day, []modelSession{backupBy("a", 0, 5), backupBy("b", 1, 4)},
			[]modelTask{taskOf(0, "web01", "", "Failed", 5), taskOf(1, "web01", "", "Success", 4)}, []string{"web01 violation failed"}},
		"two jobs of one vm_uid disagree": {day, []modelSession{backupBy("a", 0, 5), backupBy("b", 1, 4)},
			[]modelTask{taskOf(0, "web01", "vm-1", "Failed", 5), taskOf(1, "web01", "vm-1", "Success", 4)}, []string{"web01 compliant"}},
		"begun before the RPO, ended within": {day, []modelSession{backupBy("nightly", 0, 30)}, []modelTask{taskOf(0, "web01", "", "Success", 30)}, []string{"web01 violation stale"}},
		"begun at the RPO":                   {day, five, []modelTask{taskOf(0, "web01", "", "Success", 24)}, []string{"web01 compliant"}},
		"without an end":                     {day, five, []modelTask{odd(taskOf(0, "web01", "", "Success", 5), endNone)}, []string{"web01 compliant"}},
		"created again": {day, five, []modelTask{taskOf(1, "web01", "vm-1", "Success", 29), taskOf(0, "web01", "vm-2", "Success", 5)},
			[]string{"web01 compliant", "web01 violation replaced"}},
		"created again, replace": {with(func(a *modelArguments) { a.replaceOrNot = "replace" }), five,
			[]modelTask{taskOf(1, "web01", "vm-1", "Success", 29), taskOf(0, "web01", "vm-2", "Success", 5)}, []string{"web01 compliant", "web01 replaced"}},
		"a link without a name": {day, five, []modelTask{linked(taskOf(1, "web01", "", "Success", 29), linkNameless), taskOf(0, "web01", "", "Success", 5)},
			[]string{"web01 compliant"}},
		"without vm_uid, then with": {day, five, []modelTask{taskOf(1, "web01", "", "Success", 29), taskOf(0, "web01", "vm-1", "Success", 5)}, []string{"web01 compliant"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			n := &modelNight{servers: []string{"vbr01"}, asked: c.asked, sessions: c.sessions, tasks: c.tasks}
			var got []string
			for _, m := range newOracle(n).judge().machines {
				got = append(got, m.name+" "+m.outcome)
			}
			if slices.Sort(got); !slices.Equal(got, c.want) {
				t.Errorf("got %s, want %s", strings.Join(got, "; "), strings.Join(c.want, "; "))
			}
		})
	}
}
