"""What a careful editor would look at: the file alone, and its quotes beside the articles."""
