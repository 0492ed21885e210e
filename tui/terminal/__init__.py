"""What a terminal can show: the symbols, and how a text is written in ASCII."""
