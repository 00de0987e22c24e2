package veeamsim

import (
	"slices"
	"strings"
	"testing"
	"time"
)

// TestParametersOfCDPSessions: the query service names the UID and the times of CDP sessions otherwise than those of all others.
func TestParametersOfCDPSessions(t *testing.T) {
	t.Parallel()
	c := newClient(t, Config{Inventory: Lab(noon)})
	lab := Lab(noon)
	for query, want := range map[string]int{
		`CdpReplicaSession&filter=Id=="urn:veeam:CdpReplicaSession:` + lab.CDPSessions[1].ID + `"`:                         1,
		`CdpReplicaSession&filter=CreationTimeUTC>="` + noon.Add(-27*time.Hour).Format(time.RFC3339) + `"`:                 2,
		`CdpReplicaSession&filter=PolicyName=="Instant SQL";Result==Failed&sortAsc=EndTimeUTC`:                             1,
		`CdpReplicaTaskSession&filter=PolicySessionUid=="urn:veeam:CdpReplicaSession:` + lab.CDPSessions[2].ID + `"`:       2,
		`RestoreSession&filter=(Type==RestoreVm);(VmDisplayName=="app01")&sortAsc=CreationTime`:                            1,
		`CdpPolicy&filter=ScheduleEnabled==True;Description=="Databases that may lose seconds only"`:                       1,
		`CdpReplicaTaskSession&filter=PolicySessionName=="` + stamped("Instant SQL", noon.Add(-50*time.Hour)) + `"`:        2,
		`CdpReplicaTaskSession&filter=VmDisplayName=="sql01";(State==InProgress)&sortDesc=CreationTimeUTC&format=Entities`: 1,
	} {
		query = strings.NewReplacer(" ", "%20", `"`, "%22").Replace(query)
		if got := len(names(t, c.get("/query?pageSize=100&type="+query))); got != want {
			t.Errorf("%s answers %d rows, want %d", query, got, want)
		}
	}
	for _, query := range []string{
		`CdpReplicaSession&filter=UID==x`, `CdpReplicaSession&sortAsc=CreationTime`, `CdpReplicaTaskSession&filter=Result==Failed`,
		`RestoreSession&filter=JobType==RestoreVm`, `RestoreSession&sortAsc=CreationTimeUTC`,
	} {
		equal(t, query, c.status("GET", "/query?type="+query), 400)
	}
	body := c.get("/query?type=CdpReplicaSession&format=Entities&pageSize=1")
	if !strings.Contains(body, `"cdpReplicaSessions":{"cdpReplicaSessions":[{"isRetry":`) {
		t.Errorf("CDP sessions stand in %s", body)
	}
}

// TestWhoReadsWhatCDPAndRestoresLeave: sessions are for Portal Users, policies for administrators.
func TestWhoReadsWhatCDPAndRestoresLeave(t *testing.T) {
	t.Parallel()
	status := func(role Role, path string) int {
		account := Account{Username: "u", Password: "p", Role: role}
		return newClient(t, Config{Inventory: Lab(noon), Accounts: []Account{account}}).status("GET", path)
	}
	for path, want := range map[string][3]int{
		"/cdpPolicies": {200, 403, 403}, "/cdpReplicaSessions": {200, 200, 403}, "/cdpReplicaTaskSessions": {200, 200, 403}, "/restoreSessions": {200, 200, 403},
		"/query?type=CdpPolicy": {200, 403, 403}, "/query?type=RestoreSession": {200, 200, 403},
	} {
		got := [3]int{status(PortalAdministrator, path), status(PortalUser, path), status(RestoreOperator, path)}
		equal(t, path, got, want)
	}
}

// TestObjectsOfAPolicy: they stand in the policy and below it.
func TestObjectsOfAPolicy(t *testing.T) {
	t.Parallel()
	c := newClient(t, Config{Inventory: Lab(noon)})
	policy := Lab(noon).CDPPolicies[0]
	for _, path := range []string{"/cdpPolicies/" + policy.ID + "?format=Entity", "/cdpPolicies/" + policy.ID + "/includes"} {
		body := c.get(path)
		if !strings.Contains(body, `"objectInJobs":[`) || !strings.Contains(body, policy.Objects[1].Ref) {
			t.Errorf("%s answers %s", path, body)
		}
	}
	one := "/cdpPolicies/" + policy.ID + "/includes/"
	if body := c.get(one + strings.ToUpper(policy.Objects[0].ID)); !strings.Contains(body, `"displayName":"sql01"`) {
		t.Errorf("one object is %s", body)
	}
	equal(t, "an unknown object", c.status("GET", one+unknown), 404)
	equal(t, "an unknown policy", c.status("GET", "/cdpPolicies/"+unknown+"/includes"), 404)
	if !slices.Contains(linksOf(t, c.get(one+policy.Objects[0].ID)), [2]string{"/cdpPolicies/" + policy.ID + "?format=Entity", "CdpPolicy"}) {
		t.Error("an object does not link to its policy")
	}
}
