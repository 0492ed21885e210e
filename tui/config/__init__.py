"""The user's own settings, and what the program remembers."""
