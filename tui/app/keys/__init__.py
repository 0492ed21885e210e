"""The names of keys."""
