package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"time"
)

const module = "github.com/terraform-veeam/terraform-provider-veeam"

// terraform runs plans with the provider built from this checkout.
type terraform struct{ dir string }

// plan is what one plan took.
type plan struct {
	wall                time.Duration
	terraform, provider usage
}

// prepare builds the provider and puts this command in its place, and in that of the http provider where there is one.
func prepare(ctx context.Context, dir, httpProvider string) (*terraform, error) {
	t := &terraform{dir: dir}
	for name, source := range map[string]string{"veeam": module, "memory": module + "/cmd/bench/memory"} {
		build := exec.CommandContext(ctx, "go", "build", "-o", t.provider(name), source) //nolint:gosec // our own folder
		if out, err := build.CombinedOutput(); err != nil {
			return nil, fmt.Errorf("go build: %w: %s", err, out)
		}
		if err := t.launchInstead("terraform-veeam", name); err != nil {
			return nil, err
		}
	}
	if httpProvider != "" {
		if err := errors.Join(copyFile(httpProvider, t.provider("http")), t.launchInstead("hashicorp", "http")); err != nil {
			return nil, err
		}
	}
	rc := fmt.Sprintf("disable_checkpoint = true\nprovider_installation {\n  filesystem_mirror {\n    path = %q\n  "+
		"}\n}\n", filepath.Join(dir, "mirror"))
	return t, os.WriteFile(t.rc(), []byte(rc), 0o600)
}

// launchInstead puts this command where Terraform looks for a provider.
func (t *terraform) launchInstead(namespace, name string) error {
	self, err := os.Executable()
	if err != nil {
		return err
	}
	mirror := filepath.Join(t.dir, "mirror", "registry.terraform.io", namespace, name, "0.0.1", runtime.GOOS+"_"+runtime.GOARCH)
	if err := os.MkdirAll(mirror, 0o700); err != nil {
		return err
	}
	return copyFile(self, filepath.Join(mirror, "terraform-provider-"+name+"_v0.0.1"))
}

func (t *terraform) provider(name string) string {
	return filepath.Join(t.dir, "terraform-provider-"+name)
}
func (t *terraform) rc() string        { return filepath.Join(t.dir, "terraform.rc") }
func (t *terraform) usageFile() string { return filepath.Join(t.dir, "usage") }

func copyFile(from, to string) error {
	source, err := os.Open(from) //nolint:gosec // this program itself
	if err != nil {
		return err
	}
	defer func() { _ = source.Close() }()
	target, err := os.OpenFile(to, os.O_CREATE|os.O_WRONLY, 0o700) //nolint:gosec // a program has to be executable
	if err != nil {
		return err
	}
	if _, err := io.Copy(target, source); err != nil {
		return err
	}
	return target.Close()
}

// workspace is the folder of a configuration, initialised the first time.
func (t *terraform) workspace(ctx context.Context, name, config string) (string, error) {
	dir := filepath.Join(t.dir, "workspaces", strings.ReplaceAll(name, "/", "_"))
	if _, err := os.Stat(dir); err == nil {
		return dir, nil
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return "", err
	}
	if err := os.WriteFile(filepath.Join(dir, "main.tf"), []byte(config), 0o600); err != nil {
		return "", err
	}
	command := t.command(ctx, dir, "init", "-no-color")
	if out, err := command.CombinedOutput(); err != nil {
		return "", fmt.Errorf("terraform init: %w: %s", err, out)
	}
	return dir, nil
}

func (t *terraform) command(ctx context.Context, dir string, arguments ...string) *exec.Cmd {
	command := exec.CommandContext(ctx, "terraform", arguments...) //nolint:gosec // arguments are those of this file
	command.Dir = dir
	command.Env = append(os.Environ(), "TF_CLI_CONFIG_FILE="+t.rc(), "TF_IN_AUTOMATION=1", "TF_INPUT=0", "CHECKPOINT_DISABLE=1",
		providersVariable+"="+t.dir, usageVariable+"="+t.usageFile())
	return command
}

// plan measures one plan, whose output must say the text.
func (t *terraform) plan(ctx context.Context, name, config, says string, options ...string) (plan, error) {
	dir, err := t.workspace(ctx, name, config)
	if err != nil {
		return plan{}, err
	}
	_ = os.Remove(t.usageFile()) // init started the provider too
	command := t.command(ctx, dir, append([]string{"plan", "-no-color"}, options...)...)
	var out bytes.Buffer
	command.Stdout, command.Stderr = &out, &out
	began := time.Now()
	if err := command.Start(); err != nil {
		return plan{}, err
	}
	peak := watchPeak(command.Process.Pid)
	err = command.Wait()
	measured := plan{wall: time.Since(began)}
	if err != nil || !strings.Contains(out.String(), says) {
		return plan{}, fmt.Errorf("the plan should say %q: %w: %s", says, err, out.String())
	}
	if measured.provider, err = noted(t.usageFile()); err != nil {
		return plan{}, err
	}
	// Terraform's own figures hold those of the processes that it waited for.
	measured.terraform = usage{CPU: usageOf(command.ProcessState).CPU - measured.provider.CPU, Peak: peak()}
	return measured, nil
}

// watchPeak looks at a process's VmHWM, which only grows, until the returned function asks for the last one.
func watchPeak(pid int) func() int64 {
	end, last := make(chan struct{}), make(chan int64)
	go func() {
		tick := time.NewTicker(10 * time.Millisecond)
		defer tick.Stop()
		var peak int64
		for {
			select {
			case <-tick.C:
				peak = max(peak, highWater(pid))
			case <-end:
				last <- peak
				return
			}
		}
	}()
	return func() int64 { close(end); return <-last }
}

// highWater is a process's VmHWM in bytes, or 0.
func highWater(pid int) int64 {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0
	}
	_, rest, _ := strings.Cut(string(status), "VmHWM:")
	figure, _, _ := strings.Cut(rest, "kB")
	kilobytes, err := strconv.ParseInt(strings.TrimSpace(figure), 10, 64)
	if err != nil {
		return 0
	}
	return kilobytes << 10
}
