package bench

import (
	"encoding/json"
	"fmt"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
)

// QueryPath is where a page of all entities of a type is, below the simulator's address.
func QueryPath(queryType string, size, number int) string {
	return fmt.Sprintf("/api/query?type=%s&format=Entities&sortAsc=CreationTime&pageSize=%d&page=%d", queryType, size, number)
}

// plainPage is what the floor's json.Unmarshal fills of a page: the client's own structs and their links.
type plainPage struct {
	Entities struct {
		BackupTaskSessions struct{ BackupTaskSessions []PlainTaskSession }
		BackupJobSessions  struct {
			BackupJobSessions []struct {
				veeamclient.BackupSession
				Links []veeamclient.Link
			}
		}
		VMRestorePoints struct {
			VMRestorePoints []struct {
				veeamclient.RestorePoint
				Links []veeamclient.Link
			} `json:"VmRestorePoints"`
		} `json:"VmRestorePoints"`
	}
}

// UnmarshalPage is the floor of reading a page of a query: one json.Unmarshal of its bytes. It gives the number of its rows.
func UnmarshalPage(body []byte) (int, error) {
	var plain plainPage
	err := json.Unmarshal(body, &plain)
	e := &plain.Entities
	rows := len(e.BackupTaskSessions.BackupTaskSessions) + len(e.BackupJobSessions.BackupJobSessions)
	return rows + len(e.VMRestorePoints.VMRestorePoints), err
}
