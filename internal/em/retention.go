package em

import "time"

// LongestRetention is as long as EM can be told to keep sessions: 999 weeks. Unless it is told otherwise it keeps 13 (observed in its
// settings).
const LongestRetention = 999 * 7 * 24 * time.Hour
