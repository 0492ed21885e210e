"""The fetcher: bounded in every way, and to public addresses alone; and its manners."""

from __future__ import annotations

import gzip
import socket
import threading
from collections.abc import Callable, Iterator

import pytest

from tests.cli.web import Web, page, serving
from tui.cli.online import connections
from tui.cli.online.extractor import Extractor, NoTextError
from tui.cli.online.fetcher import WebFetcher
from tui.cli.online.fetching import FetchError, Response
from tui.cli.online.polite import PoliteFetcher


@pytest.fixture
def web() -> Iterator[Web]:
    with serving() as made:
        yield made


LOCAL = WebFetcher(allow_private=True, most_bytes=10_000, seconds=5)


def refusal(url: str, fetcher: WebFetcher = LOCAL) -> str:
    with pytest.raises(FetchError) as caught:
        fetcher.fetch(url)
    return str(caught.value)


def test_a_page_is_returned_with_its_status_and_the_agent_names_dateline(web: Web) -> None:
    web.answers["/a"] = page("Hello")
    answer = LOCAL.fetch(web.url("/a"))
    assert (answer.status, answer.url, answer.moved_to) == (200, web.url("/a"), None)
    assert b"Hello" in answer.body
    assert LOCAL.fetch(web.url("/none")).status == 404
    assert all(agent.startswith("Dateline/") for agent in web.agents)


def test_redirects_are_followed_as_far_as_is_reasonable(web: Web) -> None:
    web.answers["/end"] = page("Hello")
    web.answers["/for-good"] = (301, {"Location": "/end"}, b"")
    web.answers["/for-now"] = (302, {"Location": "/end"}, b"")
    web.answers["/then-for-now"] = (308, {"Location": "/for-now"}, b"")
    web.answers["/circle"] = (302, {"Location": "/circle"}, b"")
    web.answers["/file"] = (302, {"Location": "file:///etc/passwd"}, b"")
    web.answers["/odd"] = (302, {"Location": "gopher://x.org/"}, b"")
    for number in range(9):
        web.answers[f"/{number}"] = (302, {"Location": f"/{number + 1}"}, b"")
    assert LOCAL.fetch(web.url("/for-good")).moved_to == web.url("/end")
    assert LOCAL.fetch(web.url("/for-now")).moved_to is None
    assert LOCAL.fetch(web.url("/then-for-now")).moved_to == web.url("/for-now")
    assert refusal(web.url("/circle")) == "it redirects more than 5 times, or in a circle"
    assert refusal(web.url("/0")) == "it redirects more than 5 times, or in a circle"
    assert refusal(web.url("/file")) == "it redirects to an address that is not on the web"
    assert refusal(web.url("/odd")) == "it redirects to an address that is not on the web"


def test_a_page_is_bounded_in_size_compressed_or_not(web: Web) -> None:
    web.answers["/large"] = (200, {}, b"x" * 20_000)
    bomb = gzip.compress(b"x" * 1_000_000)
    assert len(bomb) < 10_000
    web.answers["/bomb"] = (200, {"Content-Encoding": "gzip"}, bomb)
    web.answers["/packed"] = (200, {"Content-Encoding": "gzip"}, gzip.compress(b"hello"))
    web.answers["/damaged"] = (200, {"Content-Encoding": "gzip"}, b"hello")
    web.answers["/brotli"] = (200, {"Content-Encoding": "br"}, b"hello")
    assert refusal(web.url("/large")) == refusal(web.url("/bomb")) == "the page is larger than 0.01 MB"
    assert LOCAL.fetch(web.url("/packed")).body == b"hello"
    assert refusal(web.url("/damaged")) == "the page is damaged"
    assert refusal(web.url("/brotli")) == "the page is compressed with 'br', which was not asked for"


def test_a_server_that_drips_is_left_after_a_while() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        is_over = threading.Event()

        def drip() -> None:
            connection, _ = server.accept()
            with connection:
                connection.recv(1000)
                while not is_over.is_set():
                    try:
                        connection.sendall(b"H")
                    except OSError:
                        return
                    is_over.wait(0.05)

        thread = threading.Thread(target=drip, daemon=True)
        thread.start()
        slow = WebFetcher(allow_private=True, most_seconds=0.5)
        assert refusal(f"http://127.0.0.1:{server.getsockname()[1]}/", slow) == "the page took more than 0.5 seconds"
        is_over.set()
        thread.join()


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "localhost",
        "[::1]",
        "10.0.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "[::ffff:127.0.0.1]",
        "0.0.0.0",
        "0x7f.1",
    ],
)
def test_no_name_leads_into_the_network_of_this_machine(host: str, web: Web) -> None:
    message = refusal(f"http://{host}:{web.port}/", WebFetcher())
    assert "is at a private address" in message or message == "there is no such host", message
    assert web.asked == []


def test_a_redirect_does_not_lead_into_the_network_of_this_machine(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    web.answers["/a"] = (302, {"Location": f"http://localhost:{web.port}/secret"}, b"")
    is_public = connections._is_public
    asked: list[str] = []

    def first_is_public(address: str) -> bool:
        asked.append(address)
        return len(asked) == 1 or is_public(address)

    monkeypatch.setattr(connections, "_is_public", first_is_public)
    assert "is at a private address" in refusal(web.url("/a"), WebFetcher())
    assert web.asked == ["/a"]


def test_what_is_no_web_address_is_refused() -> None:
    for url in ("file:///etc/passwd", "ftp://x.org/", "http:///x", "https://me:secret@x.org/", "http://[::1/"):
        refusal(url)


def test_failures_are_said_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    assert refusal(f"http://127.0.0.1:{port}/") == "it refuses the connection"

    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(FetchError, match="there is no such host") as caught:
        LOCAL.fetch("http://nowhere.example/")
    assert caught.value.is_gone


# Manners


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def sleep(self, seconds: float) -> None:
        self.now += seconds


def polite(clock: Clock) -> PoliteFetcher:
    return PoliteFetcher(LOCAL, "Dateline", seconds_between=2, clock=lambda: clock.now, sleep=clock.sleep)


def test_a_host_is_asked_seldom_and_its_robots_txt_once(web: Web) -> None:
    clock = Clock()
    fetcher = polite(clock)
    for path in ("/a", "/b", "/a"):
        fetcher.fetch(web.url(path))
    assert web.asked == ["/robots.txt", "/a", "/b", "/a"]
    assert clock.now == 6


def test_robots_txt_is_obeyed(web: Web) -> None:
    clock = Clock()
    web.answers["/robots.txt"] = (
        200,
        {},
        b"User-agent: *\nDisallow: /private\nCrawl-delay: 7\n\nUser-agent: other\nDisallow: /\n",
    )
    fetcher = polite(clock)
    assert fetcher.fetch(web.url("/a")).status == 404
    with pytest.raises(FetchError, match=r"its robots\.txt forbids it") as caught:
        fetcher.fetch(web.url("/private/a"))
    assert not caught.value.is_passing
    fetcher.fetch(web.url("/b"))
    assert clock.now == 9
    assert web.pages_asked() == ["/a", "/b"]


@pytest.mark.parametrize(("status", "is_allowed"), [(404, True), (403, True), (500, False), (429, False)])
def test_a_robots_txt_that_fails_forbids_unless_there_is_none(web: Web, status: int, is_allowed: bool) -> None:
    web.answers["/robots.txt"] = (status, {}, b"Disallow")
    fetcher = polite(Clock())
    if is_allowed:
        fetcher.fetch(web.url("/a"))
    else:
        with pytest.raises(FetchError, match=r"its robots\.txt cannot be read now"):
            fetcher.fetch(web.url("/a"))
    assert web.pages_asked() == ["/a"] * is_allowed


def test_a_redirect_is_asked_as_politely(web: Web) -> None:
    clock = Clock()
    host = f"http://localhost:{web.port}"
    web.answers["/a"] = (302, {"Location": f"{host}/b"}, b"")
    web.answers["/c"] = (302, {"Location": "/private/d"}, b"")
    web.answers["/robots.txt"] = (200, {}, b"User-agent: dateline\nDisallow: /private\n")
    fetcher = polite(clock)
    assert fetcher.fetch(web.url("/a")).url == f"{host}/b"
    assert (web.asked, clock.now) == (["/robots.txt", "/a", "/robots.txt", "/b"], 4)
    with pytest.raises(FetchError, match=r"its robots\.txt forbids it"):
        fetcher.fetch(web.url("/c"))
    assert web.pages_asked() == ["/a", "/b", "/c"]


def test_a_host_that_asks_to_wait_is_waited_for_or_left(web: Web) -> None:
    clock = Clock()
    fetcher = polite(clock)
    web.answers["/busy"] = (429, {"Retry-After": "20"}, b"")
    web.answers["/closed"] = (503, {"Retry-After": "3600"}, b"")
    fetcher.fetch(web.url("/busy"))
    before = clock.now
    fetcher.fetch(web.url("/closed"))
    assert clock.now - before == 20
    with pytest.raises(FetchError, match="the host asks to wait for 3600 seconds"):
        fetcher.fetch(web.url("/a"))


def test_another_fetcher_takes_the_place_of_the_web() -> None:
    class Book:
        def fetch(self, url: str, before_redirect: Callable[[str], None] = print) -> Response:
            return Response(url, 200, {}, b"")

    assert PoliteFetcher(Book(), "Dateline", sleep=lambda _: None).fetch("https://x.org/a").url == "https://x.org/a"


# Texts


def test_a_page_that_keeps_its_reader_busy_is_left_and_the_next_is_read() -> None:
    extractor = Extractor(seconds=0.05)
    with pytest.raises(NoTextError, match="its text cannot be made out in"):
        extractor.texts(b"<p>word</p>" * 400_000, "https://x.org/", "", is_page=True)
    patient = Extractor()
    for body, encoding in (("été".encode("latin-1"), "latin-1"), ("été".encode(), "wrong"), ("été".encode(), "")):
        html = b"<html><body><p>" + body + b"</p></body></html>"
        assert "été" in patient.texts(html, "https://x.org/", encoding, is_page=True)[1]
    assert patient.texts(b"<p>", "https://x.org/", "", is_page=False) == ("<p>", "<p>")
    assert patient.texts(b"\0\xff<", "https://x.org/", "", is_page=True)[0] == ""
    for made in (extractor, patient):
        made.close()


def test_addresses_are_requested_in_ascii(web: Web) -> None:
    LOCAL.fetch(web.url("/é b?q=ü&r=%20#part"))
    assert web.asked == ["/%C3%A9%20b?q=%C3%BC&r=%20"]
