package provider

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/datasource"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/em"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/table"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
)

// sessionKind is a kind of sessions or of task sessions: what its data sources have that those of other kinds have not. Times, states,
// results, the summary and the order are the same for all.
type sessionKind[T any, R sessionOf[T]] struct {
	// name is that of the data source of one without the provider's prefix, title heads its errors; those of many have an s more.
	name, title string
	// what is a session in a sentence ("replica session"), display what its name is made of, uidType the type of its UID.
	what, display, uidType string
	// list is the attribute with the rows.
	list string
	// states are those that EM documents, finished the one in which a result is a verdict.
	states    []string
	finished  string
	isRunning func(state string) bool

	// parent names the session whose task sessions are read; nil for sessions that are no task sessions.
	parent table.Arguments[sessionArguments]
	// owners say whose sessions are in scope, such as those of a job; more are further arguments of the list.
	owners, more table.Arguments[sessionArguments]
	// owner is whose newest session latest_per_<owner> lists, ownerOf tells them apart; "" and nil for no such argument.
	owner   string
	ownerOf func(*T) string

	// columns are its own, groups are its rows put together otherwise than in the summary, such as by machine.
	columns table.Columns[T]
	groups  []table.Aggregate[T]
	// read reads what the arguments ask for, whose created_within is created_after by now.
	read func(ctx context.Context, c *veeamclient.Client, a sessionArguments) ([]T, error)
}

// many is the data source that lists sessions of the kind.
func (k sessionKind[T, R]) many(description string) datasource.DataSource {
	scope := slices.Concat(k.owners, sessionServerArguments, k.more, timeArguments)
	arguments := slices.Concat(k.parent, scope, listArguments(k.states))
	rules := []datasource.ConfigValidator{table.AtLeastOneOf(scope.Names()...)}
	through := "`results` and `states` let"
	if k.parent != nil {
		rules = table.ScopeRules(k.parent.Names()[0], scope.Names()...)
	}
	if k.owner != "" {
		arguments = append(arguments, table.Switch("latest_per_"+k.owner, func(a *sessionArguments) **bool { return &a.latest },
			"List only the newest session in scope of each "+k.owner+", and that only where `results` and `states` let it through."))
		through = "`results`, `states` and `latest_per_" + k.owner + "` let"
	}
	return table.Table[T, sessionArguments]{
		Name: k.name + "s", Title: k.title + "s", Role: "Portal User", Hint: sessionHint, Description: description,
		Arguments: arguments, Rules: append(rules, timesInOrder{}), Columns: k.allColumns(),
		Read: k.readInTime, Select: k.listed, Warn: warnTimes[T, R],
		Rows: table.Many, List: k.list, Order: compareBeginnings[T, R],
		ListDescription: "The sessions in scope that " + through + " through, ordered by creation time, then uid.",
		Aggregates:      append([]table.Aggregate[T]{sessionSummary[T, R](k.isRunning)}, k.groups...),
	}.DataSource()
}

// one is the data source of one session: by its id, or the newest of its owner.
func (k sessionKind[T, R]) one(description string) datasource.DataSource {
	arguments := table.Arguments[sessionArguments]{
		table.ID("id", func(a *sessionArguments) *string { return &a.ID }, []string{k.uidType},
			strings.ToUpper(k.what[:1])+k.what[1:]+" that is read: its GUID or `urn:veeam:"+k.uidType+":<GUID>`."),
		table.OneOf("states", func(a *sessionArguments) *[]string { return &a.states }, k.states,
			"The newest session in one of these states; with `[\""+k.finished+"\"]` the newest finished one."),
	}
	named := append([]string{"id"}, k.owners.Names()...)
	return table.Table[T, sessionArguments]{
		Name: k.name, Title: k.title, Role: "Portal User", Hint: sessionHint, Description: description,
		Arguments: slices.Concat(k.owners, sessionServerArguments, arguments),
		Rules:     append(table.Excludes("id", "backup_server_name", "states"), table.ExactlyOneOf(named...)),
		Columns:   k.allColumns(), Read: k.readInTime, Select: k.newestOfServers,
		Rows: table.One, Identify: func(row *T) string { return identify(R(row).AsSession()) },
		Clarify: "Add backup_server_name, or give the id.",
	}.DataSource()
}

func (k sessionKind[T, R]) readInTime(ctx context.Context, c *veeamclient.Client, a *sessionArguments) ([]T, error) {
	timed, err := a.timed(ctx, c)
	if err != nil {
		return nil, err
	}
	return k.read(ctx, c, timed)
}

func (k sessionKind[T, R]) listed(a *sessionArguments, rows []*T) []*T {
	if isTrue(a.latest) {
		rows = newestPer[T, R](rows, k.ownerOf)
	}
	return selectSessions[T, R](a, rows)
}

// newestOfServers leaves the newest session of each backup server: jobs of one name on two of them are two jobs.
func (k sessionKind[T, R]) newestOfServers(a *sessionArguments, rows []*T) []*T {
	return newestPer[T, R](selectSessions[T, R](a, rows), func(row *T) string { return serverKey(R(row).AsSession().AsEntity()) })
}

// allColumns are the columns that all kinds of sessions have, and its own.
func (k sessionKind[T, R]) allColumns() table.Columns[T] {
	session := func(row *T) *veeamclient.Session { return R(row).AsSession() }
	entity := func(row *T) *veeamclient.Entity { return session(row).AsEntity() }
	return slices.Concat(entityColumns(k.what, k.uidType, entity), table.Columns[T]{
		table.String("name", func(row *T) string { return session(row).Name }, "Display name of the "+k.what+": "+k.display+" and the time."),
		table.Time("creation_time", func(row *T) time.Time { return session(row).CreationTime.Time },
			"When the "+k.what+" began (RFC 3339, UTC)."),
		table.Time("end_time", func(row *T) time.Time { return session(row).EndTime.Time },
			"When the "+k.what+" ended (RFC 3339, UTC); null while it runs, and where Enterprise Manager gives an end before the beginning."),
		table.Int64("duration_seconds", func(row *T) *int64 { return session(row).Seconds() },
			"Whole seconds from beginning to end; null where `end_time` is."),
		table.String("state", func(row *T) string { return session(row).State },
			"State as Enterprise Manager gives it: "+oneOfWords(k.states)+"."),
		table.String("result", func(row *T) string { return session(row).Result }, fmt.Sprintf(
			"Result as Enterprise Manager gives it: %s. It is a verdict only when `state` is `%s`.", oneOfWords(em.Results), k.finished)),
	}, k.columns)
}

// oneOfWords lists words of Enterprise Manager in a sentence.
func oneOfWords(words []string) string {
	last := len(words) - 1
	return "`" + strings.Join(words[:last], "`, `") + "` or `" + words[last] + "`"
}
