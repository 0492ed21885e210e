"""Themes, styles and filters for terminals with few colours."""
