package provider_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// TestModelVerdict compares the provider's verdict of random nights with the oracle's, cause by cause and machine by machine, and holds the
// counts of the answer to its lists.
func TestModelVerdict(t *testing.T) {
	t.Parallel()
	for _, build := range []int{12, 13} {
		t.Run(fmt.Sprintf("build %d", build), func(t *testing.T) {
			t.Parallel()
			rapid.Check(t, func(t *rapid.T) {
				n := drawNight(t)
				o := newOracle(n)
				want := strings.Join(o.judge().lines(), "\n")
				answers, err := readNight(n, build, 0, 1)
				if err != nil {
					t.Fatalf("%s\n%s", err, n)
				}
				if err := answers[0].isConsistent(); err != nil {
					t.Fatalf("%s\n%s", err, n)
				}
				if got := strings.Join(answers[0].verdict(o).lines(), "\n"); got != want {
					t.Fatalf("the verdicts differ\n%s\nthe provider says\n%s\nthe oracle says\n%s", n, got, want)
				}
			})
		})
	}
}

// TestModelTwice: the same night read twice gives the same answer, but for the evidence of the reading.
func TestModelTwice(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		n := drawNight(t)
		answers := mustRead(t, n, 0, 2)
		mustEqual(t, n, answers[0], answers[1])
	})
}

// TestModelOrder: the order in which rows are sent does not matter.
func TestModelOrder(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		n := drawNight(t)
		seed := rapid.Uint64Min(1).Draw(t, "order")
		mustEqual(t, n, mustRead(t, n, 0, 1)[0], mustRead(t, n, seed, 1)[0])
	})
}

func mustRead(t *rapid.T, n *modelNight, seed uint64, times int) []modelAnswer {
	answers, err := readNight(n, 13, seed, times)
	if err != nil {
		t.Fatalf("%s\n%s", err, n)
	}
	return answers
}

// mustEqual compares two answers.
func mustEqual(t *rapid.T, n *modelNight, a, b modelAnswer) {
	delete(a, "evidence")
	delete(b, "evidence")
	if diff := cmp.Diff(a, b); diff != "" {
		t.Fatalf("the answers differ\n%s\n%s", n, diff)
	}
}
