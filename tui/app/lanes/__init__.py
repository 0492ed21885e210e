"""The lanes view: events over time, one lane for each value of a facet."""
