package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"time"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/bench"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
)

// readPages is the floor of a plan that reads pages: curl of them, with as many connections as the provider has, and one
// json.Unmarshal of each.
func (r *result) readPages(ctx context.Context, dir string) (curled, decoded time.Duration, err error) {
	if r.bodies == nil {
		if r.bodies, err = r.bodiesOf(ctx, dir); err != nil {
			return 0, 0, err
		}
	}
	if curled, err = r.curl(ctx, ""); err != nil {
		return 0, 0, err
	}
	runtime.GC()
	began := time.Now()
	for _, body := range r.bodies {
		if rows, err := bench.UnmarshalPage(body); err != nil || rows == 0 {
			return 0, 0, fmt.Errorf("a page of %d rows: %w", rows, err)
		}
	}
	return curled, time.Since(began), nil
}

// bodiesOf reads the pages into memory, by way of a folder.
func (r *result) bodiesOf(ctx context.Context, dir string) ([][]byte, error) {
	pages, err := os.MkdirTemp(dir, "pages")
	if err != nil {
		return nil, err
	}
	defer func() { _ = os.RemoveAll(pages) }()
	if _, err := r.curl(ctx, pages); err != nil {
		return nil, err
	}
	bodies := make([][]byte, len(r.paths))
	for i := range bodies {
		if bodies[i], err = os.ReadFile(filepath.Join(pages, strconv.Itoa(i))); err != nil { //nolint:gosec // our own folder
			return nil, err
		}
	}
	return bodies, nil
}

// curl reads all pages side by side, into a folder or into nothing, and says how long that took.
func (r *result) curl(ctx context.Context, into string) (time.Duration, error) {
	token, err := r.night.Token(ctx)
	if err != nil {
		return 0, err
	}
	var config strings.Builder
	for i, path := range r.paths {
		target := os.DevNull
		if into != "" {
			target = filepath.Join(into, strconv.Itoa(i))
		}
		fmt.Fprintf(&config, "url = %q\noutput = %q\n", r.night.URL()+path, target)
	}
	command := exec.CommandContext(ctx, "curl", "--silent", "--show-error", "--fail", "--insecure", //nolint:gosec // the simulator's address
		"--parallel", "--parallel-max", strconv.Itoa(veeamclient.DefaultMaxConcurrentRequests),
		"--header", "Accept: application/json", "--header", "X-RestSvcSessionId: "+token, "--config", "-")
	command.Stdin = strings.NewReader(config.String())
	began := time.Now()
	if out, err := command.CombinedOutput(); err != nil {
		return 0, fmt.Errorf("curl: %w: %s", err, out)
	}
	return time.Since(began), nil
}
