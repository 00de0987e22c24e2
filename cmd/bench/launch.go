package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"time"
)

// Terraform starts a copy of this command in place of a provider. The copy starts the provider and notes
// what it used: Terraform starts it several times per plan, and each is gone before it can be looked at.
const (
	providersVariable = "VEEAM_BENCH_PROVIDERS" // the folder of the providers
	usageVariable     = "VEEAM_BENCH_USAGE"
)

// usage is what a process used.
type usage struct {
	CPU time.Duration
	// Peak is the most resident memory in bytes, as VmHWM gives it.
	Peak int64
}

func usageOf(state *os.ProcessState) usage {
	used := usage{CPU: state.UserTime() + state.SystemTime()}
	if r, ok := state.SysUsage().(*syscall.Rusage); ok {
		used.Peak = r.Maxrss << 10
	}
	return used
}

func launched() bool { return os.Getenv(providersVariable) != "" }

// launch runs the provider whose name this copy has, without the version, on this process's streams.
func launch() int {
	name, _, _ := strings.Cut(filepath.Base(os.Args[0]), "_v")
	binary := filepath.Join(os.Getenv(providersVariable), name)
	command := exec.Command(binary, os.Args[1:]...) //nolint:gosec,noctx // our own variable; Terraform ends it
	command.Stdin, command.Stdout, command.Stderr = os.Stdin, os.Stdout, os.Stderr
	err := command.Run()
	if command.ProcessState == nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	if err := note(usageOf(command.ProcessState)); err != nil {
		fmt.Fprintln(os.Stderr, err)
	}
	return command.ProcessState.ExitCode()
}

func note(used usage) (err error) {
	file, err := os.OpenFile(os.Getenv(usageVariable), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600) //nolint:gosec // our own variable
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	return json.NewEncoder(file).Encode(used)
}

// noted sums up the notes of one plan, and forgets them.
func noted(name string) (usage, error) {
	file, err := os.Open(name) //nolint:gosec // our own file
	if err != nil {
		return usage{}, err
	}
	defer func() { _ = file.Close() }()
	var all usage
	for notes := json.NewDecoder(file); notes.More(); {
		var one usage
		if err := notes.Decode(&one); err != nil {
			return usage{}, err
		}
		all.CPU += one.CPU
		all.Peak = max(all.Peak, one.Peak)
	}
	return all, os.Remove(name)
}
