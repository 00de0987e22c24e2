package provider_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// modelAnswer is what the data source answers.
type modelAnswer map[string]any

// objects are the rows of a list of the answer.
func (a modelAnswer) objects(list string) (rows []map[string]any) {
	values, _ := a[list].([]any)
	for _, value := range values {
		row, _ := value.(map[string]any)
		rows = append(rows, row)
	}
	return rows
}

// verdict is the answer in the oracle's words. A vm_uid that the oracle does not take for an identity is left out, as is a server's
// name where no row of the machine has it.
func (a modelAnswer) verdict(o *oracle) (v modelVerdict) {
	v.compliant, _ = a["compliant"].(bool)
	for _, row := range a.objects("machines") {
		m := modelMachine{name: foldName(textIn(row, "name")), uid: textIn(row, "vm_uid"), server: textIn(row, "backup_server_name")}
		if !slices.ContainsFunc(o.inScope, func(r *modelRow) bool { return r.uid == m.uid }) {
			m.uid = ""
		}
		m.outcome = strings.TrimSpace(textIn(row, "status") + " " + textIn(row, "cause"))
		if status := textIn(row, "status"); status != "violation" {
			m.outcome = status
		}
		m.lastGood, m.lastResult = modelAge(row["last_good_time"]), textIn(row, "last_result")
		if textIn(row, "cause") == "not_seen" && o.isListedByTwo(textIn(row, "vm_uid")) {
			m.server = "" // that of either root
		}
		m.points, _ = row["restore_point_count"].(int)
		m.lastCopy = modelAge(row["last_copy_time"])
		v.machines = append(v.machines, m)
	}
	for _, row := range a.objects("violations") {
		switch cause := textIn(row, "cause"); cause {
		case "no_sessions", "job_failed":
			v.rows = append(v.rows, cause+" "+textIn(row, "name"))
		case "no_machines", "stale_data":
			v.rows = append(v.rows, cause)
		}
	}
	names, _ := a["passing_names"].([]any)
	for _, name := range names {
		if text, _ := name.(string); !slices.Contains(v.passing, foldName(text)) {
			v.passing = append(v.passing, foldName(text))
		}
	}
	slices.Sort(v.passing)
	summary, _ := a["summary"].(map[string]any)
	v.failing, _ = summary["failing"].(int)
	v.warningOnly, _ = summary["warning_only"].(int)
	return v
}

func textIn(row map[string]any, name string) string {
	text, _ := row[name].(string)
	return text
}

// lines are the verdict as sorted text, to be compared.
func (v modelVerdict) lines() []string {
	lines := []string{fmt.Sprintf("compliant %t, %d failing, %d with warnings only, passing %q", v.compliant, v.failing, v.warningOnly, v.passing)}
	for _, row := range v.rows {
		lines = append(lines, "row "+row)
	}
	for _, m := range v.machines {
		lines = append(lines, "machine "+m.String())
	}
	slices.Sort(lines)
	return lines
}

// isConsistent says what of the answer contradicts the rest of it, or nothing.
func (a modelAnswer) isConsistent() error {
	summary, _ := a["summary"].(map[string]any)
	number := func(name string) int { n, _ := summary[name].(int); return n }
	machines, violations := a.objects("machines"), a.objects("violations")
	byStatus := map[string]int{}
	for _, row := range machines {
		byStatus[textIn(row, "status")]++
	}
	notMachines := 0
	for _, row := range violations {
		if slices.Contains([]string{"no_sessions", "job_failed", "no_machines", "stale_data"}, textIn(row, "cause")) {
			notMachines++
		}
	}
	var problems []error
	expect := func(what string, got, want int) {
		if got != want {
			problems = append(problems, fmt.Errorf("%s: %d, want %d", what, got, want))
		}
	}
	expect("judged + excluded + replaced + retired + left_out", number("judged")+number("excluded")+number("replaced")+number("retired")+number("left_out"), number("machines"))
	expect("compliant + violation + waived", number("compliant")+number("violation")+number("waived"), number("judged"))
	expect("summary.machines", number("machines"), len(machines))
	expect("summary.violations", number("violations"), len(violations))
	expect("violations that stand for machines", len(violations)-notMachines, byStatus["violation"])
	for _, status := range []string{"compliant", "violation", "waived", "excluded", "replaced", "retired", "left_out"} {
		expect("summary."+status, number(status), byStatus[status])
	}
	return errors.Join(problems...)
}
