// Package entity is what all data sources share: it turns tables into data sources.
//
// # Adding an entity
//
//  1. internal/veeamclient: a file named by the entity with its struct (JSON names in PascalCase;
//     case is not minded), its kind (where it lives) and a method of Client that reads it into Rows.
//  2. internal/provider: a file of the same name with the tables: Columns (one line per attribute:
//     name, description, getter), Arguments (one line per argument: name, description, where its
//     value goes) and the List that names the method of step 1. Add its constructor to provider.go.
//  3. Its test beside it, an example in examples/data-sources/veeam_<name>/data-source.tf,
//     then make generate.
//
// An attribute of an existing entity is one line in the client's struct and one in Columns.
//
// # When not to use it
//
// An endpoint that is not a list of entities, or an answer that is not made of rows, writes its own
// Schema and Read beside the tables. The machinery never asks for an entity's name: what differs is
// a value or a function in a table.
package entity
