"""What an editor should look at: faults of the timeline itself, and differences between its quotes and the articles."""
