package provider_test

import (
	"fmt"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
)

func TestFunctionParseUID(t *testing.T) {
	t.Parallel()
	var expressions []call
	for uid, want := range map[string][3]string{
		"urn:VMware:Vm:x.vm-1":                   {"VMware", "Vm", "x.vm-1"},
		"URN:veeam:Job:" + sessionID:             {"veeam", "Job", sessionID},
		"urn:vCloud:Vapp:root.urn:vcloud:vapp:1": {"vCloud", "Vapp", "root.urn:vcloud:vapp:1"},
	} {
		expressions = append(expressions, call{fmt.Sprintf("provider::veeam::parse_uid(%q)", uid), knownvalue.ObjectExact(map[string]knownvalue.Check{
			"namespace": knownvalue.StringExact(want[0]), "type": knownvalue.StringExact(want[1]), "id": knownvalue.StringExact(want[2]),
		})})
	}
	for _, uid := range []string{"", "db01", sessionID, "urn:veeam:Job", "urn:veeam:Job:", "urn::Job:1", "urn:veeam::1", "urx:veeam:Job:1", ":veeam:Job:1"} {
		expressions = append(expressions, call{fmt.Sprintf("can(provider::veeam::parse_uid(%q))", uid), no})
	}
	runCalls(t, calls("", expressions...),
		callFails("", `provider::veeam::parse_uid("urn:veeam:Job")`, "uid",
			`"urn:veeam:Job" is no UID; expected urn:<namespace>:<type>:<id>, such as urn:veeam:Job:01234567-89ab-cdef-0123-456789abcdef.`),
		callFails("", `provider::veeam::parse_uid(null)`, "uid", "argument must not be null."),
	)
}
