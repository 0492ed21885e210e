"""Counts over an answer: by time, and by two facets."""
