"""A timeline and its parts in memory."""
