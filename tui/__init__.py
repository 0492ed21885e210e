"""Dateline: a terminal browser for timelines of sourced events."""
