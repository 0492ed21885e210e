"""Text, whatever it is from: what is safe to show, the form it is searched in, the nearest known name."""
