"""A process that is stopped and continued at once, while its event loop is busy, is not stopped after that."""

from __future__ import annotations

import asyncio
import os
import signal
import time
from typing import Any

import pytest
from textual.app import App

from tests.eventually import eventually_async
from tui.app.textual_suspension import Suspension

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGTSTP"), reason="there is no Ctrl+Z")


class PretendedDriver:
    """Notes what a driver for a terminal is asked to do."""

    _auto_restart = True
    _must_signal_resume = False

    def __init__(self) -> None:
        self.modes: list[str] = []

    def suspend_application_mode(self) -> None:
        self.modes.append("left")

    def _sigtstp_application(self) -> None:
        raise AssertionError("that of Textual is not called")

    def _sigcont_application(self) -> None:
        self._must_signal_resume = False
        self.modes.append("taken")


@pytest.fixture
def stops(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The signals that the process has sent itself."""
    sent: list[int] = []
    monkeypatch.setattr(os, "kill", lambda process, number: sent.append(number))
    return sent


@pytest.fixture
async def running() -> App[None]:
    app: App[None] = App()
    app._running = True
    return app


@pytest.fixture
async def driver(running: App[None]) -> PretendedDriver:
    driver: Any = PretendedDriver()
    Suspension(running, driver)
    return driver  # type: ignore[no-any-return]


async def test_it_stops_after_it_has_left_the_terminal(driver: PretendedDriver, stops: list[int]) -> None:
    signal.raise_signal(signal.SIGTSTP)
    await eventually_async(lambda: stops)
    assert stops == [signal.SIGSTOP]
    assert driver.modes == ["left"]
    signal.raise_signal(signal.SIGCONT)
    await eventually_async(lambda: driver.modes == ["left", "taken"])


async def test_it_stops_once_when_it_is_asked_twice(driver: PretendedDriver, stops: list[int]) -> None:
    for _ in range(2):
        signal.raise_signal(signal.SIGTSTP)
        await eventually_async(lambda: driver.modes)
    await eventually_async(lambda: stops)
    assert stops == [signal.SIGSTOP]
    assert driver.modes == ["left"]


async def test_it_leaves_and_takes_no_terminal_when_the_app_is_ending(
    running: App[None], driver: PretendedDriver, stops: list[int]
) -> None:
    signal.raise_signal(signal.SIGTSTP)
    await eventually_async(lambda: stops)
    running._running = False
    signal.raise_signal(signal.SIGCONT)
    await asyncio.sleep(0.1)  # longer than the event loop waits before it stops
    signal.raise_signal(signal.SIGTSTP)
    await asyncio.sleep(0.1)
    assert driver.modes == ["left"]
    assert stops == [signal.SIGSTOP]


async def test_it_stops_some_time_after_it_was_continued(driver: PretendedDriver, stops: list[int]) -> None:
    signal.raise_signal(signal.SIGCONT)
    time.sleep(0.02)
    signal.raise_signal(signal.SIGTSTP)
    await eventually_async(lambda: stops)
    assert driver.modes == ["left"]


async def test_it_does_not_stop_when_the_signals_may_be_swapped(driver: PretendedDriver, stops: list[int]) -> None:
    signal.raise_signal(signal.SIGCONT)  # as if it had interrupted the handler of the other
    signal.raise_signal(signal.SIGTSTP)
    await asyncio.sleep(0.1)
    assert not stops
    assert not driver.modes


@pytest.mark.parametrize("times", [1, 3])
async def test_it_does_not_stop_once_it_was_continued(driver: PretendedDriver, stops: list[int], times: int) -> None:
    for _ in range(times):
        signal.raise_signal(signal.SIGTSTP)
        while driver.modes[-1:] != ["left"]:
            await asyncio.sleep(0)
        signal.raise_signal(signal.SIGCONT)
        time.sleep(0.1)  # the event loop is busy until the process should stop
        await eventually_async(lambda: driver.modes[-1] == "taken")
    await asyncio.sleep(0.1)
    assert driver.modes == ["left", "taken"] * times
    assert not stops


async def test_it_does_not_stop_while_another_program_has_the_terminal_and_was_continued(
    driver: PretendedDriver, stops: list[int]
) -> None:
    driver._auto_restart = False
    signal.raise_signal(signal.SIGTSTP)
    await asyncio.sleep(0)
    signal.raise_signal(signal.SIGCONT)
    await asyncio.sleep(0.1)
    assert not stops
    assert not driver.modes
