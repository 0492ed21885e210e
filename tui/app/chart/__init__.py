"""The chart of events over time."""
