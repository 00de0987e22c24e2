package veeamclient

// Takers is how many reads share the one read under way, for tests that must know when all have joined.
func Takers(c *Client) (n int) {
	c.flights.mutex.Lock()
	defer c.flights.mutex.Unlock()
	for _, open := range c.flights.open {
		if f, ok := open.(*flight[BackupTaskSession]); ok {
			f.mutex.Lock()
			n += len(f.takers)
			f.mutex.Unlock()
		}
	}
	return n
}
