package provider_test

import (
	"encoding/base64"
	"encoding/json"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamsim"
)

// secretKeeper serves a simulator and notes the secrets that it gives away: tokens and ids of logon sessions.
type secretKeeper struct {
	sim *veeamsim.Server

	mutex   sync.Mutex
	secrets []string
}

func (k *secretKeeper) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodPost {
		k.sim.ServeHTTP(w, r)
		return
	}
	answer := httptest.NewRecorder()
	k.sim.ServeHTTP(answer, r)
	var session struct{ SessionID string }
	_ = json.Unmarshal(answer.Body.Bytes(), &session)
	k.mutex.Lock()
	for _, secret := range []string{answer.Header().Get("X-RestSvcSessionId"), session.SessionID} {
		if secret != "" {
			k.secrets = append(k.secrets, secret)
		}
	}
	k.mutex.Unlock()
	for name, values := range answer.Header() {
		w.Header()[name] = values
	}
	w.WriteHeader(answer.Code)
	_, _ = w.Write(answer.Body.Bytes())
}

// TestSecretsStaySecret plans and applies with every log there is, and finds the password, the tokens and the ids of
// the logon sessions in no log, error, plan or state.
func TestSecretsStaySecret(t *testing.T) {
	t.Parallel()
	const password = "known-Passw0rd:ß"
	account := veeamsim.Account{Username: `LAB\auditor`, Password: password}
	var commandLines atomic.Value // of all processes, while the provider reads
	sim, err := veeamsim.New(veeamsim.Config{Inventory: nightly(), Accounts: []veeamsim.Account{account}, Clock: clock, Rules: []veeamsim.Rule{
		{Method: http.MethodGet, Before: func(*veeamsim.Server) { commandLines.Store(processList()) }},
	}})
	if err != nil {
		t.Fatal(err)
	}
	keeper := &secretKeeper{sim: sim}
	server := httptest.NewServer(keeper)
	t.Cleanup(server.Close)

	w := newWorkspace(t, `provider "veeam" {}`+"\n"+taskSessionsOf(ofSession)+`output "all" { value = data.veeam_backup_task_sessions.t }`)
	w.env = append(w.env, "TF_LOG=TRACE", "TF_LOG_PATH="+filepath.Join(w.dir, "trace.log"),
		"VEEAM_EM_ENDPOINT="+server.URL, "VEEAM_EM_USERNAME="+account.Username, "VEEAM_EM_PASSWORD="+password)
	var said string
	for _, args := range [][]string{{"plan", "-out=saved.plan"}, {"show", "-json", "saved.plan"}, {"apply", "saved.plan"}, {"show", "-json"}} {
		got := w.run(args...)
		if said += got.text; got.code != 0 {
			t.Fatal(got.text)
		}
	}
	w.env = append(w.env, "VEEAM_EM_PASSWORD="+password+"-wrong")
	if got := w.run("plan"); got.code != 1 || !strings.Contains(got.text, "401") {
		t.Errorf("exit code %d: %s", got.code, got.text)
	} else {
		said += got.text
	}

	keeper.mutex.Lock()
	defer keeper.mutex.Unlock()
	if len(keeper.secrets) != 2 { // token and id of the plan's session; the applied plan reads nothing again
		t.Errorf("%d secrets were given away, want 2", len(keeper.secrets))
	}
	secrets := append(slices.Clone(keeper.secrets), password, base64.StdEncoding.EncodeToString([]byte(account.Username+":"+password)))
	record, _ := json.Marshal(sim.Requests())
	processes, _ := commandLines.Load().(string)
	if runtime.GOOS == "linux" && !strings.Contains(processes, "terraform-provider-veeam") {
		t.Errorf("the provider is not in the process list: %q", processes)
	}
	texts := map[string]string{"the commands' output": said, "the simulator's record": string(record), "the process list": processes}
	for path, text := range filesOf(t, w.dir) {
		texts[path] = text
	}
	if !strings.Contains(texts["trace.log"], "EM request") || !strings.Contains(texts["trace.log"], "/api/logonSessions/***") {
		t.Error("the trace log does not hold the client's records")
	}
	for where, text := range texts {
		for _, secret := range secrets {
			if strings.Contains(text, secret) {
				t.Errorf("a secret is in %s", where)
			}
		}
	}
}

// processList is the command line of every process.
func processList() string {
	paths, _ := filepath.Glob("/proc/[0-9]*/cmdline")
	var all strings.Builder
	for _, path := range paths {
		line, _ := os.ReadFile(path) // a process may have ended
		all.Write(append(line, '\n'))
	}
	return all.String()
}

// filesOf reads every file below a folder, the provider's binary apart.
func filesOf(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.Type().IsRegular() {
			return err
		}
		text, err := os.ReadFile(path)
		name, _ := filepath.Rel(dir, path)
		files[name] = string(text)
		return err
	})
	if err != nil || files["saved.plan"] == "" || files["terraform.tfstate"] == "" {
		t.Fatal("no plan or no state was written", err)
	}
	return files
}

// TestConfigureDoesNotLogOn: Terraform configures a provider in commands that read nothing.
func TestConfigureDoesNotLogOn(t *testing.T) {
	t.Parallel()
	sim := start(t, veeamsim.Config{Inventory: nightly()})
	w := newWorkspace(t, providerBlock(sim)+`
data "veeam_backup_task_sessions" "t" {
  count             = 0
  backup_session_id = "`+sessionID+`"
}
output "one" { value = 1 }`)
	if got := w.run("plan", "-no-color"); got.code != 0 {
		t.Error(got.text)
	}
	if got := sim.Requests(); len(got) != 0 {
		t.Errorf("requests: %v", got)
	}
}
