"""Two changed versions of a timeline's file merged into one, and several timelines written as one file."""
