package veeamclient

import (
	"encoding/hex"
	"fmt"
	"strings"
)

// ParseID reads an entity's id as a user may write it: the GUID, or the UID urn:veeam:<type>:<GUID>
// of one of the types. It returns the GUID in lower case.
func ParseID(text string, types ...string) (string, error) {
	guid := text
	if rest, found := strings.CutPrefix(text, "urn:veeam:"); found {
		uidType, id, _ := strings.Cut(rest, ":")
		known := false
		for _, t := range types {
			known = known || strings.EqualFold(uidType, t)
		}
		if !known {
			return "", fmt.Errorf("%q is a UID of type %q; expected %s", text, uidType, acceptedIDs(types))
		}
		guid = id
	}
	if !isGUID(guid) {
		return "", fmt.Errorf("%q is no id; expected %s", text, acceptedIDs(types))
	}
	return strings.ToLower(guid), nil
}

func acceptedIDs(types []string) string {
	accepted := "a GUID such as 01234567-89ab-cdef-0123-456789abcdef"
	for _, t := range types {
		accepted += " or urn:veeam:" + t + ":<GUID>"
	}
	return accepted
}

// IDOf is the GUID at the end of a UID, or "" where there is none.
// UIDs of one thing may differ in their type (urn:veeam:Job:, urn:veeam:AgentBackupJob:): compare by this.
func IDOf(uid string) string {
	guid := uid[strings.LastIndexByte(uid, ':')+1:]
	if !isGUID(guid) {
		return ""
	}
	return guid
}

// guidOf is the GUID of a UID as its bytes: small, and the same in every case.
func guidOf(uid string) (guid [16]byte) {
	_, _ = hex.Decode(guid[:], []byte(strings.ReplaceAll(IDOf(uid), "-", ""))) // IDOf has looked at the digits
	return guid
}

func isGUID(text string) bool {
	if len(text) != 36 {
		return false
	}
	for i := range len(text) {
		switch c := text[i]; {
		case i == 8 || i == 13 || i == 18 || i == 23:
			if c != '-' {
				return false
			}
		case '0' <= c && c <= '9', 'a' <= c && c <= 'f', 'A' <= c && c <= 'F':
		default:
			return false
		}
	}
	return true
}
