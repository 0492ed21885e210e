"""Run Dateline from a checkout: ``python main.py [FILE] [QUERY…]``."""

from tui.cli.main import run

if __name__ == "__main__":
    run()
