"""What is owed to the readers of a timeline: an editor's list of what is unanswered, unsourced, undated or missing."""
