package veeamclient

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/em"
)

// ObjectInJob is something that a job covers: a machine or a container of machines, a computer or a protection group, a share, or, of
// a copy job, another job or a repository (https://helpcenter.veeam.com/docs/vbr/em_rest/get_jobs_id_includes.html). What of it is
// empty does not belong to its kind. No type tells a machine from a container, except the one in HierarchyObjRef.
type ObjectInJob struct {
	ObjectInJobID                      string `json:"ObjectInJobId"`
	HierarchyObjRef, Name, DisplayName string
	GuestProcessingOptions             *GuestProcessing
	// FileOrFolder is the path of a share.
	FileOrFolder                 string
	FileServerUID                string `json:"FileServerUid"`
	InclusionMask, ExclusionMask TextList
	LinkedJobUID                 string `json:"LinkedJobUid"`
	LinkedBackupRepositoryUID    string `json:"LinkedBackupRepositoryUid"`
}

// objectList is a list of the objects of a job: its path below the job, and its key in JSON.
type objectList struct{ path, key string }

// objectLists are those of the job by its kind and type.
func (j *Job) objectLists() []objectList {
	switch {
	case j.path == agentJobs.path:
		return []objectList{{"/includes", "ObjectInAgentBackupJobs"}}
	case j.path == nasJobs.path:
		return []objectList{{"/includes", "NASObjects"}}
	case em.Same(j.JobType, em.BackupCopy), em.Same(j.JobType, em.ImmediateBackupCopy):
		return []objectList{{"/linkedJobs", "LinkedJobObjects"}, {"/linkedBackupRepositories", "LinkedBackupRepositories"}}
	}
	return []objectList{{"/includes", "ObjectInJobs"}}
}

// CompleteJobs reads what is not in a job's own entity, and fills it in: the objects of each, a few jobs at a time, and the newest
// session of each, for all jobs together. The jobs must be the caller's own.
func (c *Client) CompleteJobs(ctx context.Context, jobs []Job, objects, lastSessions bool) error {
	group, reading := errgroup.WithContext(ctx)
	group.SetLimit(c.config.MaxConcurrentRequests)
	if lastSessions {
		group.Go(func() error { return c.readLastSessions(reading, jobs) })
	}
	if !objects {
		return group.Wait()
	}
	objectsOf := make([][]*ObjectInJob, len(jobs)) // and not jobs[i].Objects yet: whole jobs are copied where the sessions are read
	for i := range jobs {
		group.Go(func() (err error) {
			objectsOf[i], err = c.readObjects(reading, &jobs[i])
			return err
		})
	}
	err := group.Wait()
	for i := range jobs {
		jobs[i].Objects = objectsOf[i]
	}
	return err
}

func (c *Client) readObjects(ctx context.Context, j *Job) ([]*ObjectInJob, error) {
	objects := []*ObjectInJob{}
	for _, list := range j.objectLists() {
		path := j.path + "/" + j.ID() + list.path
		rows, err := SharedRead(ctx, c, path, func(ctx context.Context) ([]*ObjectInJob, error) {
			return c.readObjectList(ctx, path, list.key)
		})
		if err != nil {
			return nil, err
		}
		objects = append(objects, rows...)
	}
	return objects, nil
}

// readObjectList reads one list, which comes whole. It is believed only with its key, and each object only with its id: objects have
// no UID.
func (c *Client) readObjectList(ctx context.Context, path, list string) (objects []*ObjectInJob, err error) {
	err = c.get(ctx, path, formatEntity, func(d *decoder) error {
		objects = nil
		listed := false
		var body envelope
		err := body.read(d, map[string]func() error{
			strings.ToLower(list): func() error {
				listed = true
				return d.array(func() error {
					var object ObjectInJob
					if err := d.value(&object); err != nil {
						return err
					}
					if object.ObjectInJobID == "" {
						return &formatError{problem: fmt.Sprintf("row %d of %s has no ObjectInJobId", len(objects)+1, list)}
					}
					objects = append(objects, &object)
					return nil
				})
			},
		})
		switch {
		case err != nil:
			return err
		case body.rows != "" && len(objects) == 0:
			return body.otherThan(body.rows, list)
		case !listed:
			return &formatError{problem: "the JSON has no " + list}
		}
		return nil
	})
	return objects, err
}

// TextList is a list of texts, which JSON may have in an object of one list, or as one text: which of them is not documented for masks
// and lists of files. A null in it is no text.
type TextList []string

// UnmarshalJSON reads any of the forms; anything else is an error.
func (l *TextList) UnmarshalJSON(text []byte) error {
	*l = nil
	var form any
	if err := json.Unmarshal(text, &form); err != nil {
		return err
	}
	return l.add(form)
}

func (l *TextList) add(form any) error {
	switch form := form.(type) {
	case nil:
	case string:
		if form != "" {
			*l = append(*l, form)
		}
	case []any:
		if *l == nil {
			*l = TextList{}
		}
		for _, text := range form {
			if err := l.add(text); err != nil {
				return err
			}
		}
	case map[string]any:
		for _, name := range slices.Sorted(maps.Keys(form)) {
			if err := l.add(form[name]); err != nil {
				return err
			}
		}
	default:
		return fmt.Errorf("%v is no text", form)
	}
	return nil
}
