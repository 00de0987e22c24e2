package veeamsim

import (
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"
)

// Config says how the server behaves. The zero value is a server of build 13 with the default
// account, no inventory and no faults.
type Config struct {
	// Build is 12 or 13; 0 means 13. Build 12 writes the keys of JSON in PascalCase, 13 in camelCase.
	Build int
	// Inventory is what the server knows. It is copied: use Server.Change to alter it later.
	Inventory Inventory
	// Accounts may log on. Empty means DefaultAccount alone.
	Accounts []Account
	// PathPrefix stands before /api, as behind a proxy: "/backup" serves /backup/api.
	PathPrefix string
	// Clock is the clock of Enterprise Manager: its now decides how far collections reach back and when logon sessions end. nil
	// means time.Now. The clock of a backup server is BackupServer.ClockOffset.
	Clock func() time.Time
	// DateClock gives the Date header of every answer where another clock writes it, as that of a proxy. nil means Clock.
	DateClock func() time.Time
	// IdleTimeout ends a logon session that sends no request for so long. 0 means 15 minutes.
	IdleTimeout time.Duration
	// PageSize is the number of rows per page of a query that names none. 0 means 100.
	PageSize int
	// MaxPageSize cuts down a larger pageSize. 0 means no limit.
	MaxPageSize int
	// RefusePageSizeAbove answers 400 to a larger pageSize. 0 means that none is refused.
	RefusePageSizeAbove int
	// IgnorePageSize answers pages of PageSize rows whatever pageSize was asked for.
	IgnorePageSize bool
	// RunningEnd is written as EndTimeUTC of a session that has not ended, as "1899-12-30T00:00:00Z". Empty means null. EndText
	// does the same for one row.
	RunningEnd string
	// References answers references for every list, even where entities were asked for.
	References bool
	// ByteOrderMark begins every JSON body with EF BB BF.
	ByteOrderMark bool
	// OmitPagingInfo leaves PagingInfo out of the answers of the query service.
	OmitPagingInfo bool
	// PagesCountIsOne says PagesCount 1 on every page that has rows, beside links to the pages that follow.
	PagesCountIsOne bool
	// OmitNulls leaves absent members out of JSON instead of writing null.
	OmitNulls bool
	// IgnoreFilter lets every row through, as a server that understood the filter otherwise.
	IgnoreFilter bool
	// CaseSensitive makes texts in filters differ by their letter case.
	CaseSensitive bool
	// NoneFirst puts the result None before Success in comparisons. It is not documented where None
	// stands; the default is after Failed.
	NoneFirst bool
	// OrFirst binds "," (or) tighter than ";" (and) in a filter without brackets. It is not
	// documented which does; the default is that "and" binds tighter.
	OrFirst bool
	// XMLErrors writes the bodies of errors in XML even where JSON was asked for.
	XMLErrors bool
	// UnknownSessionEmpty answers an empty list for the task sessions of an unknown backup session.
	// The real answer is not documented; the default is 404.
	UnknownSessionEmpty bool
	// PageLinksLoseFilter leaves the filter out of the links to other pages.
	PageLinksLoseFilter bool
	// MaxLogonSessions answers a logon with 503 while so many sessions are open. 0 means no limit.
	MaxLogonSessions int
	// Latency passes before every answer; it ends early when the client goes away.
	Latency time.Duration
	// LinkHost is the scheme, host and port of every Href, as "http://em-internal.lab.example:9399":
	// a real server builds links from its own idea of its name, which clients may be unable to reach.
	// The default is what the client dialled.
	LinkHost string
	// Rules make chosen requests fail. See also Server.AddRule.
	Rules []Rule
	// Seed decides the order of unsorted rows and the chances of Rule.Percent.
	Seed int64
	// ClientCAPEM, with StartTLS, demands a client certificate issued by one of these authorities.
	ClientCAPEM string
	// Certificate describes the certificate that StartTLS makes.
	Certificate CertificateOptions
}

// Account is one that may log on.
type Account struct {
	Username, Password string
	Role               Role // empty means PortalAdministrator

	// Machines narrows a Portal User to its restore scope: restore points and items of the virtual infrastructure of machines
	// with these names only. nil means all. Sessions are not narrowed, as on a real server.
	Machines []string
}

// mayRestore reports whether a machine is in the restore scope of an account.
func (a Account) mayRestore(machine string) bool {
	return a.Role != PortalUser || a.Machines == nil ||
		slices.ContainsFunc(a.Machines, func(name string) bool { return strings.EqualFold(name, machine) })
}

// restoreScope is the same for accounts that may restore the same machines.
func (a Account) restoreScope() string {
	if a.Role != PortalUser || a.Machines == nil {
		return "all"
	}
	return fmt.Sprintf("%q", a.Machines)
}

// Role decides what an account may read.
type Role string

// The roles, by their names in Enterprise Manager.
const (
	PortalAdministrator Role = "Portal Administrator"
	PortalUser          Role = "Portal User"
	RestoreOperator     Role = "Restore Operator"
)

// DefaultAccount may log on where Config.Accounts is empty. Its password holds a colon and a letter
// outside ASCII because both are allowed and easily broken.
var DefaultAccount = Account{ //nolint:gosec // the password of a pretend server
	Username: `LAB\reader`, Password: "lab-Pass:wörd", Role: PortalAdministrator,
}

const (
	defaultIdleTimeout = 15 * time.Minute
	defaultPageSize    = 100
)

// complete fills in the defaults and reports what cannot be meant.
func (c *Config) complete() error {
	if c.Build == 0 {
		c.Build = 13
	}
	if c.Clock == nil {
		c.Clock = time.Now
	}
	if c.DateClock == nil {
		c.DateClock = c.Clock
	}
	if c.IdleTimeout == 0 {
		c.IdleTimeout = defaultIdleTimeout
	}
	if c.PageSize == 0 {
		c.PageSize = defaultPageSize
	}
	c.Rules = slices.Clone(c.Rules)
	c.Accounts = slices.Clone(c.Accounts)
	if len(c.Accounts) == 0 {
		c.Accounts = []Account{DefaultAccount}
	}
	for i := range c.Accounts {
		if c.Accounts[i].Role == "" {
			c.Accounts[i].Role = PortalAdministrator
		}
	}
	return c.check()
}

func (c *Config) check() error {
	var problems []error
	complain := func(format string, arguments ...any) {
		problems = append(problems, fmt.Errorf("veeamsim: "+format, arguments...))
	}
	if c.Build != 12 && c.Build != 13 {
		complain("build is %d, but only 12 and 13 are known", c.Build)
	}
	if c.PathPrefix != "" && (!strings.HasPrefix(c.PathPrefix, "/") || strings.HasSuffix(c.PathPrefix, "/")) {
		complain("path prefix %q must begin with a slash and not end in one", c.PathPrefix)
	}
	if c.PageSize < 0 || c.MaxPageSize < 0 || c.RefusePageSizeAbove < 0 || c.MaxLogonSessions < 0 {
		complain("page sizes and the maximum of logon sessions must not be negative")
	}
	if c.IdleTimeout < 0 || c.Latency < 0 {
		complain("idle timeout and latency must not be negative")
	}
	if u, err := url.Parse(c.LinkHost); c.LinkHost != "" && (err != nil || u.Scheme == "" || u.Host == "" || u.Path != "") {
		complain("link host %q must be scheme://host or scheme://host:port", c.LinkHost)
	}
	for _, account := range c.Accounts {
		if account.Username == "" || strings.Contains(account.Username, ":") {
			complain("username %q must not be empty nor hold a colon", account.Username)
		}
		if !slices.Contains([]Role{PortalAdministrator, PortalUser, RestoreOperator}, account.Role) {
			complain("role %q of account %q is none of the three known", account.Role, account.Username)
		}
	}
	for _, rule := range c.Rules {
		if err := rule.check(); err != nil {
			problems = append(problems, err)
		}
	}
	return errors.Join(problems...)
}
