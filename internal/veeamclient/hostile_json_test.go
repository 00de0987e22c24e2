package veeamclient_test

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
)

// TestMembersThatComeTwice: of two values nobody knows which is meant. Twice the same is no contradiction.
func TestMembersThatComeTwice(t *testing.T) {
	const row = `"UID":"` + taskUID + `","State":"Completed","CreationTimeUTC":"2026-06-15T23:20:45Z"`
	for members, twice := range map[string]string{
		`"Result":"Failed","result":"Success"`:                      "result",
		`"Result":"Failed","Result":"Success"`:                      "Result",
		`"Result":"Failed","rESULT":"Success"`:                      "rESULT",
		`"Result":"Failed","Result":null`:                           "Result",
		`"Result":"Failed","Result":"Success","Result":"Failed"`:    "Result",
		`"TotalSize":1,"totalSize":2`:                               "totalSize",
		`"TotalSize":1,"TotalSize":1.0`:                             "TotalSize",
		`"UID":"` + strings.ReplaceAll(taskUID, "1", "2") + `"`:     "UID",
		`"creationTimeUTC":"2026-06-16T23:20:45Z"`:                  "creationTimeUTC",
		`"Links":[],"Links":[{"Rel":"Up"}]`:                         "Links",
		`"Links":[{"Rel":"Up","Name":"vbr01","name":"vbr02"}]`:      "name",
		`"New":{"Result":"Failed","Result":"Success"}`:              "Result",
		`"Vm_Display_Name":"web01","VmDisplayName":"web02"`:         "VmDisplayName",
		`"R\u0065sult":"Failed","Result":"Success"`:                 "Result",
		`"Result":"Failed","result":"Failed"`:                       "",
		`"Links":[{"Rel":"Up"}],"links":[{"Rel":"Up"}]`:             "",
		`"TotalSize":12,"TotalSize":12,"Reason":null,"Reason":null`: "",
	} {
		rows, err := veeamclient.DecodeTaskSessions(strings.NewReader(`{"BackupTaskSessions":[{` + row + `,` + members + `}]}`))
		switch {
		case twice == "" && (err != nil || len(rows) != 1):
			t.Errorf("%s: %v", members, err)
		case twice != "" && (err == nil || !strings.Contains(err.Error(), "the JSON has "+twice+" twice")):
			t.Errorf("%s: %v, %v", members, rows, err)
		}
	}
}

// readsOf are a typed list below another entity, a typed search and a search in EM's own words, each with a body around its rows.
var readsOf = map[string]struct {
	read   func(context.Context, *veeamclient.Client) (int, error)
	around string
}{
	"list": {func(ctx context.Context, c *veeamclient.Client) (int, error) {
		rows, err := c.BackupTaskSessions(ctx, veeamclient.TaskSessionScope{SessionID: sessionID})
		return len(rows), err
	}, `{"BackupTaskSessions":[ROWS]}`},
	"search": {func(ctx context.Context, c *veeamclient.Client) (int, error) {
		rows, err := c.Repositories(ctx, veeamclient.NameScope{})
		return len(rows), err
	}, `{"Entities":{"Repositories":{"Repositories":[ROWS]}},"PagingInfo":{"PageNum":1,"PageSize":100,"PagesCount":1}}`},
	"query": {func(ctx context.Context, c *veeamclient.Client) (int, error) {
		found, err := c.Query(ctx, veeamclient.RawQuery{Type: "Repository"})
		return len(found.Entities), err
	}, `{"Entities":{"Repositories":{"Repositories":[ROWS]}},"PagingInfo":{"PageNum":1,"PageSize":100,"PagesCount":1}}`},
}

// refusesBody reads a body in every way that is named and wants an error with the text, within a second.
func refusesBody(t *testing.T, body, problem string, reads ...string) {
	t.Helper()
	for _, name := range reads {
		ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
		n, err := readsOf[name].read(ctx, connect(t, scripted(t, answer(body)).URL))
		var refused *veeamclient.AnswerError
		if !errors.As(err, &refused) || !strings.Contains(refused.Problem, problem) || ctx.Err() != nil {
			t.Errorf("%s of %.120s: %d rows, %v", name, body, n, err)
		}
		cancel()
	}
}

// TestRowsUnderAnotherName: rows that stand where nobody looks must not pass for no rows.
func TestRowsUnderAnotherName(t *testing.T) {
	const paging = `"PagingInfo":{"PageNum":1,"PageSize":100,"PagesCount":1}`
	const row = `{"UID":"urn:veeam:Repository:60000000-0000-4000-8000-000000000001"}`
	refusesBody(t, `{"BackupTaskSessions":null,"Items":[`+row+`]}`, "the JSON has Items where BackupTaskSessions was expected", "list")
	refusesBody(t, `{"Items":{"Item":`+row+`},"BackupTaskSessions":[]}`, "the JSON has Items where BackupTaskSessions was expected", "list")
	refusesBody(t, `{"Empty":[],"BackupTaskSessions":[],"More":{"a":{"b":[{"c":true}]}}}`, "the JSON has More where", "list")
	refusesBody(t, `{"Entities":null,"Results":[`+row+`],`+paging+`}`, "the JSON has Results where", "search", "query")
	refusesBody(t, `{"Entities":{"Repositories":{"Repositories":null}},"Results":{"Repositories":[`+row+`]},`+paging+`}`, "the JSON has Results where", "search", "query")
	refusesBody(t, `{`+paging+`,"items":[7]}`, "the JSON has items where", "search", "query")
	for body, name := range map[string]string{
		`{"BackupTaskSessions":[],"Empty":[],"None":{"x":null,"y":{}},"Links":[{"Rel":"Up"}]}`:                                 "list",
		`{"Entities":{"Repositories":{"Repositories":[]}},"New":[],"None":{"name":null},"Links":[` + row + `],` + paging + `}`: "search",
		`{"Entities":null,"New":[],"None":{"name":null},"Href":"x",` + paging + `}`:                                            "query",
	} {
		client := connect(t, scripted(t, func(w http.ResponseWriter, r *http.Request) {
			if strings.HasSuffix(r.URL.Path, "/backupSessions/"+sessionID) { // an empty list is believed of a session that EM knows
				answer(`{"UID":"urn:veeam:BackupJobSession:`+sessionID+`"}`)(w, r)
				return
			}
			answer(body)(w, r)
		}).URL)
		if n, err := readsOf[name].read(t.Context(), client); n != 0 || err != nil {
			t.Errorf("%s: %d rows, %v", body, n, err)
		}
	}
}

// TestListsThatComeTwice: of two lists under one name one would be lost.
func TestListsThatComeTwice(t *testing.T) {
	refusesBody(t, `{"BackupTaskSessions":[],"backupTaskSessions":[]}`, "the JSON has backupTaskSessions twice", "list")
	refusesBody(t, `{"Entities":null,"entities":null,"PagingInfo":{}}`, "the JSON has entities twice", "search", "query")
	refusesBody(t, `{"PagingInfo":{},"PagingInfo":{}}`, "the JSON has PagingInfo twice", "search", "query")
	refusesBody(t, `{"PagingInfo":{"PagesCount":1,"pagesCount":2}}`, "the JSON has pagesCount twice", "search", "query")
}

// TestValuesThatTakeForever: a number may have any exponent and a value any depth. Both are refused at once.
func TestValuesThatTakeForever(t *testing.T) {
	deep := func(depth int) string { return strings.Repeat("[", depth) + strings.Repeat("]", depth) }
	const repository = `"UID":"urn:veeam:Repository:60000000-0000-4000-8000-000000000001"`
	body := func(read, value string) string {
		return strings.ReplaceAll(readsOf[read].around, "ROWS", `{`+repository+`,"State":"Completed","CreationTimeUTC":"2026-06-15T23:20:45Z","Capacity":1,"New":`+value+`}`)
	}
	for _, value := range []string{"1e10000000", "-1E+99999999999999999999", "1e-401", "0." + strings.Repeat("1", 500), strings.Repeat("9", 401)} {
		refusesBody(t, body("query", value), "a number with more than 400 digits", "query")
		refusesBody(t, strings.Replace(body("search", "0"), `"Capacity":1`, `"Capacity":`+value, 1), "the JSON cannot be read", "search")
	}
	for _, depth := range []int{101, 5000, 9000} {
		refusesBody(t, body("query", deep(depth)), "nests deeper than 100", "query")
		refusesBody(t, body("query", strings.Repeat(`{"a":`, depth)+"1"+strings.Repeat("}", depth)), "nests deeper than 100", "query")
	}
	for _, read := range []string{"list", "search", "query"} {
		refusesBody(t, body(read, deep(20000)), "the JSON", read)
		refusesBody(t, strings.Repeat(`{"Entities":`, 20000), "the JSON", read)
	}
	client := connect(t, scripted(t, answer(body("query", deep(90)[:90]+"1e300,12345678901234567890"+deep(90)[90:]))).URL)
	if found, err := client.Query(t.Context(), veeamclient.RawQuery{Type: "Repository"}); err != nil || len(found.Entities) != 1 {
		t.Error(found, err)
	}
}

// TestQueryMembersThatComeTwice: of entities without a type every member counts.
func TestQueryMembersThatComeTwice(t *testing.T) {
	around := func(members string) string {
		return strings.ReplaceAll(readsOf["query"].around, "ROWS", `{"UID":"urn:veeam:Repository:60000000-0000-4000-8000-000000000001",`+members+`}`)
	}
	for _, members := range []string{`"FreeSpace":1,"freeSpace":2`, `"FreeSpace":1,"FreeSpace":2`, `"FreeSpace":1,"free_space":2`, `"a":{"FreeSpace":[1],"freeSpace":[2]}`} {
		refusesBody(t, around(members), "twice, with different values", "query")
	}
	client := connect(t, scripted(t, answer(around(`"FreeSpace":1,"freeSpace":1`))).URL)
	found, err := client.Query(t.Context(), veeamclient.RawQuery{Type: "Repository"})
	if err != nil || len(found.Entities) != 1 {
		t.Fatal(err)
	}
	delete(found.Entities[0], "UID")
	if diff := cmp.Diff(1, len(found.Entities[0])); diff != "" {
		t.Error(found.Entities[0])
	}
}
