"""Large timelines on disk: how a store is built, kept and read."""
