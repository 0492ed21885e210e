"""``dateline check --online``: what it asks, finds, keeps and writes, with a host of its own in place of the web."""

from __future__ import annotations

import json
import os
import stat
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.cli.program import DATELINE, run
from tests.cli.web import Answer, Web, page, serving
from tests.interpreter import imported
from tests.timelines import BUNDLED, SMALL
from tui.cli.main import SUBCOMMANDS, main
from tui.cli.online import command
from tui.cli.online.polite import PoliteFetcher
from tui.cli.online.state import State
from tui.timeline.checking.online import Page
from tui.timeline.exports import FORMATS
from tui.timeline.reading.reader import read_timeline

Capture = pytest.CaptureFixture[str]

STANDING = "The fire that broke out at pier 4 last night may have been set, the mayor said."
TIMELINE = """\
title: The harbour fire
language: en
sources:
  gazette:
    title: Fire in the harbour
    issued: 2024-03-02
    url: {web}/fire  # its own page
  herald: {{url: '{web}/herald', archived: 'https://archive.example/herald'}}
events:
  - date: 2024-03-01
    title: The fire may have been set
    quotes:
      - {{source: gazette, exact: "The fire that broke out at pier 4 last night may have been set"}}
      - {{source: herald, exact: "there is no sign of arson"}}
"""
TODAY = date.today().isoformat()
DIGEST = "page_sha256: "


@pytest.fixture
def web() -> Iterator[Web]:
    with serving() as made:
        made.answers["/fire"] = page(STANDING, "More is not known yet.")
        made.answers["/herald"] = page("The harbour office said: “There is no sign of arson”, and nothing else.")
        made.answers["/wayback"] = copies()
        yield made


def copies(url: str | None = None) -> Answer:
    """Return what an archive answers."""
    closest = (
        {"closest": {"available": True, "url": url, "timestamp": "20240303040506", "status": "200"}} if url else {}
    )
    return 200, {"Content-Type": "application/json"}, json.dumps({"archived_snapshots": closest}).encode()


Check = Callable[..., tuple[int, str, str]]


@pytest.fixture
def check(web: Web, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> Check:
    """Return a function that checks ``t.yaml`` online, without waiting."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "t.yaml").write_text(TIMELINE.format(web=web.url("")), encoding="utf-8")

    def checked(*options: str) -> tuple[int, str, str]:
        usual = [
            "--online",
            "--wait",
            "0",
            "--allow-private",
            "--archive",
            web.url("/wayback"),
            "--ignore",
            "date-without-wording",
        ]
        code = main(["check", "t.yaml", *usual, *options])
        output = capsys.readouterr()
        return code, output.out, output.err

    return checked


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "t.yaml"


def test_pages_that_stand_leave_nothing_to_look_at(check: Check, web: Web) -> None:
    code, output, errors = check()
    assert (code, errors) == (0, "")
    assert (
        output
        == "1 event; 2 quotes, not checked against articles: see --articles; 2 pages, 2 read; 0 errors, 0 to look at\n"
    )
    assert sorted(web.pages_asked()) == ["/fire", "/herald"]
    assert web.asked.count("/robots.txt") == 1
    assert [path for path in web.asked if path.startswith("/wayback")] == [
        f"/wayback?url=http%3A%2F%2F127.0.0.1%3A{web.port}%2Ffire&timestamp=20240302"
    ]


def test_a_quote_that_is_no_longer_there_is_shown_beside_what_is(check: Check, web: Web) -> None:
    web.answers["/fire"] = page(STANDING.replace("may have been set", "was an accident"))
    code, output, _ = check()
    assert code == 1
    finding, near, *_ = output.splitlines()
    where = f"is not in the page {web.url('/fire')}; "
    assert finding.startswith(f"t.yaml:13:34: a quote of event '2024-03-01-the-fire-may-have-been-set' {where}")
    assert finding.endswith("see whether it was corrected [page-quote]")
    assert "last night" in near


def test_a_page_is_read_whole_and_without_its_layout(check: Check, web: Web) -> None:
    words = "The fire that  broke out\xa0at <b>pier&nbsp;4</b> last\nnight may have been set"
    web.answers["/fire"] = (
        200,
        {"Content-Type": "text/html; charset=iso-8859-1"},
        f"<html><body><nav>{words}</nav><p>É</p></body></html>".encode("latin-1"),
    )
    assert check()[0] == 0


GONE = "the page of source 'gazette' is gone: the server answers {}; find where it is now, or a copy of it [dead-link]"
UNREAD = "the page of source 'gazette' could not be read: {}; look at it in a browser [unread-page]"
SCRIPT = b"<html><body><script>x()</script></body></html>"
UNREADABLE = [
    ((404, {}, b""), GONE.format(404)),
    ((410, {}, b""), GONE.format(410)),
    ((403, {}, b""), UNREAD.format("the server answers 403")),
    (
        (200, {"Content-Type": "application/pdf"}, b"%PDF"),
        UNREAD.format("it is not a page of text, but application/pdf"),
    ),
    ((200, {"Content-Type": "text/html"}, SCRIPT), UNREAD.format("there is no text on it without running its scripts")),
]


@pytest.mark.parametrize(("answer", "finding"), UNREADABLE)
def test_a_page_that_cannot_be_read_is_told_from_one_that_is_gone(
    check: Check, web: Web, answer: Answer, finding: str
) -> None:
    web.answers["/fire"] = answer
    code, output, _ = check()
    assert (code, output.splitlines()[0]) == (1, f"t.yaml:7:10: {finding}")


def test_a_moved_page_and_a_copy_are_offered_at_their_lines(check: Check, web: Web) -> None:
    web.answers["/fire"] = (301, {"Location": "/now"}, b"")
    web.answers["/now"] = page(STANDING)
    web.answers["/wayback"] = copies("http://web.archive.org/web/2024/http://x.org/fire")
    _, output, _ = check()
    copy = "https://web.archive.org/web/2024/http://x.org/fire"
    assert output.splitlines()[:2] == [
        f"t.yaml:7:10: the page of source 'gazette' has moved for good; write 'url: {web.url('/now')}' [moved-page]",
        "t.yaml:7:10: source 'gazette' names no copy, and the archive has one of 2024-03-03; "
        f"write 'archived: {copy}', or let --write do it [archive]",
    ]


@pytest.mark.parametrize("body", [b"", b"[]", b'{"archived_snapshots": []}'])
def test_an_archive_that_answers_nonsense_is_noted_once(check: Check, web: Web, body: bytes) -> None:
    web.answers["/wayback"] = (200, {}, body)
    code, _, errors = check()
    assert (code, errors) == (
        0,
        "dateline: the archive cannot be asked for copies: its answer cannot be understood\n",
    )


@pytest.mark.parametrize("url", ["javascript:alert(1)", "https://x.org/a b", "https://x.org/\u202e"])
def test_a_copy_with_an_odd_address_is_not_offered(check: Check, web: Web, url: str) -> None:
    web.answers["/wayback"] = copies(url)
    assert check()[0] == 0


def test_json_counts_the_pages(check: Check, web: Web) -> None:
    del web.answers["/fire"]
    code, output, _ = check("--format", "json")
    report = json.loads(output)
    assert code == 1
    assert report["pages"] == {"read": 1, "gone": 1, "unread": 0}
    assert [(finding["rule"], finding["line"]) for finding in report["findings"]] == [("dead-link", 7)]


# Writing


def test_what_was_found_is_written_and_nothing_else(check: Check, web: Web, file: Path) -> None:
    web.answers["/wayback"] = copies("https://web.archive.org/web/2024/x,y")
    before = file.read_text(encoding="utf-8").splitlines()
    code, output, errors = check("--write")
    assert code == 0, output
    assert errors == "t.yaml: 2 sources are written: archived 1, retrieved 2, page_sha256 2\n"
    after = file.read_text(encoding="utf-8").splitlines()
    assert [line for line in after if line in before] == [line for line in before if "herald:" not in line]
    sources = read_timeline(file).sources
    assert sources["gazette"].archived == "https://web.archive.org/web/2024/x,y"
    assert sources["herald"].archived == "https://archive.example/herald"
    for source in sources.values():
        assert source.retrieved is not None
        assert source.retrieved.text == TODAY
        assert source.page_sha256 is not None
    assert after[6].endswith("/fire  # its own page")
    assert check("--write")[2].splitlines()[-1] == "t.yaml: nothing to write"
    assert file.read_text(encoding="utf-8").splitlines() == after


def test_a_page_that_changed_since_is_named_and_its_day_stays_if_a_quote_is_missing(
    check: Check, web: Web, file: Path
) -> None:
    check("--write")
    old = file.read_text(encoding="utf-8")
    web.answers["/fire"] = page(STANDING, "And more.")
    code, output, _ = check("--again")
    assert code == 1
    assert f"t.yaml:9:18: the page of source 'gazette' has changed since {TODAY}; " in output
    web.answers["/fire"] = page("Nothing of it.")
    assert "[page-quote]" in check("--again", "--write")[1]
    assert file.read_text(encoding="utf-8") == old
    web.answers["/fire"] = page(STANDING, "And more.")
    assert check("--again", "--write")[0] == 0
    assert file.read_text(encoding="utf-8") != old


def test_a_bare_address_is_looked_at_and_not_written(check: Check, web: Web, file: Path) -> None:
    url = web.url("/bare")
    file.write_text(
        f"title: T\nevents:\n- {{date: 2022, title: t, quotes: [{{source: '{url}', exact: x}}]}}\n", encoding="utf-8"
    )
    code, output, errors = check("--write")
    assert (code, errors) == (1, "t.yaml: nothing to write\n")
    assert output.startswith("t.yaml:3:44: the page of source")


def test_options_that_need_online_say_so(tmp_path: Path, capsys: Capture) -> None:
    for option in (["--write"], ["--again"], ["--allow-private"], ["--archive", "https://x.org"]):
        assert main(["check", str(BUNDLED), *option]) == 2
    assert "go with --online" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        main(["check", str(BUNDLED), "--online", "--wait", "-1"])
    assert "'-1' is not a number of seconds" in capsys.readouterr().err


def test_private_addresses_are_not_looked_at_unless_allowed(web: Web, check: Check, capsys: Capture) -> None:
    assert main(["check", "t.yaml", "--online", "--wait", "0", "--archive", web.url("/wayback")]) == 1
    output = capsys.readouterr()
    assert output.out.count("is at a private address (127.0.0.1); --allow-private allows these") == 2
    assert web.asked == []


def test_without_the_library_it_says_what_to_install(check: Check, web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "can_read_pages", lambda: False)
    code, output, errors = check()
    assert (code, output) == (2, "")
    assert errors == (
        "dateline: --online needs trafilatura, which takes the text from pages: pip install 'dateline[pages]'\n"
    )
    assert web.asked == []


# Going on


def kept(folder: Path) -> Path:
    [path] = (folder / "cache" / "dateline" / "online").iterdir()
    return path


def test_what_was_found_is_kept_for_its_owner_and_not_asked_for_again(check: Check, web: Web, tmp_path: Path) -> None:
    web.answers["/fire"] = (503, {}, b"")
    assert check()[0] == 1
    assert stat.S_IMODE(kept(tmp_path).stat().st_mode) == 0o600
    assert stat.S_IMODE(kept(tmp_path).parent.stat().st_mode) == 0o700
    web.answers["/fire"] = page(STANDING)
    web.asked.clear()
    code, _, errors = check()
    assert (code, errors) == (0, "1 page is as found less than a day ago; --again looks at all anew\n")
    assert web.pages_asked() == ["/fire"]
    web.asked.clear()
    assert check()[2].startswith("2 pages are as found")
    assert web.asked == []
    assert check("--again")[2] == ""
    assert sorted(web.pages_asked()) == ["/fire", "/herald"]


def test_a_stopped_look_goes_on_where_it_was(check: Check, web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    fetch = PoliteFetcher.fetch

    def stopped(self: PoliteFetcher, url: str) -> object:
        if url.endswith("/herald"):
            raise KeyboardInterrupt
        return fetch(self, url)

    with monkeypatch.context() as patch:
        patch.setattr(PoliteFetcher, "fetch", stopped)
        assert check() == (
            130,
            "",
            "dateline: stopped; the results so far are kept, so the same command goes on from here\n",
        )
    web.asked.clear()
    assert check()[0] == 0
    assert web.pages_asked() == ["/herald"]


def test_a_damaged_state_is_what_can_be_read_of_it(check: Check, web: Web, tmp_path: Path) -> None:
    check()
    data = kept(tmp_path).read_bytes()
    for damaged in (data[:-20], b"\x00" + data, b"[]\n{}\n5\n" + data, data.replace(b'"read"', b"7", 1)):
        kept(tmp_path).write_bytes(damaged)
        assert check()[0] == 0


def test_a_state_that_others_can_write_is_not_trusted(check: Check, web: Web, tmp_path: Path) -> None:
    check()
    kept(tmp_path).parent.chmod(0o777)
    code, _, errors = check()
    assert code == 0
    assert "the results cannot be kept: others can write" in errors


def test_pages_are_kept_for_a_day(tmp_path: Path) -> None:
    known = Page("https://x.org/a", "read", "2026-11-26", text="t", sha256="0")
    State(tmp_path / "t.yaml", tmp_path / "cache", now=1000).pages()
    State(tmp_path / "t.yaml", tmp_path / "cache", now=1000).add(known, is_settled=True)
    assert State(tmp_path / "t.yaml", tmp_path / "cache", now=1000 + 86_399).pages() == {"https://x.org/a": known}
    assert State(tmp_path / "t.yaml", tmp_path / "cache", now=1000 + 86_400).pages() == {}


def test_results_that_are_too_old_are_removed(tmp_path: Path) -> None:
    for name in ("a.yaml", "b.yaml"):
        State(tmp_path / name, tmp_path / "cache").pages()
    [old, new] = sorted((tmp_path / "cache" / "online").iterdir())
    os.utime(old, (0, 0))
    State(tmp_path / "b.yaml", tmp_path / "cache").pages()
    assert [*(tmp_path / "cache" / "online").iterdir()] == [new]


ODD = (
    "https://[",
    "https://x.org:port/",
    "https://x.org:99999/",
    "http://" + "a" * 300 + ".example/",
    "https://me:x@y.org/",
)


def test_an_address_that_cannot_be_asked_is_no_crash(check: Check, web: Web, file: Path) -> None:
    sources = "".join(f"  s{number}: {{url: '{url}', archived: 'https://x.org'}}\n" for number, url in enumerate(ODD))
    file.write_text(f"title: T\nsources:\n{sources}events: []\n", encoding="utf-8")
    code, output, errors = check("--ignore", "unused")
    assert (code, errors) == (1, "")
    assert output.count("[unread-page]") + output.count("[dead-link]") == len(ODD), output


# Nothing goes out without it

WATCHED = """
import asyncio, sys
watched = {{"socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto", "urllib.Request"}}
out = []
sys.addaudithook(lambda name, arguments: name in watched and out.append((name, arguments)))
from contextlib import redirect_stdout, suppress
from io import StringIO
from pathlib import Path
from tui.app.app import DatelineApp
from tui.cli.main import main
from tui.timeline.reading.reader import read_timeline
from tui.timeline.search.index import Index
for arguments in {commands!r}:
    with redirect_stdout(StringIO()), suppress(SystemExit):
        main(arguments)
async def use(path):
    async with DatelineApp(Index(read_timeline(path)), "", path).run_test() as pilot:
        await pilot.press("j", "enter", "escape", "question_mark", "escape")
if {is_silent}:
    asyncio.run(use(Path({file!r})))
assert {is_silent} == (not out), out
"""


def test_neither_the_app_nor_another_command_opens_a_socket(tmp_path: Path, web: Web) -> None:
    small = tmp_path / "small.yaml"
    small.write_text(SMALL.replace("https://example.org/suite", web.url("/suite")), encoding="utf-8")
    name, table = str(small), str(tmp_path / "t.csv")
    Path(table).write_text(f"date,title,url\n2022,It began,{web.url('/x')}\n")
    commands = [
        ["check", name],
        ["check", name, "--articles", str(tmp_path)],
        ["config"],
        ["describe", table],
        ["diff", name, str(BUNDLED)],
        ["import", table, "-o", str(tmp_path / "mine.yaml")],
        ["merge", name, str(BUNDLED), "-o", str(tmp_path / "both.yaml")],
        ["new", str(tmp_path / "new.yaml")],
        ["schema"],
        ["serve", "--help"],
        ["upgrade", name, "--dry-run"],
        [name, "--plain"],
        [table, "--report"],
        *([name, "--format", form] for form in FORMATS if form not in ("png", "parquet")),
    ]
    listed = {arguments[0] for arguments in commands}
    commands += [[command, name, name] for command in SUBCOMMANDS if command not in listed]
    script = WATCHED.format(commands=commands, file=name, is_silent=True)
    ran = run([sys.executable, "-c", script], directory=BUNDLED.parent)
    assert ran.returncode == 0, ran.stderr.decode()
    assert web.asked == []


def test_the_watch_would_see_a_socket(tmp_path: Path, web: Web) -> None:
    (tmp_path / "t.yaml").write_text(TIMELINE.format(web=web.url("")), encoding="utf-8")
    options = ["--online", "--wait", "0", "--allow-private", "--archive", web.url("/wayback")]
    commands = [["check", str(tmp_path / "t.yaml"), *options]]
    script = WATCHED.format(commands=commands, file="", is_silent=False)
    ran = run([sys.executable, "-c", script], directory=BUNDLED.parent, environment={"XDG_CACHE_HOME": str(tmp_path)})
    assert ran.returncode == 0, ran.stderr.decode()
    assert web.asked


def test_a_check_without_it_imports_nothing_of_it() -> None:
    work = f"from tui.cli.main import main; main(['check', {str(BUNDLED)!r}])"
    assert imported(work, "trafilatura", "urllib.request", "http", "ssl") == ""
    assert "tui.cli.online" not in imported(work, "tui").split()


def test_the_installed_program_stops_at_an_interrupt_and_goes_on(tmp_path: Path, web: Web) -> None:
    import signal
    import subprocess

    from tests.eventually import eventually

    web.answers["/herald"] = (503, {"Retry-After": "25"}, b"")
    (tmp_path / "t.yaml").write_text(TIMELINE.format(web=web.url("")), encoding="utf-8")
    options = ["--online", "--wait", "20", "--allow-private", "--archive", web.url("/wayback")]
    environment = os.environ | {"XDG_CACHE_HOME": str(tmp_path / "cache")}
    process = subprocess.Popen(
        [DATELINE, "check", "t.yaml", *options], cwd=tmp_path, env=environment, stderr=subprocess.PIPE
    )
    eventually(lambda: web.asked, "a request")
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert (process.returncode, b"stopped; the results so far are kept" in errors) == (130, True)
