package veeamsim

// access says which roles may read something.
type access uint8

const (
	administrators access = 1 << iota
	portalUsers
	restoreOperators
)

const (
	users    = administrators | portalUsers
	everyone = users | restoreOperators
)

func (a access) allows(role Role) bool {
	switch role {
	case PortalAdministrator:
		return a&administrators != 0
	case PortalUser:
		return a&portalUsers != 0
	default:
		return a&restoreOperators != 0
	}
}
