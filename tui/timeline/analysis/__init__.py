"""Counts of events: over time, and by the values of two facets."""
