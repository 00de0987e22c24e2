package veeamsim

// ObjectInJob is something that a job covers: a machine or a container of machines, a computer, a share, or in a copy job another
// job or a repository. What it is follows from its job and from what it names.
type ObjectInJob struct {
	ID, JobID, Name    string
	DisplayName        string // empty: the name
	Ref                string // hierarchy reference of a machine or a container
	FileOrFolder       string // of a share
	FileServerID       string
	LinkedJobID        string // the job whose backups are copied
	LinkedRepositoryID string // the repository whose backups are copied
	Guest              *GuestProcessing
	ExclusionMask      []string // of a share

	kind       *kind[ObjectInJob]
	job        *Job // nil: not in the inventory
	fileServer *FileServer
}

func (ObjectInJob) service() service {
	return service{
		kinds: []anyKind{objectInJobKind, objectInAgentJobKind, nasObjectKind, linkedJobKind, linkedRepositoryKind},
		routes: []route{
			objectsBelow(jobKind, "includes", objectInJobKind),
			objectsBelow(agentJobKind, "includes", objectInAgentJobKind),
			objectsBelow(nasJobKind, "includes", nasObjectKind),
			objectsBelow(jobKind, "linkedJobs", linkedJobKind),
			objectsBelow(jobKind, "linkedBackupRepositories", linkedRepositoryKind),
			oneOf(objectInJobKind, "/jobs/{ID}/includes/{ObjectID}", "ObjectID"),
			oneOf(objectInAgentJobKind, "/agents/jobs/{ID}/includes/{ObjectID}", "ObjectID"),
			oneOf(nasObjectKind, "/nas/jobs/{ID}/includes/{ObjectID}", "ObjectID"),
			oneOf(linkedJobKind, "/jobs/{ID}/linkedJobs/{ObjectID}", "ObjectID"),
			oneOf(linkedRepositoryKind, "/jobs/{ID}/linkedBackupRepositories/{ObjectID}", "ObjectID"),
		},
	}
}

func objectsBelow(parent *kind[Job], name string, child *kind[ObjectInJob]) route {
	return below(parent, name, child, func(v view, j *Job) []*ObjectInJob {
		return child.where(v, func(o *ObjectInJob) bool { return o.job == j })
	})
}

// objectKind is what all five kinds of object have in common.
func objectKind(k kind[ObjectInJob], name string) *kind[ObjectInJob] {
	k.access, k.isResource = administrators, true
	k.join = func(s *snapshot, o *ObjectInJob) {
		o.kind = &k
		o.DisplayName = orElse(o.DisplayName, o.Name)
		o.fileServer = fileServerKind.find(s, o.FileServerID)
		o.job = findJob(s, o.JobID)
		if o.job != nil {
			o.job.objects = append(o.job.objects, o)
		}
	}
	k.identity = func(o *ObjectInJob) identity { return identity{id: o.ID, name: o.Name} }
	k.self = func(o *ObjectInJob) string { return o.jobPath() + "/" + name + "/" + o.ID }
	k.server = func(o *ObjectInJob) (string, *BackupServer) {
		if o.job == nil {
			return "", nil
		}
		return o.job.backupServer()
	}
	k.links = func(v view, o *ObjectInJob, _ link) []link {
		links := []link{
			{"Delete", v.href(k.self(o)), k.name, o.Name, true},
			v.up("Job", o.jobPath()+"?format=Entity", jobName(o.job)),
		}
		if o.fileServer != nil {
			related := v.href("/nas/fileServers/" + o.fileServer.ID + "?format=Entity")
			links[0] = link{"Related", related, "FileServer", o.fileServer.Name, true}
		}
		return links
	}
	k.parameters = append(k.parameters,
		uidOf("JobUid", func(o *ObjectInJob) string { return jobUID(o.JobID) }),
		textOf("JobName", func(o *ObjectInJob) string { return jobName(o.job) }),
	)
	return &k
}

func (o *ObjectInJob) jobPath() string {
	if o.job == nil {
		return "/jobs/" + o.JobID
	}
	return o.job.path()
}

// isLink reports whether an object of a copy job points to what is copied.
func (o *ObjectInJob) isLink() bool { return o.LinkedJobID != "" || o.LinkedRepositoryID != "" }

var objectInJobKind = objectKind(kind[ObjectInJob]{
	name: "ObjectInJob",
	root: "ObjectsInJob",
	only: func(s *snapshot, o *ObjectInJob) bool {
		return !o.isLink() && agentJobKind.find(s, o.JobID) == nil && nasJobKind.find(s, o.JobID) == nil
	},
	fields: func(_ view, o *ObjectInJob) []field {
		return []field{
			element("ObjectInJobId", o.ID),
			element("HierarchyObjRef", optional(o.Ref)),
			element("Name", o.Name),
			element("DisplayName", o.DisplayName),
			element("GuestProcessingOptions", guestProcessing(o.Guest, "RequireSuccess")),
		}
	},
}, "includes")

// fileServerParameters are documented of objects in jobs of agents too, which have no file server.
var fileServerParameters = []parameter[ObjectInJob]{
	uidOf("FileServerUid", func(o *ObjectInJob) string { return urn("FileServer", o.FileServerID) }),
	textOf("FileServerName", func(o *ObjectInJob) string {
		if o.fileServer == nil {
			return ""
		}
		return o.fileServer.Name
	}),
}

var objectInAgentJobKind = objectKind(kind[ObjectInJob]{
	name: "ObjectInAgentBackupJob",
	root: "ObjectsInAgentBackupJob",
	only: func(s *snapshot, o *ObjectInJob) bool { return agentJobKind.find(s, o.JobID) != nil },
	fields: func(_ view, o *ObjectInJob) []field {
		return []field{
			element("ObjectInJobId", o.ID),
			element("Name", o.Name),
			element("DisplayName", o.DisplayName),
			element("GuestProcessingOptions", guestProcessing(o.Guest, "RequireSuccess")),
		}
	},
	parameters: append(fileServerParameters, textOf("DisplayName", func(o *ObjectInJob) string { return o.DisplayName })),
}, "includes")

var nasObjectKind = objectKind(kind[ObjectInJob]{
	name:    "NasObject",
	element: "NASObject",
	plural:  "NASObjects",
	only:    func(s *snapshot, o *ObjectInJob) bool { return nasJobKind.find(s, o.JobID) != nil },
	fields: func(_ view, o *ObjectInJob) []field {
		return []field{
			element("HierarchyObjRef", "urn:NasBackup:FileServer:"+o.FileServerID),
			element("ObjectInJobId", o.ID),
			element("FileOrFolder", o.FileOrFolder),
			element("FileServerUid", urn("FileServer", o.FileServerID)),
			element("InclusionMask", mask([]string{"*.*"})),
			element("ExclusionMask", mask(o.ExclusionMask)),
		}
	},
	parameters: fileServerParameters,
}, "includes")

// mask is a list of patterns; how JSON writes it is not documented.
func mask(patterns []string) any {
	if len(patterns) == 0 {
		return nil
	}
	return object{element("Extensions", objectTexts{"Extension", patterns})}
}

var linkedJobKind = linkKind(kind[ObjectInJob]{
	name:    "LinkedJobObject",
	element: "LinkedJobObject",
	root:    "LinkedJobResourceObjects",
	only:    func(_ *snapshot, o *ObjectInJob) bool { return o.LinkedJobID != "" },
	fields: func(_ view, o *ObjectInJob) []field {
		return []field{element("ObjectInJobId", o.ID), element("LinkedJobUid", jobUID(o.LinkedJobID))}
	},
}, "linkedJobs")

var linkedRepositoryKind = linkKind(kind[ObjectInJob]{
	name:    "LinkedBackupRepositoryObject",
	element: "LinkedBackupRepository",
	plural:  "LinkedBackupRepositories",
	root:    "LinkedBackupRepositoryResourceObjects",
	only:    func(_ *snapshot, o *ObjectInJob) bool { return o.LinkedRepositoryID != "" },
	fields: func(_ view, o *ObjectInJob) []field {
		return []field{element("ObjectInJobId", o.ID), element("LinkedBackupRepositoryUid", urn("Repository", o.LinkedRepositoryID))}
	},
}, "linkedBackupRepositories")

// linkKind is a kind of object of copy jobs.
func linkKind(k kind[ObjectInJob], name string) *kind[ObjectInJob] {
	made := objectKind(k, name)
	made.unqueried = true
	made.links = func(v view, o *ObjectInJob, _ link) []link {
		return []link{
			v.up("Job", o.jobPath()+"?format=Entity", jobName(o.job)),
			v.action("Delete", made.self(o)),
		}
	}
	return made
}

// includes are the objects of a job that have an element of this name, as they stand in the job itself: without links.
func includes(v view, j *Job, elementName, plural string) object {
	var items [][]field
	for _, o := range j.objects {
		if o.kind.elementName() != elementName {
			continue
		}
		fields := append(o.kind.fields(v, o), element("Links", nil))
		if o.isLink() {
			fields = append(fields, attribute("Href", nil), attribute("Type", nil))
		} else {
			fields = append(fields, attribute("Href", v.href(o.kind.self(o))), attribute("Type", o.kind.name))
		}
		items = append(items, fields)
	}
	return object{element(plural, objects(elementName, items...))}
}
