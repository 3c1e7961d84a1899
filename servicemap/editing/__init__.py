"""Changes to files that people wrote: each replaces, inserts or removes what it is about alone."""
