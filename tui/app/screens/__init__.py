"""The screens, and what they do."""
