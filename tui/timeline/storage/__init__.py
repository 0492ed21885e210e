"""Large timelines on disk: how their stores are built, cached and read."""
