"""Run Dateline from wherever it is installed: ``python -m tui [FILE] [QUERY…]``."""

from tui.cli.main import run

if __name__ == "__main__":
    run()
