"""What visitors of ``dateline serve`` may do, tried with a small program in place of the app, and many connections."""

from __future__ import annotations

import asyncio
import json
import os
import sys
import time
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING, Any

import pytest

from tests.eventually import LIMIT

pytest.importorskip("textual_serve", reason="textual-serve is not installed")
from aiohttp import ClientError, ClientSession, ClientWebSocketResponse, WSMsgType
from aiohttp.test_utils import TestClient, TestServer

from tui.cli import web_visit
from tui.cli.web_server import Limits, WebServer
from tui.cli.web_visit import MOST_COLUMNS, MOST_MESSAGE_BYTES, MOST_ROWS, size_of

if TYPE_CHECKING:
    from aiohttp import web

    Client = TestClient[web.Request, web.Application]

ECHO = """
import os, sys
def send(data):
    sys.stdout.buffer.write(b"D" + len(data).to_bytes(4, "big") + data)
    sys.stdout.buffer.flush()
sys.stdout.buffer.write(b"__GANGLION__\\n")
send(f"{os.environ['COLUMNS']}x{os.environ['ROWS']} {os.getpid()}".encode())
while head := sys.stdin.buffer.read(5):
    data = sys.stdin.buffer.read(int.from_bytes(head[1:], "big"))
    if data == b'{"type": "quit"}':
        break
    send(head[:1] + data)
"""
"""A program that says its size and process, and then sends back each packet that it gets."""


def program(code: str) -> list[str]:
    return [sys.executable, "-I", "-S", "-c", code]


def made(
    code: str,
    *,
    is_local: bool = True,
    names: tuple[str, ...] = (),
    problems: Callable[[], list[str]] = list,
    **limits: Any,
) -> WebServer:
    return WebServer(
        program(code),
        "127.0.0.1" if is_local else "192.0.2.7",
        8000,
        is_local=is_local,
        names=names,
        problems=problems,
        shown=lambda errors: errors.replace("/secret/", ""),
        limits=Limits(**limits),
    )


@asynccontextmanager
async def served(code: str = ECHO, **options: Any) -> AsyncIterator[Client]:
    server = made(code, **options)
    async with TestClient(TestServer(await server._make_app())) as client, asyncio.timeout(LIMIT):
        yield client


async def received(visit: ClientWebSocketResponse) -> bytes:
    """Return the next output of the program."""
    message = await visit.receive()
    assert message.type is WSMsgType.BINARY, message
    return bytes(message.data)


async def farewell(visit: ClientWebSocketResponse) -> str:
    """Return what the visitor is told at the end, whatever comes before."""
    async for message in visit:
        if message.type is WSMsgType.TEXT:
            kind, words = json.loads(message.data)
            if kind == "ended":
                assert (await visit.receive()).type in (WSMsgType.CLOSE, WSMsgType.CLOSED, WSMsgType.CLOSING)
                return str(words)
    raise AssertionError("the visit ended without a word")


async def is_gone(process: int) -> None:
    """Wait until a process has ended."""
    async with asyncio.timeout(LIMIT):
        while True:
            try:
                os.kill(process, 0)
            except ProcessLookupError:
                return
            await asyncio.sleep(0.01)


# Other sites


@pytest.mark.parametrize(
    ("host", "origin", "local", "remote"),
    [
        ("127.0.0.1:8000", None, 200, 200),
        ("localhost:8000", "http://localhost:8000", 200, 200),
        ("[::1]:8000", None, 200, 200),
        ("127.0.0.1:8000", "http://127.0.0.1:9000", 403, 403),
        ("127.0.0.1:8000", "null", 403, 403),
        ("127.0.0.1:8000", "http://other.example", 403, 403),
        ("rebound.example:8000", None, 403, 403),
        ("rebound.example:8000", "http://rebound.example:8000", 403, 403),
        ("127.0.0.1.rebound.example", None, 403, 403),
        ("named.example", "https://named.example", 200, 200),
        ("192.0.2.7:8000", None, 403, 200),
        ("[", None, 403, 403),
        ("localhost/evil", None, 403, 403),
        ('localhost:8000"><script>', None, 403, 403),
        ("evil.example@localhost", None, 403, 403),
        ("", None, 403, 403),
    ],
)  # fmt: skip
@pytest.mark.parametrize("path", ["/", "/ws", "/static/css/xterm.css", "/nothing"])
async def test_only_this_machine_is_answered(host: str, origin: str | None, local: int, remote: int, path: str) -> None:
    headers = {"Host": host} | ({} if origin is None else {"Origin": origin})
    expected: Mapping[str, Mapping[int, int]] = {"/ws": {200: 400}, "/nothing": {200: 404}}
    for is_local, status in ((True, local), (False, remote)):
        async with (
            served(is_local=is_local, names=("named.example",)) as client,
            client.get(path, headers=headers) as response,
        ):
            assert response.status == expected.get(path, {}).get(status, status)


async def test_no_other_site_can_frame_or_read_the_page() -> None:
    async with served() as client:
        for path in ("/", "/static/js/textual.js", "/nothing"):
            async with client.get(path) as response:
                assert response.headers["X-Frame-Options"] == "DENY"
                assert "frame-ancestors 'none'" in response.headers["Content-Security-Policy"]
                assert response.headers["X-Content-Type-Options"] == "nosniff"
                assert "Access-Control-Allow-Origin" not in response.headers


@pytest.mark.parametrize("path", ["/download/key", "/static/", "/static/../server.py", "/static/%2e%2e/server.py"])
async def test_no_other_file_is_served(path: str) -> None:
    async with served() as client, ClientSession() as session:
        from yarl import URL

        async with session.get(URL(f"http://127.0.0.1:{client.port}{path}", encoded=True)) as response:
            assert response.status in (403, 404)


# What is sent


async def test_what_is_typed_reaches_the_app_and_the_size_is_bounded() -> None:
    async with served() as client, client.ws_connect("/ws?width=100&height=1000000000") as visit:
        assert (await received(visit)).startswith(f"100x{MOST_ROWS} ".encode())
        await visit.send_json(["stdin", "é\ud800"])
        assert await received(visit) == "Dé?".encode()
        await visit.send_json(["resize", {"width": 10**12, "height": -1}])
        assert json.loads((await received(visit))[1:]) == {"type": "resize", "width": MOST_COLUMNS, "height": 1}
        await visit.send_json(["blur"])
        assert json.loads((await received(visit))[1:]) == {"type": "blur"}


@pytest.mark.parametrize(
    "message",
    [
        "", "{", "[]", "1", "null", '"stdin"', '["stdin"]', '["stdin", 1]', '["resize"]', '["resize", 1]', '["exit"]',
        '[{"a": 1}, 2]', "[" * 50_000, '["deliver_chunk_request", {"key": "a"}]', '["ping", "' + "x" * 1000 + '"]',
    ],
    ids=lambda message: message[:20],
)  # fmt: skip
async def test_a_message_that_makes_no_sense_is_ignored(message: str) -> None:
    async with served() as client, client.ws_connect("/ws") as visit:
        await received(visit)
        await visit.send_str(message)
        await visit.send_bytes(message.encode())
        await visit.send_json(["stdin", "x"])
        assert await received(visit) == b"Dx"


async def test_a_message_that_is_too_long_ends_the_visit(caplog: pytest.LogCaptureFixture) -> None:
    async with served() as client, client.ws_connect("/ws") as visit:
        process = int((await received(visit)).split()[1])
        await visit.send_json(["stdin", "x" * MOST_MESSAGE_BYTES])
        message = await visit.receive()
        while message.type is WSMsgType.TEXT:
            message = await visit.receive()
        assert message.type in (WSMsgType.CLOSE, WSMsgType.CLOSED)
        await is_gone(process)
    assert not caplog.records


@pytest.fixture
def few_messages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a visitor send ten messages at once, and a hundred a second."""
    monkeypatch.setattr(web_visit, "_MESSAGES_PER_SECOND", 100)
    monkeypatch.setattr(web_visit, "_MESSAGES_AT_ONCE", 10)


@pytest.mark.usefixtures("few_messages")
async def test_what_is_sent_too_fast_waits_and_is_not_lost() -> None:
    async with served() as client, client.ws_connect("/ws") as visit:
        await received(visit)
        start = asyncio.get_running_loop().time()
        for number in range(50):
            await visit.send_json(["stdin", str(number)])
        assert [await received(visit) for _ in range(50)] == [f"D{number}".encode() for number in range(50)]
        assert asyncio.get_running_loop().time() - start > 0.35


@pytest.mark.usefixtures("few_messages")
async def test_what_is_no_text_waits_too() -> None:
    async with served() as client, client.ws_connect("/ws") as visit:
        await received(visit)
        start = asyncio.get_running_loop().time()
        for _ in range(49):
            await visit.send_bytes(b"x")
        await visit.send_json(["stdin", "y"])
        assert await received(visit) == b"Dy"
        assert asyncio.get_running_loop().time() - start > 0.35


@pytest.mark.parametrize("message", ["é" * 100, b"x" * 200], ids=["text", "bytes"])
async def test_bytes_are_counted_not_characters(message: str | bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    taken: list[float] = []

    async def take(allowance: object, amount: float) -> None:
        taken.append(amount)

    monkeypatch.setattr(web_visit._Allowance, "take", take)
    async with served() as client, client.ws_connect("/ws") as visit:
        await received(visit)
        await (visit.send_str(message) if isinstance(message, str) else visit.send_bytes(message))
        await visit.send_json(["stdin", "y"])
        await received(visit)
    assert 200 in taken


async def test_however_many_ask_for_the_page_the_file_is_looked_at_twice() -> None:
    looks: list[None] = []

    def look() -> list[str]:
        time.sleep(0.2)
        looks.append(None)
        return [f"found by look {len(looks)}"]

    async with served(problems=look) as client:

        async def asked(seconds: float) -> str:
            await asyncio.sleep(seconds)
            async with client.get("/") as response:
                return (await response.text()).partition("\n")[0]

        pages = await asyncio.gather(asked(0), *(asked(0.05) for _ in range(20)))
        assert pages == ["found by look 1", *["found by look 2"] * 20]
        assert await asked(0) == "found by look 3"


async def test_a_connection_that_says_nothing_or_half_a_request_is_closed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    options: dict[str, Any] = {}

    def run_app(app: Any, **given: Any) -> None:
        options.update(given)
        app.close()

    monkeypatch.setattr("tui.cli.web_server.web.run_app", run_app)
    made(ECHO).serve()
    options["loop"].close()
    assert options["keepalive_timeout"] <= 15
    server = TestServer(await made(ECHO)._make_app())
    await server.start_server(keepalive_timeout=0.2)
    async with asyncio.timeout(LIMIT):
        for said in (b"", b"GET / HTTP/1.1\r\nHost: loc"):
            reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
            writer.write(said)
            assert await reader.read() == b""
            writer.close()
    await server.close()


@pytest.mark.parametrize(
    ("given", "size"),
    [((80, 24), (80, 24)), ((None, "9"), (80, 24)), ((0, 10**9), (1, MOST_ROWS)), ((True, 2.5), (80, 24))],
)
def test_a_size_is_within_bounds(given: tuple[Any, Any], size: tuple[int, int]) -> None:
    assert size_of(*given) == size


# How many, and for how long


async def test_many_visitors_have_each_their_own_app() -> None:
    async with served() as client:

        async def visited(number: int) -> int:
            async with client.ws_connect(f"/ws?width={40 + number}&height=10") as visit:
                size, process = (await received(visit)).split()
                assert size == f"{40 + number}x10".encode()
                for letter in "abc":
                    await visit.send_json(["stdin", f"{letter}{number}"])
                    assert await received(visit) == f"D{letter}{number}".encode()
                return int(process)

        processes = await asyncio.gather(*map(visited, range(12)))
        assert len(set(processes)) == 12
        for process in processes:
            await is_gone(process)


async def test_one_visitor_too_many_is_told_so() -> None:
    async with served(visitors=2) as client, client.ws_connect("/ws") as first, client.ws_connect("/ws") as second:
        for visit in (first, second):
            await received(visit)
        async with client.ws_connect("/ws") as third:
            assert await farewell(third) == "Dateline has 2 visitors already. Try again later."
        async with client.get("/") as response:
            assert (response.status, await response.text()) == (
                503,
                "Dateline has 2 visitors already. Try again later.",
            )
        await second.close()
        while True:
            async with client.ws_connect("/ws") as third:
                if (await third.receive()).type is WSMsgType.BINARY:
                    break


async def test_a_visitor_who_has_gone_before_the_visit_began_is_no_error(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def prepare(websocket: object, request: object) -> None:
        raise ConnectionResetError

    monkeypatch.setattr("tui.cli.web_server.web.WebSocketResponse.prepare", prepare)
    async with served() as client:
        with suppress(ClientError):
            await client.ws_connect("/ws")
    assert not caplog.records


async def test_a_visit_ends_when_nothing_is_done() -> None:
    async with served(idle_seconds=0.3) as client, client.ws_connect("/ws") as visit:
        await received(visit)
        assert await farewell(visit) == "Session ended. Nothing was done for a long time."


# The end


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("", "Session ended."),
        (
            "import sys; sys.stderr.write('/secret/a.yaml:1:2: wrong\\n'); sys.exit(2)",
            "Session ended.\n\na.yaml:1:2: wrong",
        ),
        ("1/0", "Dateline has crashed. Whoever serves it finds a report."),
        ("import sys; sys.exit(129)", "Session ended."),
        ("import os; os.kill(os.getpid(), 9)", "Dateline has crashed. Whoever serves it finds a report."),
    ],
    ids=["quit", "refused", "crash", "alone", "killed"],
)
async def test_a_visitor_sees_why_the_session_ended(code: str, words: str) -> None:
    async with served(code) as client, client.ws_connect("/ws") as visit:
        assert await farewell(visit) == words


async def test_a_visitor_sees_that_the_server_stops() -> None:
    async with served() as client, client.ws_connect("/ws") as visit:
        process = int((await received(visit)).split()[1])
        closing = asyncio.create_task(client.server.close())
        assert await farewell(visit) == "Dateline is no longer served."
        await closing
        await is_gone(process)


async def test_an_app_that_does_not_end_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web_visit, "_SECONDS_TO_QUIT", 0.2)
    async with served(ECHO.replace("break", "pass") + "\nimport time\ntime.sleep(1000)") as client:
        async with client.ws_connect("/ws") as visit:
            process = int((await received(visit)).split()[1])
        await is_gone(process)


async def test_an_address_is_opened_in_the_browser_of_the_visitor() -> None:
    code = ECHO.replace(
        "send(head[:1] + data)",
        'meta = b\'{"type": "open_url", "url": "https://example.org", "new_tab": true}\'\n'
        '    sys.stdout.buffer.write(b"M" + len(meta).to_bytes(4, "big") + meta); sys.stdout.buffer.flush()',
    )
    async with served(code) as client, client.ws_connect("/ws") as visit:
        await received(visit)
        await visit.send_json(["stdin", "o"])
        assert await visit.receive_json() == ["open_url", {"url": "https://example.org", "new_tab": True}]
