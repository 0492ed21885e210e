"""The folders and files that hold what the program keeps, for their owner alone."""
