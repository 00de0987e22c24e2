package veeamsim

import (
	"crypto/sha256"
	"fmt"
	"strings"
	"time"
)

// BackupServer is a Veeam Backup & Replication server that Enterprise Manager manages.
type BackupServer struct {
	ID, Name, Description string
	Port                  int
	Version               string // empty: that of the build that answers
	WcfPort               int    // of the certificate-secured service; 0: 9405
	Thumbprint            string // VbrCertificateThumbprint; empty: one made of the ID
	// ClockOffset is how far its clock is ahead of the right time; negative where it is late. All times of its rows are shifted by it.
	ClockOffset time.Duration
}

func (BackupServer) service() service { return service{kinds: []anyKind{backupServerKind}} }

var backupServerKind = &kind[BackupServer]{
	name:     "BackupServer",
	path:     "/backupServers",
	join:     joinBackupServer,
	access:   users,
	identity: func(b *BackupServer) identity { return identity{id: b.ID, name: b.Name} },
	fields: func(_ view, b *BackupServer) []field {
		return []field{
			element("Description", b.Description),
			element("Port", b.Port),
			element("Version", b.Version),
			element("WcfPort", b.WcfPort),
			element("VbrCertificateThumbprint", b.Thumbprint),
		}
	},
	links: func(v view, b *BackupServer, other link) []link {
		self := "/backupServers/" + b.ID
		return []link{
			v.down("JobReferenceList", self+"/jobs"),
			v.down("RepositoryReferenceList", self+"/repositories"),
			v.down("ExternalRepositoryReferenceList", self+"/externalRepositories"),
			v.down("CredentialsList", self+"/credentials"),
			v.down("PasswordKeyList", self+"/passwords"),
			other,
			v.down("ManagedServerReferenceList", self+"/managedServers"),
		}
	},
	parameters: []parameter[BackupServer]{
		textOf("Description", func(b *BackupServer) string { return b.Description }),
		textOf("IpOrDnsName", func(b *BackupServer) string { return b.Name }),
		numberOf("Port", func(b *BackupServer) int64 { return int64(b.Port) }),
		textOf("Version", func(b *BackupServer) string { return b.Version }),
	},
}

// defaultWcfPort is that of version 12 and later, by the page backupservers_id.
const defaultWcfPort = 9405

func joinBackupServer(s *snapshot, b *BackupServer) {
	if b.WcfPort == 0 {
		b.WcfPort = defaultWcfPort
	}
	b.Version = orElse(b.Version, productVersion(s.config.Build))
	b.Thumbprint = orElse(b.Thumbprint, strings.ToUpper(fmt.Sprintf("%x", sha256.Sum256([]byte(b.ID)))[:40]))
}

// productVersion is a version of Veeam Backup & Replication that goes with a build of Enterprise Manager.
func productVersion(build int) string {
	if build < 13 {
		return "12.3.2.3617"
	}
	return "13.0.1.1071"
}
