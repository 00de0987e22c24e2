package veeamsim

// Links of the sort that several entities carry.

// up points to a parent by name.
func (v view) up(kind, path, name string) link { return link{"Up", v.href(path), kind, name, true} }

// upServer points to the backup server. Nothing else in a row says which one it is.
func (v view) upServer(links []link, id string, server *BackupServer) []link {
	switch {
	case server != nil:
		return append(links, v.up("BackupServerReference", "/backupServers/"+server.ID, server.Name))
	case id != "":
		return append(links, link{rel: "Up", href: v.href("/backupServers/" + id), kind: "BackupServerReference"})
	}
	return links
}

func (v view) down(kind, path string) link { return link{rel: "Down", href: v.href(path), kind: kind} }

func (v view) action(rel, path string) link { return link{rel: rel, href: v.href(path)} }

// serverID and serverName are what the query service filters by.
func serverID(id string, server *BackupServer) string {
	if server != nil {
		return server.ID
	}
	return id
}

func serverName(server *BackupServer) string {
	if server != nil {
		return server.Name
	}
	return ""
}

// urn is the UID of an entity.
func urn(kind, id string) string { return "urn:veeam:" + kind + ":" + id }
