"""The index of a timeline's events, and the answers to queries."""
