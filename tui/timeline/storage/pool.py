"""Processes that share the work on a large file."""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from typing import Any, TypeVar

Found = TypeVar("Found")

_MAX_PROCESSES = 16


def results_in_order(
    work: Callable[..., Found],
    tasks: Iterable[tuple[Any, ...]],
    count: int,
    start: Callable[..., None] | None = None,
    settings: tuple[Any, ...] = (),
) -> Iterator[Found]:
    """Yield what several processes make of tasks, in the order of these. Few wait at a time, so that memory is bounded.

    Args:
        work: makes a result of the arguments of a task.
        tasks: the arguments of each task.
        count: how many tasks there are.
        start: called in each process before its first task.
        settings: its arguments.
    """
    processes = min(_MAX_PROCESSES, os.cpu_count() or 1, count)
    with ProcessPoolExecutor(processes, initializer=_start_process, initargs=(start, settings)) as pool:
        pending: deque[Future[Found]] = deque()
        waiting = iter(tasks)
        try:
            while True:
                while len(pending) < processes + 2 and (task := next(waiting, None)) is not None:
                    pending.append(pool.submit(work, *task))
                if not pending:
                    return
                yield pending.popleft().result()
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _start_process(start: Callable[..., None] | None, settings: tuple[Any, ...]) -> None:
    _end_with_pool()
    if start is not None:
        start(*settings)


def _end_with_pool() -> None:
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
