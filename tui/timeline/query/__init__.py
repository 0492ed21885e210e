"""The query language: parsing and printing queries, and binding them to a timeline."""
