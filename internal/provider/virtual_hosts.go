package provider

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"

	"github.com/terraform-veeam/terraform-provider-veeam/internal/compliance"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/em"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/table"
	"github.com/terraform-veeam/terraform-provider-veeam/internal/veeamclient"
)

// inventoryArgument is the argument of a verdict that names virtual hosts.
const inventoryArgument = "expect_inventory"

// readHosts reads what virtual hosts list, templates apart, side by side, and the roots that the hosts are; * stands for all. Where
// one is named, so are all of its unique id: they are one host. An argument holds the names.
func readHosts(ctx context.Context, c *veeamclient.Client, argument string, names []string) (
	hosts []compliance.Host, roots []hierarchyRoot, err error,
) {
	all, err := c.HierarchyRoots(ctx, veeamclient.NameScope{})
	if err != nil {
		return nil, nil, err
	}
	if roots, err = chooseRoots(all, argument, names); err != nil {
		return nil, nil, err
	}
	hosts = make([]compliance.Host, len(roots))
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(veeamclient.DefaultMaxConcurrentRequests)
	for i := range roots {
		group.Go(func() (err error) {
			hosts[i], err = readHost(ctx, c, &roots[i])
			return err
		})
	}
	return hosts, roots, group.Wait()
}

// readHost reads the machines that a virtual host lists; templates are none.
func readHost(ctx context.Context, c *veeamclient.Client, root *hierarchyRoot) (compliance.Host, error) {
	host := compliance.Host{
		Name: root.Name, HierarchyID: cmp.Or(root.HierarchyRootID, root.ID()), UniqueID: root.UniqueID,
		Server: root.BackupServerName, ServerID: root.BackupServerID,
	}
	machines, err := c.VirtualMachines(ctx, *root)
	for i := range machines {
		if !machines[i].IsTemplate() {
			host.Machines = append(host.Machines, compliance.HostMachine{Name: machines[i].Name, Reference: machines[i].Reference})
		}
	}
	return host, err
}

// chooseRoots finds the named virtual hosts, ordered by name, then uid.
func chooseRoots(all []hierarchyRoot, argument string, names []string) (chosen []hierarchyRoot, err error) {
	wanted, there := em.NewSet(names...), map[string]bool{}
	uniqueIDs := em.NewSet()
	for i := range all {
		there[all[i].Name] = true
		if wanted.Has(all[i].Name) && all[i].UniqueID != "" {
			uniqueIDs[em.Fold(all[i].UniqueID)] = true
		}
	}
	everything := slices.Contains(names, "*")
	if missing := compliance.MissingNames(names, sortedKeys(there)); len(missing) > 0 && !everything {
		return nil, &table.AdvisedError{
			Argument: argument,
			Happened: fmt.Sprintf("%s names what is no virtual host of Enterprise Manager: %s.", argument, quoted(missing)),
			Advice:   fmt.Sprintf("The virtual hosts that there are: %s.", quoted(sortedKeys(there))),
		}
	}
	for i := range all {
		if everything || wanted.Has(all[i].Name) || uniqueIDs.Has(all[i].UniqueID) {
			chosen = append(chosen, all[i])
		}
	}
	slices.SortFunc(chosen, func(a, b hierarchyRoot) int { return compareNames(&a, &b) })
	return chosen, nil
}

// checkHosts refuses an empty list of a virtual host whose machines are in sessions: it is no inventory.
func checkHosts(data *compliance.Data, argument string) error {
	host, machine, found := data.EmptyHost()
	if !found {
		return nil
	}
	return &table.AdvisedError{
		Argument: argument,
		Happened: fmt.Sprintf("Enterprise Manager lists no machine of the virtual host %s, but by a task session %s is one of them.",
			quoted([]string{host}), quoted([]string{machine})),
		Advice: "An empty list is not taken for an inventory. See whether the account's restore scope is narrowed, and whether the backup " +
			"server still reaches the virtual host.",
	}
}

// quoted lists names.
func quoted(names []string) string {
	if len(names) == 0 {
		return "none"
	}
	shown := make([]string, len(names))
	for i, name := range names {
		shown[i] = `"` + em.Printable(name) + `"`
	}
	return strings.Join(shown, ", ")
}
