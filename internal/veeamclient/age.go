package veeamclient

import (
	"net/http"
	"strconv"
	"strings"
)

// maxAge is how many seconds a cache may have kept an answer: as long as a proxy's clock may be off, and no longer than it matters.
const maxAge = 60

// checkAge refuses an answer that comes from a cache, although every request asks for none (Cache-Control: no-cache). A cache says so
// by Age, in seconds (RFC 9111, 5.1). An age that is no number is not believed to be young.
func checkAge(response *http.Response) error {
	for _, values := range response.Header.Values("Age") {
		for value := range strings.SplitSeq(values, ",") {
			value = strings.TrimSpace(value)
			if seconds, err := strconv.ParseUint(value, 10, 64); err == nil && seconds <= maxAge {
				continue
			}
			return &CachedError{Request: requestOf(response.Request), Age: value, Via: cacheOf(response)}
		}
	}
	return nil
}

// cacheOf names the cache that an answer came through.
func cacheOf(response *http.Response) string {
	var names []string
	for _, header := range []string{"Via", "X-Cache", "X-Served-By", "Server"} {
		if value := response.Header.Get(header); value != "" {
			names = append(names, header+": "+value)
		}
	}
	if len(names) == 0 {
		return "a proxy that does not name itself"
	}
	return strings.Join(names, ", ")
}
