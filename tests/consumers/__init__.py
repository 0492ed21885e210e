"""What Dateline writes, read by the programs that it is for."""
