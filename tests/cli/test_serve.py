"""``dateline serve``, without a browser."""

from __future__ import annotations

import asyncio
import http.client
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.cli.program import DATELINE, run
from tests.eventually import LIMIT
from tests.terminal.terminal import Terminal
from tests.timelines import ROOT, SMALL
from tui.timeline.loader import LARGE_FILE

if TYPE_CHECKING:
    from aiohttp import ClientWebSocketResponse


@pytest.fixture
def small(tmp_path: Path) -> str:
    path = tmp_path / "small.yaml"
    path.write_text(SMALL, encoding="utf-8")
    return str(path)


@pytest.fixture
def port() -> int:
    """A port that is probably free."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        number: int = server.getsockname()[1]
        return number


@pytest.fixture
def server(small: str, port: int) -> Iterator[Terminal]:
    pytest.importorskip("textual_serve", reason="textual-serve is not installed")
    with Terminal([DATELINE, "serve", small, f"--port={port}"]) as terminal:
        terminal.wait_for(f"Dateline is at http://127.0.0.1:{port}")
        terminal.wait_until(lambda: is_listening(port), "an answer")
        yield terminal


def is_listening(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True


def get(port: int, path: str = "/", **headers: str) -> tuple[int, str]:
    """Request a path; return the status and the text."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", path, headers=headers)
    response = connection.getresponse()
    text = response.read().decode()
    connection.close()
    return response.status, text


def test_the_page_needs_no_other_site(server: Terminal, port: int) -> None:
    status, page = get(port)
    assert status == 200
    assert "<title>Dateline</title>" in page
    assert "googleapis" not in page
    assert f"ws://127.0.0.1:{port}/ws" in page
    for part in ("js/textual.js", "css/xterm.css", "fonts/RobotoMono-VariableFont_wght.ttf"):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        connection.request("HEAD", f"/static/{part}")
        assert connection.getresponse().status == 200, part
        connection.close()
    server.send("\x03")
    assert server.wait_for_exit() == 0


def test_pages_of_other_sites_are_refused(server: Terminal, port: int) -> None:
    assert get(port, Host=f"localhost:{port}")[0] == 200
    assert get(port, Host=f"rebound.example:{port}")[0] == 403
    upgrade = {
        "Connection": "Upgrade",
        "Upgrade": "websocket",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA==",
    }
    assert get(port, "/ws", Origin="http://other.example", **upgrade)[0] == 403
    assert get(port, "/ws", Host=f"rebound.example:{port}", **upgrade)[0] == 403


async def test_nothing_is_kept_written_or_copied_for_a_visitor(small: str, port: int, tmp_path: Path) -> None:
    import aiohttp

    mine = {"DATELINE_DATA": "data", "DATELINE_STATE": "state", "DATELINE_CONFIG": "config.toml"}
    (tmp_path / "config.toml").write_text("query = 'after:2023'\n", encoding="utf-8")
    environment = {name: str(tmp_path / path) for name, path in mine.items()} | {"VISUAL": "touch"}
    before = sorted(tmp_path.rglob("*"))
    with Terminal([DATELINE, "serve", small, f"--port={port}"], environment=environment) as terminal:
        terminal.wait_until(lambda: is_listening(port), "an answer")
        async with (
            aiohttp.ClientSession() as session,
            session.ws_connect(f"http://127.0.0.1:{port}/ws?width=120&height=36") as visit,
        ):
            await output(visit, until="5 events")
            await output(visit, until="First time?")
            for keys, said in (
                ("M", "Marks, notes and views cannot be kept"),
                ("/talks\rS", "Marks, notes and views cannot be kept"),
                ("A", "Marks, notes and views cannot be kept"),
                ("e", "cannot be edited from a browser"),
                ("C", "dateline --file small.yaml -- talks"),
                ("x", "Export 1 event"),
                ("\r", "Files cannot be written from a browser"),
            ):
                await visit.send_json(["stdin", keys])
                await output(visit, until=said)
            await visit.send_json(["stdin", "\x11"])
            await output(visit, until='"ended", "Session ended."')
    assert sorted(tmp_path.rglob("*")) == before


async def test_many_visitors_ask_at_once(server: Terminal, port: int) -> None:
    import aiohttp

    async def ask(query: str, count: str) -> None:
        async with (
            aiohttp.ClientSession() as session,
            session.ws_connect(f"http://127.0.0.1:{port}/ws?width=120&height=36") as visit,
        ):
            await output(visit, until="First talks")
            await visit.send_json(["stdin", f"/{query}\r"])
            await output(visit, until=count)

    queries = {"status:denied": "1 of 5 events", "actor:russia": "4 of 5 events", "drone": "1 of 5 events"}
    await asyncio.gather(*(ask(*item) for item in (*queries.items(), *queries.items())))


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_no_app_is_left_when_the_server_is_killed(small: str) -> None:
    environment = {**os.environ, "TEXTUAL_DRIVER": "textual.drivers.web_driver:WebDriver"}
    command = [sys.executable, "-m", "tui", "--file", small]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment, cwd=ROOT) as app:
        assert app.stdout is not None
        assert app.stdin is not None
        assert app.stdout.readline() == b"__GANGLION__\n"
        app.stdin.close()
        app.stdout.read()
        assert app.wait(LIMIT) == 128 + signal.SIGHUP


def test_the_page_lists_the_problems_of_a_broken_file(server: Terminal, port: int, small: str) -> None:
    path = Path(small)
    path.write_text(SMALL + "nonsense: 1\n", encoding="utf-8")
    status, page = get(port)
    assert status == 503
    assert page.startswith("small.yaml:")
    assert "unknown key 'nonsense'" in page
    path.unlink()
    assert get(port)[0] == 503
    path.write_text(SMALL, encoding="utf-8")
    assert get(port)[0] == 200


# A large file


@pytest.fixture
def large(tmp_path: Path) -> Path:
    path = tmp_path / "large.yaml"
    path.write_text(SMALL + "# as large as one that is kept in the cache\n" * (LARGE_FILE // 40), encoding="utf-8")
    return path


async def received(port: int, *, until: str) -> str:
    """Connect as a browser does, and return the output up to a text."""
    import aiohttp

    async with (
        aiohttp.ClientSession() as session,
        session.ws_connect(f"http://127.0.0.1:{port}/ws?width=100&height=30") as visit,
    ):
        return await output(visit, until=until)


async def output(visit: ClientWebSocketResponse, *, until: str) -> str:
    """Return the messages to a visitor up to a text, without the sequences of the terminal in them."""
    from aiohttp import WSMsgType

    sent = ""
    async with asyncio.timeout(LIMIT):
        while until not in sent:
            message = await visit.receive()
            assert message.type in (WSMsgType.BINARY, WSMsgType.TEXT), sent
            data = message.data.decode() if isinstance(message.data, bytes) else message.data
            sent += re.sub(r"\x1b\[[\d;?<>=$]*[A-Za-z]", "", data)
    return sent


async def test_a_large_file_is_read_once_and_opens_at_once_for_every_visitor(
    large: Path, port: int, tmp_path: Path
) -> None:
    pytest.importorskip("textual_serve", reason="textual-serve is not installed")
    environment = {"XDG_CACHE_HOME": str(tmp_path / "cache"), "HOME": str(tmp_path)}
    with Terminal([DATELINE, "serve", str(large), f"--port={port}"], environment=environment) as terminal:
        terminal.wait_for("reading large.yaml, once for all")
        terminal.wait_for(f"Dateline is at http://127.0.0.1:{port}")
        terminal.wait_until(lambda: is_listening(port), "an answer")
        [store] = tmp_path.rglob("*.store")
        inode = store.stat().st_ino
        for sent in await asyncio.gather(*(received(port, until="First talks") for _ in range(2))):
            assert "The next time it opens at once" not in sent
        assert [found.stat().st_ino for found in tmp_path.rglob("*.store")] == [inode], "it was read again"
        store.unlink()
        assert "The next time it opens at once" in await received(port, until="First talks")


def test_problems_of_a_large_file_are_printed(large: Path, port: int, tmp_path: Path) -> None:
    pytest.importorskip("textual_serve", reason="textual-serve is not installed")
    with large.open("a", encoding="utf-8") as file:
        file.write("nonsense: 1\n")
    line = large.read_text(encoding="utf-8").count("\n")
    ran = run([DATELINE, "serve", str(large), f"--port={port}"], environment={"XDG_CACHE_HOME": str(tmp_path)})
    assert ran.returncode == 2
    assert f"large.yaml:{line}:1: unknown key 'nonsense'" in ran.stderr.decode()
    assert b"Traceback" not in ran.stderr


def test_a_port_in_use_is_an_error(small: str) -> None:
    pytest.importorskip("textual_serve", reason="textual-serve is not installed")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        ran = run([DATELINE, "serve", small, "--port", str(port)])
    assert ran.returncode == 2
    message = ran.stderr.decode()
    assert message.startswith(f"dateline: cannot serve at 127.0.0.1, port {port}: ")
    assert message.count("\n") == 1


def test_without_the_extra_the_error_says_what_to_install(small: str) -> None:
    script = """
import sys
sys.modules["textual_serve"] = None
from tui.cli.main import main
sys.exit(main(sys.argv[1:]))
"""
    ran = run([sys.executable, "-c", script, "serve", small], directory=ROOT)
    assert ran.returncode == 2
    assert ran.stderr == b"dateline: serving needs textual-serve: pip install 'dateline[web]'\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nope.yaml"], "nope.yaml"),
        (["-"], "cannot come from standard input"),
        (["--port", "0"], "'0' is not a port"),
        (["--port", "x"], "'x' is not a port"),
        (["--host", ""], "--host needs"),
        (["--nonsense"], "--nonsense"),
    ],
    ids=str,
)
def test_wrong_arguments_are_an_error(arguments: list[str], message: str, tmp_path: Path) -> None:
    pytest.importorskip("textual_serve", reason="textual-serve is not installed")
    ran = run([DATELINE, "serve", *arguments], directory=tmp_path)
    assert ran.returncode == 2
    assert message in ran.stderr.decode()
    assert b"Traceback" not in ran.stderr


def test_a_public_host_is_a_warning(small: str, port: int) -> None:
    pytest.importorskip("textual_serve", reason="textual-serve is not installed")
    with Terminal([DATELINE, "serve", small, "--host=0.0.0.0", f"--port={port}"], size=(120, 10)) as terminal:
        terminal.wait_for("there is no login")
        terminal.wait_for("Ctrl+C ends it")


def test_the_module_runs_from_anywhere(small: str, tmp_path: Path) -> None:
    (tmp_path / "tui").mkdir()  # not the package of that name in the present folder
    ran = run(
        [sys.executable, "-P", "-m", "tui", small, "--list", "talks"],
        directory=tmp_path,
        environment={"PYTHONPATH": str(ROOT)},
    )
    assert b"First talks" in ran.stdout
