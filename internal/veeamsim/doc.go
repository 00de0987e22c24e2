// Package veeamsim is a pretend Veeam Backup Enterprise Manager: an HTTP handler that answers the
// read side of its REST API from an inventory held in memory, for tests, demonstrations and
// benchmarks.
//
// It follows the documentation of the API, and what production clients have met that it leaves out. Where
// builds differ or the documentation is silent, a field of [Config] chooses. Rules make it fail on
// purpose; a record holds the requests that came. README.md says what it leaves out.
//
//	server, err := veeamsim.New(veeamsim.Config{Inventory: veeamsim.Lab(time.Now())})
//	if err != nil { ... }
//	defer server.Close()
//	if err := server.StartTLS(""); err != nil { ... }
//	fmt.Println(server.URL(), server.CertificateSHA256())
package veeamsim
