package veeamclient

import "context"

// CDPPolicy is a policy of continuous data protection (https://helpcenter.veeam.com/docs/vbr/em_rest/cdppolicies_id.html). The role
// Portal User may read none. Where it replicates to is not in it.
type CDPPolicy struct {
	Entity
	// PolicyType is CdpReplica, Platform VMware or vCloud.
	PolicyType, Platform, Description   string
	ScheduleConfigured, ScheduleEnabled *bool
	// NextRun is zero for a policy that is not scheduled.
	NextRun               Time
	PolicyScheduleOptions struct{ CdpReplica CDPSchedule }
	CdpPolicyInfo         struct{ CdpReplicaPolicyInfo CDPPolicyInfo }
}

// CDPSchedule is how often a policy replicates, when that is reported as too late, and what is kept.
type CDPSchedule struct {
	RecoveryPointObjectiveSeconds, RecoveryPointObjectiveMinutes *int64

	RPOSchedule  PolicyWeek
	RPOReporting struct{ MarkAsWarning, MarkAsFailed *RPOThreshold }

	ShortTermRetentionMinutes, ShortTermRetentionHours *int64
	// LongTermRetentionHours is how often a long-term point is made, LongTermRetentionKeepDays for how many days it is kept.
	LongTermRetentionHours, LongTermRetentionKeepDays *int64

	LongTermRetentionSchedule PolicyWeek
}

// RPO is the recovery point objective in seconds: EM gives it in seconds or in minutes, of which the one that is not 0 counts. nil
// where it gives neither.
func (s *CDPSchedule) RPO() *int64 {
	return secondsOf(s.RecoveryPointObjectiveSeconds, s.RecoveryPointObjectiveMinutes)
}

// RPOThreshold is after how long a missed recovery point objective is reported.
type RPOThreshold struct {
	Enabled                                  *bool
	RPOThresholdSeconds, RPOThresholdMinutes *int64
}

// Threshold is the threshold in seconds; nil where EM gives none.
func (t *RPOThreshold) Threshold() *int64 {
	return secondsOf(t.RPOThresholdSeconds, t.RPOThresholdMinutes)
}

// secondsOf is a time that EM gives in seconds or in minutes, of which the one that is not 0 counts.
func secondsOf(seconds, minutes *int64) *int64 {
	if minutes == nil || *minutes == 0 {
		return seconds
	}
	sum := *minutes * 60
	if seconds != nil {
		sum += *seconds
	}
	return &sum
}

// PolicyWeek is a grid of the hours of a week, and whether it is used. In that of an objective 1 is an hour in which the policy runs, in
// that of long-term points 1 is a crash-consistent and 2 an application-consistent one.
type PolicyWeek struct {
	Enabled     *bool
	TimePeriods WeekGrid
}

// CDPPolicyInfo is what a policy covers.
type CDPPolicyInfo struct {
	Includes               listWithin[PolicyObject]
	GuestProcessingOptions *PolicyGuestProcessing
}

// PolicyObject is a machine, or a container of machines, that a policy covers.
type PolicyObject struct {
	ObjectInJobID string `json:"ObjectInJobId"`
	// HierarchyObjRef is its hierarchy reference.
	HierarchyObjRef, Name, DisplayName string
	GuestProcessingOptions             *PolicyGuestProcessing
}

// PolicyGuestProcessing is what is done inside of machines.
type PolicyGuestProcessing struct {
	VssSnapshotOptions struct {
		// VssSnapshotMode is RequireSuccess, IgnoreFailures or Disabled.
		VssSnapshotMode string
		IsCopyOnly      *bool
	}
	WindowsCredentialsID OptionalID `json:"WindowsCredentialsId"`
	LinuxCredentialsID   OptionalID `json:"LinuxCredentialsId"`
}

var cdpPolicies = kind[CDPPolicy]{
	queryType: "CdpPolicy", list: "CdpPolicies", path: "/cdpPolicies",
	entity: (*CDPPolicy).AsEntity,
}

// CDPPolicies reads the policies of scope, in no particular order.
func (c *Client) CDPPolicies(ctx context.Context, scope NameScope) ([]CDPPolicy, error) {
	return readNamed(ctx, c, cdpPolicies, scope)
}
