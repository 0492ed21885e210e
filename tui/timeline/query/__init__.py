"""The query language: parsed, printed, bound to a timeline."""
