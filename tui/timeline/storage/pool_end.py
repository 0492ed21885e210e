"""The end of a worker of a pool of processes."""

from __future__ import annotations

import multiprocessing
import os
import threading


def end_with_pool() -> None:
    """End this process, a worker, once the process of the pool has ended, for whatever reason.

    A pool that is killed leaves workers that wait for work forever.
    """
    pool = multiprocessing.parent_process()
    if pool is None:
        return

    def wait() -> None:
        pool.join()
        os._exit(1)

    threading.Thread(target=wait, daemon=True).start()
