// Package veeamclient reads the REST API of Veeam Backup Enterprise Manager (EM).
// It knows nothing of Terraform.
//
// A request passes these steps, each in a file of its own:
//
//	get        request.go    asks for JSON, repeats once after a lost logon session
//	token      session.go    one current token; one logon for any number of waiting requests
//	retry      retry.go      which failures are worth another attempt, and after how long
//	roundtrip  roundtrip.go  cap on concurrent requests, deadline per attempt, log
//	transport  transport.go  TLS, proxy
//	answer     answer.go     status to typed error, body to decoder
//	decode     decode.go     JSON of every build, as a stream
//
// Lists stand on top: collection.go reads one whole list, query.go pages through
// the query service. Each entity has a file with its struct and where it lives.
//
// The vendor's reference is https://helpcenter.veeam.com/docs/vbr/em_rest/overview.html.
// Comments that say "observed" rest on captured responses where that reference is silent.
package veeamclient
