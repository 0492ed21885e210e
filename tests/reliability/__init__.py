"""Long random trials of everything that can go wrong, each with an oracle: `make soak` runs them all.

Each kind of trial is a module that runs alone too:

    python -m tests.reliability.mutated_files --seed 7 --seconds 60

The trials of a seed are numbered. A fault is printed with what repeats its trial alone.
"""
