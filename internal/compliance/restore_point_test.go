package compliance

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// point is a restore point of a machine on vbr01 that was created so many hours ago.
func point(name, vmUID string, created float64) RestorePoint {
	return RestorePoint{ID: fmt.Sprintf("%s/%s/%g", name, vmUID, created), Name: name, VMUID: vmUID, Server: "vbr01", Creation: ago(created)}
}

// linked is a task session that is linked to a restore point.
func linked(id string, s TaskSession) TaskSession {
	s.RestorePointID = id
	return s
}

// dataCase is what EM knows and what its verdict is described by.
type dataCase struct {
	change func(*Arguments)
	data   Data
	want   string
}

func judgeData(t *testing.T, cases map[string]dataCase) {
	t.Helper()
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := describe(Judge(arguments(c.change), &c.data)); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func fromPoints(a *Arguments) { a.FromPoints = true }

func TestRestorePoints(t *testing.T) {
	t.Parallel()
	rows := func(rows ...TaskSession) []TaskSession { return rows }
	points := func(points ...RestorePoint) []RestorePoint { return points }
	again := func(s TaskSession) TaskSession { return with(s, func(*TaskSession) {}) } // of the same session, name and time
	agent := func(p RestorePoint) RestorePoint { p.Agent = true; return p }
	server := func(id string, p RestorePoint) RestorePoint { p.Server, p.ServerID = "", id; return p }
	judgeData(t, map[string]dataCase{
		"nobody asks": {nil, Data{Tasks: rows(good("Nightly", "db01", 5))}, "+db01"},
		"linked":      {fromPoints, Data{Tasks: rows(linked("DB01/1/4.9", uid("1", good("Nightly", "db01", 5)))), Points: points(point("db01", "1", 4.9))}, "+db01"},
		"linked to one that is gone": {fromPoints, Data{Tasks: rows(linked("gone", uid("1", good("Nightly", "db01", 5)))), Points: points(point("db01", "1", 4.9))},
			"db01:no_restore_point"},
		"gone, and an older one there": {fromPoints, Data{Tasks: rows(linked("gone", uid("1", good("Nightly", "db01", 5))), linked("db01/1/20", uid("1", good("Nightly", "db01", 20.1)))),
			Points: points(point("db01", "1", 20))}, "+db01"},
		"gone, at the RPO":     {fromPoints, Data{Tasks: rows(linked("gone", uid("1", good("Nightly", "db01", 24))))}, "db01:no_restore_point"},
		"none at all":          {fromPoints, Data{Tasks: rows(good("Nightly", "db01", 5))}, "db01:no_restore_point"},
		"by time":              {fromPoints, Data{Tasks: rows(uid("1", good("Nightly", "db01", 5))), Points: points(point("db01", "1", 4.9))}, "+db01"},
		"at the beginning":     {fromPoints, Data{Tasks: rows(uid("1", good("Nightly", "db01", 5))), Points: points(point("db01", "1", 5))}, "+db01"},
		"at the end":           {fromPoints, Data{Tasks: rows(uid("1", good("Nightly", "db01", 5))), Points: points(point("db01", "1", 4.5))}, "+db01"},
		"before the beginning": {fromPoints, Data{Tasks: rows(uid("1", good("Nightly", "db01", 5))), Points: points(point("db01", "1", 5.001))}, "db01:no_restore_point"},
		"after the end":        {fromPoints, Data{Tasks: rows(uid("1", good("Nightly", "db01", 5))), Points: points(point("db01", "1", 4.499))}, "db01:no_restore_point"},
		"without an end":       {fromPoints, Data{Tasks: rows(row("Nightly", "db01", "Completed", "Success", 5, 0)), Points: points(point("db01", "", 0.1))}, "+db01"},
		"without an end, a point of after now": {fromPoints, Data{Tasks: rows(row("Nightly", "db01", "Completed", "Success", 5, 0)), Points: points(point("db01", "", -0.01))},
			"db01:no_restore_point"},
		"without an end, a point of now": {fromPoints, Data{Tasks: rows(row("Nightly", "db01", "Completed", "Success", 5, 0)), Points: points(point("db01", "", 0))}, "+db01"},
		"two of one name in a session": {fromPoints, Data{Tasks: rows(linked("db01//4.9", good("Nightly", "db01", 5)), linked("db01//4.8", again(good("Nightly", "db01", 5)))),
			Points: points(point("db01", "", 4.9), point("db01", "", 4.8))}, "+db01"},
		"two of one name in a session, the point of one gone": {fromPoints, Data{Tasks: rows(linked("db01//4.9", good("Nightly", "db01", 5)),
			linked("gone", again(good("Nightly", "db01", 5)))), Points: points(point("db01", "", 4.9))}, "db01:no_restore_point"},
		"two of one name in a session, the point of the other gone": {fromPoints, Data{Tasks: rows(linked("gone", good("Nightly", "db01", 5)),
			linked("db01//4.9", again(good("Nightly", "db01", 5)))), Points: points(point("db01", "", 4.9))}, "db01:no_restore_point"},
		"two of one name in a session, the point of one too old": {fromPoints, Data{Tasks: rows(linked("db01//30", good("Nightly", "db01", 5)),
			linked("db01//4.9", again(good("Nightly", "db01", 5)))), Points: points(point("db01", "", 4.9), point("db01", "", 30))}, "db01:stale"},
		"two of one name in two sessions, the point of one gone": {fromPoints, Data{Tasks: rows(linked("gone", uid("1", good("Nightly", "db01", 29))),
			uid("1", failed("Nightly", "db01", 29)), linked("db01/1/4.9", uid("1", good("Nightly", "db01", 5)))), Points: points(point("db01", "1", 4.9))}, "+db01"},
		"of another vm_uid":  {fromPoints, Data{Tasks: rows(uid("1", good("Nightly", "db01", 5))), Points: points(point("db01", "2", 4.9))}, "db01:no_restore_point"},
		"by name and server": {fromPoints, Data{Tasks: rows(good("Nightly", "DB01", 5)), Points: points(point("db01", "2", 4.9))}, "+DB01"},
		"by name, of another machine": {fromPoints, Data{Tasks: rows(good("Nightly", "db01", 5), uid("2", good("Nightly", "db01", 5))), Points: points(point("db01", "2", 4.9))},
			"+db01 db01:no_restore_point"},
		"of an agent":                 {fromPoints, Data{Tasks: rows(uid("agent", good("Agents", "lin01", 5))), Points: points(agent(point("LIN01", "", 4.9)))}, "+lin01"},
		"of an agent, by its machine": {fromPoints, Data{Tasks: rows(uid("agent", good("P - lin01", "lin01", 5))), Points: points(agent(point("lin01", "", 4.9)))}, "+lin01"},
		"an agent's for no VM":        {fromPoints, Data{Tasks: rows(uid("1", good("Nightly", "db01", 5))), Points: points(agent(point("db01", "", 4.9)))}, "db01:no_restore_point"},
		"an agent's for no nameless":  {fromPoints, Data{Tasks: rows(good("Nightly", "db01", 5)), Points: points(agent(point("db01", "", 4.9)))}, "db01:no_restore_point"},
		"a VM's for no agent":         {fromPoints, Data{Tasks: rows(uid("agent", good("Agents", "db01", 5))), Points: points(point("db01", "1", 4.9))}, "db01:no_restore_point"},
		"on another server":           {fromPoints, Data{Tasks: rows(good("Nightly", "db01", 5)), Points: points(server("b", point("db01", "", 4.9)))}, "db01:no_restore_point"},
		"the point is too old":        {fromPoints, Data{Tasks: rows(linked("db01/1/30", uid("1", good("Nightly", "db01", 5)))), Points: points(point("db01", "1", 30))}, "db01:stale"},
		"the session is too old":      {fromPoints, Data{Tasks: rows(uid("1", good("Nightly", "db01", 30)))}, "db01:stale"},
		"a fresh point of a session that began before the RPO, and a newer one gone": {fromPoints, Data{Tasks: rows(linked("db01/1/23.9", uid("1", good("Nightly", "db01", 24.1))),
			linked("gone", uid("1", good("Nightly", "db01", 5)))), Points: points(point("db01", "1", 23.9))}, "+db01"},
		"never": {fromPoints, Data{Tasks: rows(uid("1", failed("Nightly", "db01", 5))), Points: points(point("db01", "1", 4.9))}, "db01:never"},
		"failed since": {fromPoints, Data{Tasks: rows(uid("1", good("Nightly", "db01", 30)), uid("1", failed("Nightly", "db01", 5))),
			Points: points(point("db01", "1", 29.9))}, "db01:failed"},
		"enough": {func(a *Arguments) { fromPoints(a); a.MinPoints = 2 }, Data{Tasks: rows(uid("1", good("Nightly", "db01", 5))),
			Points: points(point("db01", "1", 4.9), point("db01", "1", 400))}, "+db01"},
		"too few": {func(a *Arguments) { fromPoints(a); a.MinPoints = 2 }, Data{Tasks: rows(uid("1", good("Nightly", "db01", 5))),
			Points: points(point("db01", "1", 4.9))}, "db01:no_restore_point"},
		"two of one creation": {func(a *Arguments) { fromPoints(a); a.MinPoints = 2 }, Data{Tasks: rows(uid("1", good("Nightly", "db01", 5))),
			Points: points(point("db01", "1", 4.9), point("DB01", "1", 4.9))}, "db01:no_restore_point"},
		"two jobs, one without a point": {fromPoints, Data{Tasks: rows(linked("db01//4.9", good("Nightly", "db01", 5)), linked("gone", good("Hourly", "db01", 3))),
			Points: points(point("db01", "", 4.9))}, "db01:failed"},
	})
	v := Judge(arguments(func(a *Arguments) { fromPoints(a); a.MinPoints = 3 }), &Data{
		Tasks:  rows(linked("db01/1/4.9", uid("1", good("Nightly", "db01", 5))), linked("gone", uid("1", good("Nightly", "db01", 3)))),
		Points: points(point("db01", "1", 100), point("db01", "1", 4.9)),
	})
	m := v.Violations[0]
	if *m.Points != 2 || !m.OldestPoint.Equal(ago(100)) || !m.NewestPoint.Equal(ago(4.9)) || m.LastGoodPointID() != "db01/1/4.9" || !m.LastGood.Creation.Equal(ago(5)) {
		t.Errorf("machine %+v", m)
	}
	enough := Judge(arguments(func(a *Arguments) { fromPoints(a); a.MinPoints = 1 }), &Data{
		Tasks: rows(linked("gone", uid("1", good("Nightly", "db01", 5)))), Points: points(point("db01", "1", 100)),
	})
	if hint := enough.Violations[0].Hint; !strings.Contains(hint, "none of the restore points is there") {
		t.Errorf("hint %q", hint)
	}
	if !strings.Contains(m.Hint, "2 of 3 restore points") || !strings.Contains(m.Hint, "Portal User") {
		t.Errorf("hint %q", m.Hint)
	}
}

// TestPointsOfOneCreation: which of two restore points is named does not depend on the order in which they were sent.
func TestPointsOfOneCreation(t *testing.T) {
	t.Parallel()
	points := []RestorePoint{point("db01", "1", 4.9), point("DB01", "1", 4.9)}
	for range 2 {
		v := Judge(arguments(fromPoints), &Data{Tasks: []TaskSession{uid("1", good("Nightly", "db01", 5))}, Points: points})
		if got := v.Machines[0].LastGoodPointID(); got != "db01/1/4.9" {
			t.Errorf("the restore point of the last good backup is %s", got)
		}
		slices.Reverse(points)
	}
}

func TestCopies(t *testing.T) {
	t.Parallel()
	rows := func(rows ...TaskSession) []TaskSession { return rows }
	copies := func(a *Arguments) { a.CopyRPO = 48 * hour }
	db := func(began float64) TaskSession { return uid("1", good("Nightly", "db01", began)) }
	copied := func(began float64) TaskSession { return uid("1", good("Copy", "db01", began)) }
	judgeData(t, map[string]dataCase{
		"nobody asks":             {nil, Data{Tasks: rows(db(5))}, "+db01"},
		"copied":                  {copies, Data{Tasks: rows(db(5), copied(4))}, "+db01"},
		"none":                    {copies, Data{Tasks: rows(db(5))}, "db01:no_copy"},
		"began before the end":    {copies, Data{Tasks: rows(db(5), copied(4.6))}, "db01:no_copy"},
		"began at the end":        {copies, Data{Tasks: rows(db(5), copied(4.5))}, "db01:no_copy"},
		"of an older backup":      {copies, Data{Tasks: rows(db(5), db(40), copied(39))}, "+db01"},
		"of one that is too old":  {copies, Data{Tasks: rows(db(5), db(48.1), copied(47))}, "db01:no_copy"},
		"at the bound":            {copies, Data{Tasks: rows(db(5), db(48), copied(47))}, "+db01"},
		"a copy that failed":      {copies, Data{Tasks: rows(db(5), uid("1", failed("Copy", "db01", 4)))}, "db01:no_copy"},
		"a copy that warned":      {copies, Data{Tasks: rows(db(5), uid("1", warned("Copy", "db01", 4)))}, "+db01"},
		"a copy that runs":        {copies, Data{Tasks: rows(db(5), uid("1", running("Copy", "db01", 4)))}, "db01:no_copy"},
		"a copy of after now":     {copies, Data{Tasks: rows(db(5), copied(-1))}, "db01:no_copy"},
		"a backup without an end": {copies, Data{Tasks: rows(uid("1", row("Nightly", "db01", "Completed", "Success", 5, 0)), copied(4.9))}, "+db01"},
		"of another machine":      {copies, Data{Tasks: rows(db(5), uid("2", good("Copy", "db02", 4)))}, "db01:no_copy db02=left_out"},
		"stale goes before":       {copies, Data{Tasks: rows(db(30))}, "db01:stale"},
		"of a policy": {func(a *Arguments) {
			a.Policies = []Policy{{Name: "p", Machines: []string{"db*"}, Terms: Terms{RPO: 24 * hour, CopyRPO: hour}}}
		}, Data{Tasks: rows(db(5), copied(4))}, "db01:no_copy"},
	})
	if m := Judge(arguments(nil), &Data{Tasks: rows(db(5), copied(100))}).Machines[0]; !m.LastCopy.IsZero() || m.Points != nil {
		t.Errorf("nobody asked: %+v", m)
	}
	if m := Judge(arguments(copies), &Data{Tasks: rows(db(5), copied(200), copied(100))}).Machines[0]; !m.LastCopy.Equal(ago(100)) {
		t.Errorf("the last copy is of %s", m.LastCopy)
	}
}

func TestStaleData(t *testing.T) {
	t.Parallel()
	rows := []TaskSession{good("Nightly", "db01", 5)}
	within := func(a *Arguments) { a.MaxDataAge = hour }
	judgeData(t, map[string]dataCase{
		"nobody asks":                   {nil, Data{Tasks: rows, Collection: &Collection{}}, "+db01"},
		"at the bound":                  {within, Data{Tasks: rows, Collection: &Collection{Succeeded: ago(1)}}, "+db01"},
		"too old":                       {within, Data{Tasks: rows, Collection: &Collection{Succeeded: ago(1.01)}}, "+db01 !em.example.com:stale_data"},
		"never":                         {within, Data{Tasks: rows, Collection: &Collection{}}, "+db01 !em.example.com:stale_data"},
		"a newer warning does not help": {within, Data{Tasks: rows, Collection: &Collection{Succeeded: ago(2), Warned: ago(0.1)}}, "+db01 !em.example.com:stale_data"},
	})
	v := Judge(arguments(within), &Data{Tasks: rows, Collection: &Collection{Succeeded: ago(2), Warned: ago(0.5)}})
	if m := v.Violations[0]; !m.Last.EndTime().Equal(ago(2)) || !strings.Contains(m.Hint, "warning at 2026-06-16T07:30:00Z") {
		t.Errorf("%v, hint %q", m.Last, m.Hint)
	}
}
