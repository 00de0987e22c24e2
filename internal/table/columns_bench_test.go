package table

import (
	"bytes"
	"fmt"
	"testing"
	"time"

	"github.com/vmihailenco/msgpack/v5"
)

// machineRun is a row as wide as a task session: ten texts, two times and three numbers.
type machineRun struct {
	texts      [10]string
	began, end time.Time
	size       *int64
}

// machineRuns are 10,000 rows and their columns.
func machineRuns() (Columns[machineRun], []*machineRun) {
	columns := Columns[machineRun]{
		Time("began", func(r *machineRun) time.Time { return r.began }, ""),
		Time("ended", func(r *machineRun) time.Time { return r.end }, ""),
		Int64("size", func(r *machineRun) *int64 { return r.size }, ""),
		Count("seconds", func(r *machineRun) int { return int(r.end.Sub(r.began).Seconds()) }, ""),
		Count("length", func(r *machineRun) int { return len(r.texts[0]) }, ""),
	}
	for i := range len(machineRun{}.texts) {
		columns = append(columns, String(fmt.Sprintf("text_%d", i), func(r *machineRun) string { return r.texts[i] }, ""))
	}
	rows := make([]*machineRun, 10000)
	for n := range rows {
		size := int64(n) << 30
		rows[n] = &machineRun{size: &size, began: time.Unix(int64(n), 0), end: time.Unix(int64(n)+90, 5000)}
		for i := range rows[n].texts {
			rows[n].texts[i] = fmt.Sprintf("urn:veeam:BackupTaskSession:%08x-0000-4000-8000-%012x", n, i)
		}
	}
	return columns, rows
}

// BenchmarkRows maps 10,000 rows to the framework's values, which it then still has to encode, and to the answer itself.
func BenchmarkRows(b *testing.B) {
	columns, rows := machineRuns()
	tfType := columns.Type()
	b.Run("to=values", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if columns.list(tfType, rows).IsNull() {
				b.Fatal("no rows")
			}
		}
	})
	b.Run("to=answer", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			var answer bytes.Buffer
			if err := columns.encode(msgpack.NewEncoder(&answer), rows); err != nil {
				b.Fatal(err)
			}
		}
	})
}
