"""Two versions of a timeline compared, event by event and in the timeline's own words."""
