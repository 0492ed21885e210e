"""Events drawn over time, one lane for each value of a facet: what stands in which cell, without a screen."""
