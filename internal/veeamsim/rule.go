package veeamsim

import (
	"fmt"
	"math/rand/v2"
	"path"
	"strings"
	"sync"
)

// Rule makes chosen requests fail. A request is hit by the first rule that matches it and is due;
// the rules after that one do not count it.
type Rule struct {
	Name    string
	Method  string          // empty: any
	Path    string          // pattern of path.Match below /api, as "/backupSessions/*/taskSessions"; empty: any
	Query   string          // text that the unescaped query must contain, as "page=2"; empty: any
	Skip    int             // so many matching requests are left alone first
	Times   int             // then so many are hit; 0: all
	Percent float64         // 0: always; else the chance, in percent, that a request which is due is hit
	Before  func(s *Server) // runs before the request is answered, as RowsGo; may be nil
	During  func(s *Server) // runs when the rows of the answer are chosen, before its first byte goes out; may be nil
	Fault   Fault
}

func (r Rule) check() error {
	complain := func(err error) error { return fmt.Errorf("veeamsim: rule %q: %w", r.Name, err) }
	if _, err := path.Match(r.Path, ""); err != nil {
		return complain(fmt.Errorf("path pattern %q: %w", r.Path, err))
	}
	if r.Skip < 0 || r.Times < 0 {
		return complain(fmt.Errorf("skip and times must not be negative"))
	}
	if r.Percent < 0 || r.Percent > 100 {
		return complain(fmt.Errorf("percent %v is not between 0 and 100", r.Percent))
	}
	if err := r.Fault.check(); err != nil {
		return complain(err)
	}
	return nil
}

func (r Rule) matches(request Request) bool {
	if r.Method != "" && !strings.EqualFold(r.Method, request.Method) {
		return false
	}
	if r.Query != "" && !strings.Contains(request.Query, r.Query) {
		return false
	}
	if r.Path == "" {
		return true
	}
	// The logon path ends in a slash, which is easily forgotten in a pattern, and paths may be sent in
	// any letter case.
	matched, _ := path.Match(strings.ToLower(trimSlash(r.Path)), strings.ToLower(trimSlash(request.Path)))
	return matched
}

func trimSlash(p string) string {
	if p == "/" {
		return p
	}
	return strings.TrimSuffix(p, "/")
}

// ruleBook holds the rules and how often each has been asked.
type ruleBook struct {
	mu     sync.Mutex
	rules  []*ruleState
	chance *rand.Rand
}

type ruleState struct {
	Rule
	seen, hits int
}

func newRuleBook(rules []Rule, seed int64) *ruleBook {
	b := &ruleBook{chance: seeded(seed, forRules)}
	for _, rule := range rules {
		b.add(rule)
	}
	return b
}

func (b *ruleBook) add(rule Rule) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.rules = append(b.rules, &ruleState{Rule: rule})
}

// pick finds the rule that hits a request, or an empty one.
func (b *ruleBook) pick(request Request) Rule {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, rule := range b.rules {
		if rule.matches(request) && rule.due(b.chance) {
			return rule.Rule
		}
	}
	return Rule{}
}

func (r *ruleState) due(chance *rand.Rand) bool {
	r.seen++
	if r.seen <= r.Skip || r.Times > 0 && r.hits >= r.Times {
		return false
	}
	if r.Percent > 0 && chance.Float64()*100 >= r.Percent {
		return false
	}
	r.hits++
	return true
}
