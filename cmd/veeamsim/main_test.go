package main

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamsim"
)

// announced is a writer that says when the first text has been written to it.
type announced struct {
	mu    sync.Mutex
	text  bytes.Buffer
	once  sync.Once
	ready chan struct{}
}

func (a *announced) Write(p []byte) (int, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	defer a.once.Do(func() { close(a.ready) })
	return a.text.Write(p)
}

// running is a server started by run, which ends with stop.
type running struct {
	output  string
	exports map[string]string
	stop    func() error
}

var exportLine = regexp.MustCompile(`(?m)^export (\w+)='(.*)'$`)

func launch(t *testing.T, getenv func(string) string, arguments ...string) running {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	out := &announced{ready: make(chan struct{})}
	done := make(chan error, 1)
	go func() { done <- run(ctx, append([]string{"-listen", "127.0.0.1:0"}, arguments...), getenv, out) }()
	select {
	case <-out.ready:
	case err := <-done:
		t.Fatalf("run ended with %v", err)
	}
	r := running{output: out.text.String(), exports: map[string]string{}}
	for _, match := range exportLine.FindAllStringSubmatch(r.output, -1) {
		r.exports[match[1]] = strings.ReplaceAll(match[2], `'\''`, "'")
	}
	var once sync.Once
	var result error
	r.stop = func() error {
		once.Do(func() {
			cancel()
			result = <-done
		})
		return result
	}
	t.Cleanup(func() { _ = r.stop() })
	return r
}

func noEnvironment(string) string { return "" }

// logon gives the status of a logon and the token.
func (r running) logon(t *testing.T, client *http.Client) (int, string) {
	t.Helper()
	request, err := http.NewRequest(http.MethodPost, r.exports["VEEAM_EM_ENDPOINT"]+"/api/sessionMngr/?v=latest", nil)
	if err != nil {
		t.Fatal(err)
	}
	request.SetBasicAuth(r.exports["VEEAM_EM_USERNAME"], r.exports["VEEAM_EM_PASSWORD"])
	response, err := client.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	return response.StatusCode, response.Header.Get("X-RestSvcSessionId")
}

func (r running) get(t *testing.T, client *http.Client, token, path string) (*http.Response, string) {
	t.Helper()
	request, err := http.NewRequest(http.MethodGet, r.exports["VEEAM_EM_ENDPOINT"]+"/api"+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Accept", "application/json")
	request.Header.Set("X-RestSvcSessionId", token)
	response, err := client.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response, string(body)
}

func TestServesTheLabOverTLSAndWritesItsFiles(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	ready, cert, record := filepath.Join(dir, "ready"), filepath.Join(dir, "cert.pem"), filepath.Join(dir, "record.json")
	r := launch(t, noEnvironment, "-lab", "-username", `LAB\o'neil`, "-ready-file", ready, "-cert-file", cert, "-record", record)

	client := &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{InsecureSkipVerify: true}, DisableKeepAlives: true}}
	status, token := r.logon(t, client)
	if status != http.StatusCreated {
		t.Fatalf("logon answered %d", status)
	}
	_, body := r.get(t, client, token, "/backupSessions/"+veeamsim.LabFailedSession+"/taskSessions?format=Entity")
	if got := strings.Count(body, `"vmDisplayName"`); got != 12 {
		t.Errorf("the lab's failed session has %d machines", got)
	}
	if err := r.stop(); err != nil {
		t.Fatal(err)
	}

	_, want, _ := strings.Cut(r.output, "\n")
	if got := read(t, ready); got != want {
		t.Errorf("ready file is\n%s\nwant\n%s", got, want)
	}
	shown, err := exec.Command("sh", "-c", `. "$0"; printf %s "$VEEAM_EM_USERNAME"`, ready).Output()
	if err != nil || string(shown) != `LAB\o'neil` {
		t.Errorf("a shell reads the user name as %q, %v", shown, err)
	}
	info, err := os.Stat(ready)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the ready file is open to others: %v, %v", info.Mode(), err)
	}
	if !x509.NewCertPool().AppendCertsFromPEM([]byte(read(t, cert))) {
		t.Error("the certificate file holds no certificate")
	}
	var seen struct {
		LogonAttempts, Logons, OpenLogonSessions, MaxConcurrent int
		Requests                                                []veeamsim.Request
	}
	if err := json.Unmarshal([]byte(read(t, record)), &seen); err != nil {
		t.Fatal(err)
	}
	if seen.LogonAttempts != 1 || seen.Logons != 1 || seen.OpenLogonSessions != 1 || seen.MaxConcurrent != 1 || len(seen.Requests) != 2 {
		t.Errorf("record is %+v", seen)
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) != 3 {
		t.Errorf("there are drafts left: %v, %v", left, err)
	}
}

func read(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestGeneratesOverPlainHTTP(t *testing.T) {
	t.Parallel()
	getenv := func(name string) string { return map[string]string{"VEEAMSIM_PASSWORD": "from the environment"}[name] }
	r := launch(t, getenv, "-tls=false", "-build", "12", "-servers", "2", "-jobs", "3", "-sessions", "2", "-machines", "50",
		"-failed", "10", "-page-size", "7", "-max-page-size", "20", "-latency", "1ms",
		"-fault", "name=busy,method=GET,path=/query,query=page=2,times=1,status=503,retry-after=2",
		"-fault", "path=/jobs,kind=html")
	if r.exports["VEEAM_EM_PASSWORD"] != "from the environment" || !strings.HasPrefix(r.exports["VEEAM_EM_ENDPOINT"], "http://127.0.0.1:") {
		t.Errorf("exports are %v", r.exports)
	}
	if _, there := r.exports["VEEAM_EM_CERTIFICATE_SHA256"]; there {
		t.Error("plain HTTP has a certificate")
	}
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	_, token := r.logon(t, client)
	_, body := r.get(t, client, token, "/query?type=BackupTaskSession&format=Entities&sortAsc=UID")
	if rows := strings.Count(body, `"VmDisplayName"`); rows != 7 {
		t.Errorf("a page has %d rows", rows)
	}
	_, body = r.get(t, client, token, "/query?type=BackupTaskSession&sortAsc=UID&pageSize=1000&filter=Result==Failed")
	if !strings.Contains(body, `"PageNum":1,"PageSize":20,"PagesCount":2`) { // 10% of 3*2*50
		t.Errorf("paging is not of 30 rows by 20: %s", body)
	}
	response, _ := r.get(t, client, token, "/query?type=Job&page=2")
	if response.StatusCode != http.StatusServiceUnavailable || response.Header.Get("Retry-After") != "2" {
		t.Errorf("the first fault answers %d, Retry-After %q", response.StatusCode, response.Header.Get("Retry-After"))
	}
	if response, _ := r.get(t, client, token, "/jobs"); response.Header.Get("Content-Type") != "text/html; charset=utf-8" {
		t.Errorf("the second fault answers %s", response.Header.Get("Content-Type"))
	}
}

func TestServesAnInventoryFileToARole(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "inventory.json")
	text := `{"BackupServers": [{"ID": "a0000000-0000-4000-8000-000000000001", "Name": "mine"}]}`
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	r := launch(t, noEnvironment, "-tls=false", "-inventory", file, "-role", "Portal User", "-password", "it's")
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	status, token := r.logon(t, client)
	if status != http.StatusCreated {
		t.Fatalf("logon answered %d", status)
	}
	if _, body := r.get(t, client, token, "/backupServers"); !strings.Contains(body, `"name":"mine"`) {
		t.Errorf("backup servers are %s", body)
	}
	if response, _ := r.get(t, client, token, "/jobs"); response.StatusCode != http.StatusForbidden {
		t.Errorf("a Portal User's /jobs answers %d", response.StatusCode)
	}
}

func TestRestoreScopeOfAPortalUser(t *testing.T) {
	t.Parallel()
	r := launch(t, noEnvironment, "-tls=false", "-lab", "-role", "Portal User", "-restore-scope", "web01,dc01")
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	_, token := r.logon(t, client)
	_, points := r.get(t, client, token, "/vmRestorePoints")
	for machine, want := range map[string]bool{"web01@": true, "dc01@": true, "app01@": false} {
		if strings.Contains(points, `"name":"`+machine) != want {
			t.Errorf("is a point of %s read? It should be %t", machine, want)
		}
	}
}

func TestPlainHTTPBesideHTTPSWithOtherLinks(t *testing.T) {
	t.Parallel()
	r := launch(t, noEnvironment, "-http", "127.0.0.1:0", "-link-host", "http://em-internal.lab.example:9399")
	_, plain, found := strings.Cut(r.output, "\n# Plain HTTP: ")
	if !found {
		t.Fatalf("the plain address is not printed: %s", r.output)
	}
	if !strings.HasPrefix(r.exports["VEEAM_EM_ENDPOINT"], "https://") {
		t.Errorf("exports are %v", r.exports)
	}
	r.exports["VEEAM_EM_ENDPOINT"] = strings.TrimSpace(plain)
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	_, token := r.logon(t, client)
	if _, body := r.get(t, client, token, "/jobs"); !strings.Contains(body, `"http://em-internal.lab.example:9399/api/jobs/`) {
		t.Errorf("jobs are %s", body)
	}
}

func TestClockPageSizesAndMoves(t *testing.T) {
	t.Parallel()
	r := launch(t, noEnvironment, "-tls=false", "-jobs", "1", "-sessions", "2", "-machines", "5", "-clock-offset", "-48h",
		"-page-size", "4", "-ignore-page-size", "-refuse-page-size", "500",
		"-fault", "path=/query,query=page=2,times=1,before=rows-go,age=30", "-fault", "path=/query,query=page=3,during=rows-come")
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	_, token := r.logon(t, client)
	query := "/query?type=BackupTaskSession&sortAsc=CreationTime&pageSize=200&page="
	response, body := r.get(t, client, token, query+"1")
	date, err := http.ParseTime(response.Header.Get("Date"))
	if late := time.Since(date); err != nil || late < 47*time.Hour || late > 49*time.Hour {
		t.Errorf("the Date is %s late, %v", late, err)
	}
	if !strings.Contains(body, `"pageSize":4,"pagesCount":3`) {
		t.Errorf("the page size is not ignored: %s", body)
	}
	response, body = r.get(t, client, token, query+"2")
	if response.Header.Get("Age") != "30" || !strings.Contains(body, `"pagesCount":2`) {
		t.Errorf("no rows went, or the answer is not of a cache (%q): %s", response.Header.Get("Age"), body)
	}
	_, _ = r.get(t, client, token, query+"3")
	if _, body := r.get(t, client, token, query+"1"); !strings.Contains(body, `"pagesCount":3`) {
		t.Errorf("no rows came: %s", body)
	}
	if response, _ := r.get(t, client, token, "/query?type=Job&pageSize=501"); response.StatusCode != http.StatusBadRequest {
		t.Errorf("a refused page size answers %d", response.StatusCode)
	}
}
