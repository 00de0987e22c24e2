package veeamsim

import (
	"math/rand/v2"
	"slices"
)

// seeded is a source of chance that is the same for the same seed, one per purpose.
func seeded(seed int64, purpose int) *rand.Rand {
	return rand.New(rand.NewPCG(uint64(seed), uint64(purpose))) //nolint:gosec // order and luck, no secrets
}

// shuffled is an order that means nothing.
func shuffled[T any](list []*T, seed int64, purpose int) []*T {
	mixed := slices.Clone(list)
	seeded(seed, purpose).Shuffle(len(mixed), func(i, j int) { mixed[i], mixed[j] = mixed[j], mixed[i] })
	return mixed
}

// Purposes of chance. Pages of unsorted queries follow, one purpose each.
const (
	forRules = iota
	forCollections
	forPages
)
