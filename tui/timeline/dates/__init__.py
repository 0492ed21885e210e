"""Dates: EDTF, dates in words, and dates as people type them."""
