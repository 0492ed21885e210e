"""Text of any kind: making it printable, folding it for search, finding the nearest name; and frozen records."""
