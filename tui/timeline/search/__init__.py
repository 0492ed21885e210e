"""The index, and the answers that it gives to queries."""
