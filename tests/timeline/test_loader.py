"""Loading large files: the stored index gives the same answers as one in memory, whatever happens to the cache."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.eventually import eventually
from tests.soak import few
from tests.timeline.large_files import answers, mode
from tests.timelines import BUNDLED, HEAD, SMALL, event
from tui.reader.folder import id_of
from tui.timeline.loader import Loader
from tui.timeline.model.entities import Event
from tui.timeline.reading.problems import StoppedError, TimelineError
from tui.timeline.reading.reader import read_timeline
from tui.timeline.search.index import Index
from tui.timeline.storage import build
from tui.timeline.storage.cache import Cache

posix = pytest.mark.skipif(sys.platform == "win32", reason="owners and modes of POSIX")

COUNT = len(read_timeline(BUNDLED).events)
"""The number of events of the bundled timeline."""

MakeLoader = Callable[..., Loader]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of the cache. It does not exist at first."""
    return tmp_path / "cache"


@pytest.fixture
def make_loader(folder: Path) -> MakeLoader:
    """Return a function that makes a loader for which every file is a large one."""
    return partial(Loader, large_file=1, cache_folder=folder)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return a copy of the bundled timeline."""
    path = tmp_path / "timeline.yaml"
    path.write_bytes(BUNDLED.read_bytes())
    return path


def stores(folder: Path) -> list[Path]:
    """Return the stores in the cache."""
    return sorted(folder.glob("*.store"))


def test_a_stored_timeline_equals_the_one_in_memory(make_loader: MakeLoader, path: Path) -> None:
    memory = Index(read_timeline(path))
    built = make_loader(path).load()
    cached = make_loader(path).try_load()
    assert cached is not None
    for index in (built, cached):
        timeline = index.timeline
        assert list(timeline.events) == list(memory.timeline.events)
        assert timeline.sources == memory.timeline.sources
        assert timeline.vocabularies == memory.timeline.vocabularies
        assert (timeline.title, timeline.description) == (memory.timeline.title, memory.timeline.description)
        assert timeline.views == memory.timeline.views
        assert dict(timeline.numbers) == dict(memory.timeline.numbers)
        assert list(answers(index)) == list(answers(memory))


def test_stored_events_are_ordered_by_date_whatever_their_order_in_the_file(
    make_loader: MakeLoader, tmp_path: Path
) -> None:
    path = tmp_path / "t.yaml"
    dates = ("2023", "2021-05", "2022-01-01/2022-03", "2021-05-01", "../2020", "2021-05")
    path.write_text(HEAD + "".join(event(id=f"e{number}", date=f"'{date}'") for number, date in enumerate(dates)))
    stored, memory = make_loader(path).load(), Index(read_timeline(path))
    assert [event.id for event in stored.timeline.events] == ["e4", "e3", "e1", "e5", "e2", "e0"]
    assert list(answers(stored)) == list(answers(memory))


def test_a_stored_timeline_has_the_made_ids_and_bare_sources_of_the_one_in_memory(
    make_loader: MakeLoader, tmp_path: Path
) -> None:
    path = tmp_path / "t.yaml"
    item = "  - date: 2022\n    title: Same\n    sources: [https://a.example/{}]\n"
    path.write_text("title: T\nevents:\n" + "".join(item.format(number % 3) for number in range(9)))
    stored, memory = make_loader(path).load(), Index(read_timeline(path))
    assert [event.id for event in stored.timeline.events][:3] == ["2022-same", "2022-same-2", "2022-same-3"]
    assert list(stored.timeline.events) == list(memory.timeline.events)
    assert stored.timeline.sources == memory.timeline.sources
    assert dict(stored.timeline.numbers) == dict(memory.timeline.numbers)
    assert list(answers(stored)) == list(answers(memory))


def test_a_large_file_reports_the_problems_of_the_careful_reader(
    make_loader: MakeLoader, folder: Path, tmp_path: Path
) -> None:
    for broken in (
        HEAD + event(status="unheard"),
        HEAD + event() + event(),
        HEAD + event(links="{denies: nowhere}"),
        HEAD + event(title='"not closed'),
        HEAD + event() + "nonsense: 1\n",
        "title: x\n",
    ):
        path = tmp_path / "t.yaml"
        path.write_text(broken)
        with pytest.raises(TimelineError) as careful:
            read_timeline(path)
        with pytest.raises(TimelineError) as loaded:
            make_loader(path).load()
        assert loaded.value.lines() == careful.value.lines()
        assert not list(folder.iterdir())


def test_a_changed_file_is_not_served_from_the_cache(make_loader: MakeLoader, path: Path) -> None:
    make_loader(path).load()
    status = path.stat()
    text = path.read_text()
    path.write_text(text.replace("Patrushev", "Patrushew", 1))  # of the same size
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert make_loader(path).try_load() is None
    assert list(make_loader(path).load().timeline.events) == list(read_timeline(path).events)


def test_a_link_to_itself_is_a_problem_in_words(make_loader: MakeLoader, tmp_path: Path) -> None:
    path = tmp_path / "loop.yaml"
    path.write_text(SMALL, encoding="utf-8")
    loader = make_loader(path)  # large enough for the cache, before the file becomes a link
    path.unlink()
    path.symlink_to(path.name)
    with pytest.raises((TimelineError, OSError)):
        loader.load()
    assert id_of(path).startswith("loop-")


def test_a_file_that_was_only_touched_is_served_from_the_cache(make_loader: MakeLoader, path: Path) -> None:
    make_loader(path).load()
    os.utime(path)
    assert make_loader(path).try_load() is not None


class Stored(NamedTuple):
    """A copy of the bundled timeline whose store is in a cache."""

    make_loader: Callable[[], Loader]
    store: Path
    data: bytes
    """The content of the store while nothing is wrong with it."""
    events: list[Event]
    answers: list[object]
    """The answers of an index in memory."""


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Stored:
    """Return a store that tests may damage."""
    folder = tmp_path_factory.mktemp("stored")
    path = folder / "timeline.yaml"
    path.write_bytes(BUNDLED.read_bytes())
    make_loader = partial(Loader, path, large_file=1, cache_folder=folder / "cache")
    make_loader().load()
    (store,) = stores(folder / "cache")
    memory = Index(read_timeline(path))
    return Stored(make_loader, store, store.read_bytes(), list(memory.timeline.events), list(answers(memory)))


@pytest.mark.sampled
@pytest.mark.parametrize("share", few([step / 24 for step in range(25)], 4))
def test_a_damaged_store_gives_the_same_answers(stored: Stored, share: float) -> None:
    data = bytearray(stored.data)
    start = round(share * (len(data) - 1))
    for offset in range(start, min(len(data), start + 7)):
        data[offset] ^= 0x5A
    stored.store.write_bytes(data)
    index = stored.make_loader().load()
    assert list(index.timeline.events) == stored.events
    assert list(answers(index)) == stored.answers


@pytest.mark.parametrize("share", [0, 0.001, 0.3, 0.999])
def test_a_truncated_store_is_built_again(stored: Stored, share: float) -> None:
    stored.store.write_bytes(stored.data[: int(share * len(stored.data))])
    assert stored.make_loader().try_load() is None
    assert len(stored.make_loader().load().timeline.events) == COUNT
    assert stored.store.read_bytes() == stored.data


def test_a_store_of_another_version_is_removed(make_loader: MakeLoader, folder: Path, path: Path) -> None:
    make_loader(path).load()
    assert Cache(folder).find(path) is not None
    assert Cache(folder, version="another").find(path) is None
    assert not stores(folder)


def test_a_timeline_is_loaded_even_if_the_cache_cannot_be_written(
    make_loader: MakeLoader, folder: Path, path: Path
) -> None:
    folder.write_text("a file in the way of the folder")
    index = make_loader(path).load()
    assert len(index.timeline.events) == COUNT
    assert folder.read_text() == "a file in the way of the folder"


def test_a_cache_on_a_disk_that_cannot_be_written_is_read(
    make_loader: MakeLoader, folder: Path, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_loader(path).load()

    def refuse(*arguments: object, **options: object) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    monkeypatch.setattr(os, "utime", refuse)
    assert make_loader(path).try_load() is not None
    assert len(stores(folder)) == 1


def test_without_the_cache_nothing_is_left_on_disk(make_loader: MakeLoader, path: Path, tmp_path: Path) -> None:
    before = set(tmp_path.rglob("*"))
    index = make_loader(path, use_cache=False).load()
    assert list(answers(index)) == list(answers(Index(read_timeline(path))))
    assert set(tmp_path.rglob("*")) == before


def test_several_loaders_can_load_a_file_at_the_same_time(make_loader: MakeLoader, folder: Path, path: Path) -> None:
    loaded: list[Index] = []
    threads = [threading.Thread(target=lambda: loaded.append(make_loader(path).load())) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [len(index.timeline.events) for index in loaded] == [COUNT] * 3
    assert [file.suffix for file in folder.iterdir() if file.suffix != ".stamp"] == [".store"]


def test_the_cache_removes_the_stores_least_recently_used(folder: Path) -> None:
    folder.mkdir()
    cache = Cache(folder, max_bytes=350)
    for number in range(5):
        store = folder / f"{number}.store"
        store.write_bytes(b"x" * 100)
        os.utime(store, (number, number))
    (folder / "0.stamp").write_text("{}")
    (folder / "old.part").write_text("half")
    os.utime(folder / "old.part", (0, 0))
    (folder / "new.part").write_text("half")
    cache.shrink()
    assert sorted(file.name for file in folder.iterdir()) == ["2.store", "3.store", "4.store", "new.part"]


def test_loading_can_be_stopped_and_then_leaves_nothing(make_loader: MakeLoader, folder: Path, path: Path) -> None:
    has_started = threading.Event()
    loader = make_loader(path, on_progress=lambda activity, share: has_started.set())

    def stop() -> None:
        has_started.wait()
        loader.stop()

    thread = threading.Thread(target=stop)
    thread.start()
    with pytest.raises(StoppedError):
        loader.load()
    thread.join()
    assert not list(folder.iterdir())


def test_a_store_can_be_begun_before_it_is_loaded(make_loader: MakeLoader, folder: Path, path: Path) -> None:
    loader = make_loader(path)
    loader.begin()
    eventually(lambda: list(folder.glob("*.store")))
    assert len(loader.load().timeline.events) == COUNT
    assert len(loader.load().timeline.events) == COUNT  # from the cache
    path.write_text(HEAD + event(status="unheard"))
    loader = make_loader(path)
    loader.begin()
    with pytest.raises(TimelineError, match="unheard"):
        loader.load()


def test_a_store_that_was_begun_in_vain_is_not_left_outside_of_the_cache(
    make_loader: MakeLoader, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    before = set(tmp_path.rglob("*"))
    loader = make_loader(path, use_cache=False)
    loader.begin()
    assert loader._begun is not None
    assert loader._begun.result() is not None
    assert set(tmp_path.rglob("*")) == before


def test_a_store_that_was_begun_can_be_stopped(make_loader: MakeLoader, folder: Path, path: Path) -> None:
    loader = make_loader(path)
    loader.begin()
    loader.stop()
    with pytest.raises(StoppedError):
        loader.load()
    assert not list(folder.iterdir())


@posix
def test_only_the_owner_can_read_what_is_kept_of_a_file(make_loader: MakeLoader, folder: Path, path: Path) -> None:
    before = os.umask(0)
    try:
        make_loader(path).load()
        make_loader(path).try_load()
    finally:
        os.umask(before)
    assert {file.suffix: mode(file) for file in folder.iterdir()} == {".store": 0o600, ".stamp": 0o600}
    assert mode(folder) == 0o700


@posix
def test_without_the_cache_only_the_owner_can_read_what_is_being_built(
    make_loader: MakeLoader, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    modes: set[int] = set()
    loader = make_loader(
        path, use_cache=False, on_progress=lambda *_: modes.update(map(mode, tmp_path.glob("dateline-*")))
    )
    before = os.umask(0)
    try:
        loader.load()
    finally:
        os.umask(before)
    assert modes == {0o600}


@posix
def test_a_cache_that_others_could_read_is_closed_to_them_and_used(
    make_loader: MakeLoader, folder: Path, path: Path
) -> None:
    make_loader(path).load()
    (store,) = stores(folder)
    folder.chmod(0o755)
    for file in folder.iterdir():
        file.chmod(0o644)
    loader = make_loader(path)
    assert loader.try_load() is not None
    assert (mode(folder), mode(store), loader.warning) == (0o700, 0o600, "")


@posix
def test_a_cache_that_others_can_write_is_not_used_and_the_warning_says_how_to_mend_that(
    make_loader: MakeLoader, folder: Path, path: Path
) -> None:
    make_loader(path).load()
    before = {file: file.read_bytes() for file in folder.iterdir()}
    folder.chmod(0o770)
    loader = make_loader(path)
    assert loader.try_load() is None
    assert loader.warning.startswith(f"large files are not kept for the next time: others can write to {folder}")
    assert not loader.is_cached
    assert len(loader.load().timeline.events) == COUNT
    assert {file: file.read_bytes() for file in folder.iterdir()} == before
    command = loader.warning[loader.warning.index("chmod") :]
    subprocess.run(command, shell=True, check=True)
    assert make_loader(path).try_load() is not None


@posix
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root gives files away")
def test_the_store_of_another_user_is_replaced(make_loader: MakeLoader, folder: Path, path: Path) -> None:
    make_loader(path).load()
    (store,) = stores(folder)
    os.chown(store, 54_321, 54_321)
    assert make_loader(path).try_load() is None
    make_loader(path).load()
    assert (store.stat().st_uid, mode(store)) == (os.geteuid(), 0o600)
    os.chown(folder, 54_321, 54_321)
    loader = make_loader(path)
    assert loader.try_load() is None
    assert "belongs to another user" in loader.warning


@posix
@pytest.mark.parametrize("suffix", [".store", ".stamp"])
def test_no_link_out_of_the_cache_is_followed(
    make_loader: MakeLoader, folder: Path, path: Path, tmp_path: Path, suffix: str
) -> None:
    make_loader(path).load()
    make_loader(path).try_load()
    (file,) = folder.glob(f"*{suffix}")
    secret = tmp_path / "secret"
    file.replace(secret)
    before = (secret.read_bytes(), secret.stat().st_mtime_ns)
    file.symlink_to(secret)
    make_loader(path).load()
    make_loader(path).load()
    assert not file.is_symlink()
    assert (secret.read_bytes(), secret.stat().st_mtime_ns) == before


def test_a_package_in_the_working_directory_is_not_run(
    make_loader: MakeLoader, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "tui").mkdir()
    (tmp_path / "tui" / "__init__.py").write_text("raise SystemExit('the wrong package')")
    monkeypatch.chdir(tmp_path)
    assert len(make_loader(path).load().timeline.events) == COUNT


def test_a_small_file_is_not_cached(folder: Path, path: Path) -> None:
    index = Loader(path, cache_folder=folder).try_load()
    assert index is not None
    assert not folder.exists()


def test_a_store_that_cannot_be_written_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    def fail(*args: object, **options: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))  # as writing fails, which names no file

    monkeypatch.setattr(build, "build", fail)
    monkeypatch.setattr(build, "end_with_parent", lambda written: None)
    store = str(tmp_path / "a.store")
    assert build.main([str(tmp_path / "a.yaml"), store]) == 2
    assert json.loads(capsys.readouterr().out) == {"failed": [errno.ENOSPC, os.strerror(errno.ENOSPC), store]}
