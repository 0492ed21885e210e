"""Looking at the pages of sources. Nothing but ``dateline check --online`` imports it, and nothing else goes out."""
