// Package em holds the words of Veeam Backup Enterprise Manager (EM): its states, results and job types, and how it is
// decided that two names are the same. It imports nothing else of this module, so that every package can use it.
package em
