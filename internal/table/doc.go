// Package table builds data sources from declarative tables.
//
// A [Table] names what a user can ask ([Argument]), what an entity of Enterprise Manager has ([Column]) and how its rows are
// read. Schema, types, documentation and values derive from it, so an attribute is one line of one table. CONTRIBUTING.md
// has the steps to add one.
//
// A data source whose answer is not made of rows with known columns, such as veeam_query, writes its own Schema and Read and
// embeds [Client].
//
//	table.go             what a data source is; its schema and its read
//	argument.go          arguments: names, sets, switches
//	argument_text.go     arguments that are written as text: ids, durations, instants
//	argument_nested.go   arguments that are objects with arguments of their own
//	duration.go          durations with weeks and days
//	column.go, cell.go   attributes of a row, and one value of it on its way to Terraform
//	columns.go           the attributes of a row together
//	aggregate.go         attributes that are computed from all rows: a summary, or groups of rows
//	rule.go              rules for arguments together
//	other_schemas.go     arguments, columns and rules in ephemeral resources and actions
//	timeout.go           the timeouts attribute
//	client.go            how a data source gets the client, and how it reports a failure
//	failure.go           an error's detail: what was asked, what came back, what to do
//	failure_connection.go  the same where no answer came
//	advised_error.go     errors that say themselves which role they need, or what to do
//	direct_list.go       the long list, written into the protocol's answer directly
package table
