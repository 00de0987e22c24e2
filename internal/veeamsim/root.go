package veeamsim

// root is the one resource that needs no session: it lists the versions for logging on.
func (v view) root() document {
	create := func(version string) link {
		return link{rel: "Create", href: v.href("/sessionMngr/?v=" + version), kind: "LogonSession"}
	}
	versions := make([][]field, len(apiVersions))
	for i, version := range apiVersions {
		versions[i] = []field{attribute("Name", version), element("Links", []link{create(version)})}
	}
	return document{element: "EnterpriseManager", fields: []field{
		element("SupportedVersions", object{element("SupportedVersions", objects("SupportedVersion", versions...))}),
		element("Links", []link{v.down("LogonSessionList", "/logonSessions"), create("latest")}),
		attribute("Href", nil), // null in JSON, as the Type
		attribute("Type", nil),
	}}
}
