"""``dateline serve``, without a browser."""

from __future__ import annotations

import asyncio
import http.client
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.program import DATELINE, run
from tests.eventually import LIMIT
from tests.terminal.terminal import Terminal
from tests.timelines import ROOT, SMALL
from tui.timeline.loader import LARGE_FILE


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

    sent = b""
    async with (
        aiohttp.ClientSession() as session,
        session.ws_connect(f"http://127.0.0.1:{port}/ws?width=100&height=30") as visit,
        asyncio.timeout(LIMIT),
    ):
        while until.encode() not in sent:
            message = await visit.receive()
            assert message.type in (aiohttp.WSMsgType.BINARY, aiohttp.WSMsgType.TEXT), sent.decode()
            sent += message.data if isinstance(message.data, bytes) else b""
    return sent.decode(errors="replace")


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
        (["--port", "0"], "'0' is no port"),
        (["--port", "x"], "'x' is no port"),
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
