"""What a timeline is, how it is read, asked and checked. Runs without a terminal: no Textual, no Rich."""
