"""Formats that are read besides Dateline's own YAML: one module each, all ending in the same assembly.

`tui.timeline.formats.registry` names them, `detect` chooses one for a file, and `reader` makes a timeline with it. A
format gives either a `Table`, whose columns are given roles, or a `ForeignTimeline` of events in Dateline's vocabulary;
`assemble` makes a `Timeline` of the latter and counts what could not be kept as it was.
"""
