package veeamsim

// WANAccelerator is a server that saves traffic between two sites. Capacity is that of its cache, in GB.
type WANAccelerator struct {
	ID, Name, Description, ServerID string
	OutOfDate                       bool
	Version                         string
	Capacity                        int64
	TrafficPort                     int // 0: 6165
	ConnectionsCount                int // 0: 5
	CachePath                       string
	HighBandwidthModeEnabled        bool

	server *BackupServer // nil: not in the inventory
}

func (WANAccelerator) service() service { return service{kinds: []anyKind{wanAcceleratorKind}} }

var wanAcceleratorKind = &kind[WANAccelerator]{
	name:   "WanAccelerator",
	path:   "/wanAccelerators",
	access: users,
	join: func(s *snapshot, w *WANAccelerator) {
		w.server = backupServerKind.find(s, w.ServerID)
		if w.TrafficPort == 0 {
			w.TrafficPort = 6165
		}
		if w.ConnectionsCount == 0 {
			w.ConnectionsCount = 5
		}
	},
	identity: func(w *WANAccelerator) identity { return identity{id: w.ID, name: w.Name} },
	server:   func(w *WANAccelerator) (string, *BackupServer) { return w.ServerID, w.server },
	fields: func(_ view, w *WANAccelerator) []field {
		return []field{
			element("Description", w.Description),
			element("OutOfDate", w.OutOfDate),
			element("Version", w.Version),
			element("Capacity", w.Capacity),
			element("TrafficPort", w.TrafficPort),
			element("ConnectionsCount", w.ConnectionsCount),
			element("CachePath", w.CachePath),
			element("HighBandwidthModeEnabled", w.HighBandwidthModeEnabled),
		}
	},
	links: func(v view, w *WANAccelerator, other link) []link {
		return append(v.upServer(nil, w.ServerID, w.server), other)
	},
	parameters: []parameter[WANAccelerator]{
		numberOf("Capacity", func(w *WANAccelerator) int64 { return w.Capacity }),
		numberOf("ConnectionsCount", func(w *WANAccelerator) int64 { return int64(w.ConnectionsCount) }),
		flagOf("HighBandwidthModeEnabled", func(w *WANAccelerator) bool { return w.HighBandwidthModeEnabled }),
	},
}
