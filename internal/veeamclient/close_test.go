package veeamclient_test

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamsim"
)

// closeDuringLogon closes a client while a logon is under way, and lets EM answer that when the read has ended.
func closeDuringLogon(t *testing.T, fault veeamsim.Fault) *veeamsim.Server {
	t.Helper()
	arrived, answer := make(chan struct{}), make(chan struct{})
	sim := startSim(t, veeamsim.Config{Inventory: inventory(1), Rules: []veeamsim.Rule{{
		Method: http.MethodPost, Times: 1, Fault: fault, Before: func(*veeamsim.Server) {
			close(arrived)
			<-answer
		},
	}}})
	client := connect(t, sim.URL())
	failed, closed := make(chan error, 1), make(chan error, 1)
	go func() { _, err := readSession(t, client); failed <- err }()
	<-arrived
	go func() { closed <- client.Close(t.Context()) }()
	if err := <-failed; err == nil {
		t.Error("the read succeeded")
	}
	close(answer)
	if err := <-closed; err != nil {
		t.Error(err)
	}
	return sim
}

// TestCloseLogsOffWhatALogonUnderWayOpens: EM opens the session, whether its answer is waited for or not.
func TestCloseLogsOffWhatALogonUnderWayOpens(t *testing.T) {
	sim := closeDuringLogon(t, veeamsim.Fault{})
	if sim.Logons() != 1 || sim.OpenLogonSessions() != 0 {
		t.Errorf("%d of %d logon sessions are left open", sim.OpenLogonSessions(), sim.Logons())
	}
}

// TestCloseLetsNoLogonBeRepeated: what is waited for is the attempt under way, not another one.
func TestCloseLetsNoLogonBeRepeated(t *testing.T) {
	if n := closeDuringLogon(t, veeamsim.Fault{Status: http.StatusServiceUnavailable}).LogonAttempts(); n != 1 {
		t.Errorf("%d logon attempts, want 1", n)
	}
}

// TestCloseEndsALogonUnderWay: a hanging logon must not keep the program beyond the time that Close has.
func TestCloseEndsALogonUnderWay(t *testing.T) {
	arrived := make(chan struct{})
	sim := startSim(t, veeamsim.Config{Rules: []veeamsim.Rule{{
		Method: http.MethodPost, Before: func(*veeamsim.Server) { close(arrived) }, Fault: veeamsim.Fault{Kind: veeamsim.Hang},
	}}})
	client := connect(t, sim.URL())
	failed := make(chan error, 1)
	go func() { _, err := readSession(t, client); failed <- err }()
	<-arrived
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond)
	defer cancel()
	if err := client.Close(ctx); err != nil {
		t.Error(err)
	}
	if err := <-failed; err == nil {
		t.Error("the read succeeded")
	}
	if _, err := readSession(t, client); !errors.Is(err, veeamclient.ErrClosed) {
		t.Errorf("after Close: %v", err)
	}
}

func TestCloseIsBoundedByItsContext(t *testing.T) {
	sim := startSim(t, veeamsim.Config{Inventory: inventory(1), Rules: []veeamsim.Rule{{Method: http.MethodDelete, Fault: veeamsim.Fault{Kind: veeamsim.Hang}}}})
	client := connect(t, sim.URL())
	if _, err := readSession(t, client); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond)
	defer cancel()
	if err := client.Close(ctx); err == nil || strings.Contains(err.Error(), "logonSessions/") && !strings.Contains(err.Error(), "/logonSessions/***") {
		t.Errorf("error is %v; want one that hides the session's id", err)
	}
}

// TestLogoffIsNotBoundedByTheRequestTimeout: a logoff that takes longer than a request may is waited for.
func TestLogoffIsNotBoundedByTheRequestTimeout(t *testing.T) {
	const timeout = 2 * time.Second // long enough for a read on a busy machine
	sim := startSim(t, veeamsim.Config{Inventory: inventory(1), Rules: []veeamsim.Rule{{
		Method: http.MethodDelete, Fault: veeamsim.Fault{Delay: timeout + timeout/4},
	}}})
	client := connect(t, sim.URL(), func(c *veeamclient.Config) { c.RequestTimeout = timeout })
	if _, err := readSession(t, client); err != nil {
		t.Fatal(err)
	}
	if err := client.Close(t.Context()); err != nil {
		t.Error(err)
	}
	if n := sim.OpenLogonSessions(); n != 0 {
		t.Errorf("%d logon sessions are left open", n)
	}
}
