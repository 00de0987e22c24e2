package main

import (
	"bufio"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// TestMain lets the test binary stand in for the command, to see a real process end by a signal.
func TestMain(m *testing.M) {
	if os.Getenv("VEEAMSIM_TEST_AS_COMMAND") != "" {
		main()
		os.Exit(0)
	}
	os.Exit(m.Run())
}

func TestEndsBySignalWithStatusZero(t *testing.T) {
	t.Parallel()
	for _, signal := range []os.Signal{syscall.SIGTERM, os.Interrupt} {
		record := filepath.Join(t.TempDir(), "record.json")
		command := exec.Command(os.Args[0], "-listen", "127.0.0.1:0", "-record", record)
		command.Env = append(os.Environ(), "VEEAMSIM_TEST_AS_COMMAND=yes")
		out, err := command.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := command.Start(); err != nil {
			t.Fatal(err)
		}
		line, err := bufio.NewReader(out).ReadString('\n')
		if err != nil || !strings.HasPrefix(line, "# A pretend Veeam Backup Enterprise Manager is listening.") {
			t.Errorf("the first line is %q, %v", line, err)
		}
		if err := command.Process.Signal(signal); err != nil {
			t.Fatal(err)
		}
		if err := command.Wait(); err != nil {
			t.Errorf("%s: the command ended with %v", signal, err)
		}
		if text := read(t, record); !strings.Contains(text, `"Requests": null`) && !strings.Contains(text, `"Requests": []`) {
			t.Errorf("record is %s", text)
		}
	}
}

func TestErrorEndsWithStatusOne(t *testing.T) {
	t.Parallel()
	command := exec.Command(os.Args[0], "-listen", "0.0.0.0:0")
	command.Env = append(os.Environ(), "VEEAMSIM_TEST_AS_COMMAND=yes")
	out, err := command.CombinedOutput()
	if err == nil || command.ProcessState.ExitCode() != 1 {
		t.Errorf("the command ended with %v", err)
	}
	const want = `veeamsim: "0.0.0.0:0" is not a loopback address; use 127.0.0.1, ::1 or localhost` + "\n"
	if string(out) != want {
		t.Errorf("it says %q, want %q", out, want)
	}
}
