"""Timelines: the model, how one is read, searched, checked, kept and exported. Needs neither Textual nor Rich."""
