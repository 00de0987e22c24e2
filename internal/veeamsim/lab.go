package veeamsim

import (
	"bytes"
	_ "embed"
	"time"
)

//go:embed lab.json
var labFile []byte

// LabFailedSession is the ID of the lab's newest session of "Nightly VMs", in which three of twelve
// machines failed.
const LabFailedSession = "5d6a1a8e-0f0d-4c5e-9b57-3c1f0e7a2b11"

// LabFile is the lab as a file that Load reads. It shows the form of an inventory.
func LabFile() []byte { return bytes.Clone(labFile) }

// Lab is a small lab after last night's backups: two backup servers, eight jobs, three nights, and what they made: restore points in
// backups on repositories, copies, a replica that is behind; with the virtual host behind them, where one machine is in no job and
// another was created again, and the computers of the agents, one of them offline.
func Lab(now time.Time) Inventory {
	inventory, err := Load(bytes.NewReader(labFile), now)
	if err != nil {
		panic(err) // the file is part of the program
	}
	return inventory
}
