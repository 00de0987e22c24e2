package provider

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"time"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/compliance"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
)

const (
	// cacheTime is how long an answer may be judged again: a plan with many verdicts asks EM once.
	cacheTime = time.Minute
	// maxCachedRows bounds the rows that are kept between reads.
	maxCachedRows = 100_000
)

// protectionRead is what EM answered for a scope.
type protectionRead struct {
	client *veeamclient.Client
	// key names the scope; from is the earliest beginning of task sessions that was asked for.
	key  string
	from time.Time
	// began and ended are by the clock that verdicts are judged by.
	began, ended time.Time
	data         compliance.Data
	// newest is the task session that began last, by the clock of its backup server; zero without one.
	newest compliance.TaskSession
}

func (r *protectionRead) rows() int {
	rows := len(r.data.Tasks) + len(r.data.Sessions) + len(r.data.Points)
	for _, h := range r.data.Hosts {
		rows += len(h.Machines)
	}
	return rows
}

// isYoung reports whether the answer may be given again: for a minute after the read began, or after its end where it took longer.
func (r *protectionRead) isYoung(now time.Time) bool {
	since := r.began
	if r.ended.Sub(r.began) > cacheTime {
		since = r.ended
	}
	return now.Sub(since) <= cacheTime
}

// protectionCache keeps the newest answers, the oldest first.
type protectionCache struct {
	mutex sync.Mutex
	kept  []*protectionRead
}

// read asks EM, or gives a young answer for the same scope again, unless anew is true. Those who ask for the same at the same time share
// one read. The rows are shared: they must not be changed.
func (p *protectionCache) read(ctx context.Context, c *veeamclient.Client, scope protectionScope, anew bool) (*protectionRead, error) {
	key := fmt.Sprintf("protection %#v", scope)
	// Who asks anew shares with those only that do too: another's read may give what was read before.
	return veeamclient.SharedRead(ctx, c, fmt.Sprintf("%s anew %t", key, anew), func(ctx context.Context) (*protectionRead, error) {
		now, err := c.Now(ctx)
		if err != nil {
			return nil, err
		}
		if young := p.find(c, key, now); young != nil && !anew {
			return young, nil
		}
		read := &protectionRead{client: c, key: key, from: now.Add(-scope.lookback), began: now}
		if read.data, err = scope.read(ctx, c, read.from); err != nil {
			return nil, err
		}
		if read.ended, err = c.Now(ctx); err != nil {
			return nil, err
		}
		if tasks := read.data.Tasks; len(tasks) > 0 {
			read.newest = slices.MaxFunc(tasks, func(a, b compliance.TaskSession) int { return a.Creation.Compare(b.Creation) })
		}
		p.keep(read)
		return read, nil
	})
}

func (p *protectionCache) find(c *veeamclient.Client, key string, now time.Time) *protectionRead {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	p.kept = slices.DeleteFunc(p.kept, func(r *protectionRead) bool { return !r.isYoung(now) })
	for _, r := range p.kept {
		if r.client == c && r.key == key {
			return r
		}
	}
	return nil
}

// keep adds an answer and drops the oldest where there are too many rows.
func (p *protectionCache) keep(read *protectionRead) {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	p.kept = append(p.kept, read)
	rows := 0
	for i, r := range slices.Backward(p.kept) {
		if rows += r.rows(); rows > maxCachedRows {
			p.kept = slices.Clone(p.kept[i+1:])
			return
		}
	}
}
