"""Several files and folders to one timeline."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from tui.text.counts import listed
from tui.text.free_names import FreeNames
from tui.timeline.formats.assemble import assemble
from tui.timeline.formats.detect import format_of
from tui.timeline.formats.foreign_file import ForeignFile
from tui.timeline.formats.front_matter import table_of_files
from tui.timeline.formats.mapping import ENDING
from tui.timeline.formats.merge import FILE, Part, merged
from tui.timeline.formats.reader import look_at, read_foreign, table_events
from tui.timeline.formats.registry import FORMATS
from tui.timeline.formats.report import Report
from tui.timeline.model.entities import Event
from tui.timeline.model.timeline import Timeline
from tui.timeline.reading.problems import Problem, TimelineError

FRONT_MATTER = "front-matter"
MOST_FILES = 100_000
"""How many files of a folder are read."""
MOST_BYTES = 2 * 1024**3
"""How large they may be in all."""
_OWN_ENDINGS = (".yaml", ".yml", ".json")


def read_several(paths: Sequence[Path], form: str | None = None, mapping: Path | None = None) -> Timeline:
    """Return one timeline of files and folders.

    Args:
        paths: the files and folders. Of a folder all files of a known format are read, those in its folders too.
        form: the format of all files; None finds that of each.
        mapping: the mapping of the columns of all tables; None finds that of each.

    Raises:
        TimelineError: with what is wrong with the first file that cannot be read, or there is none.
    """
    parts: list[Part] = []
    for path in paths:
        if path.is_dir():
            parts += _parts_of_folder(path, form, mapping)
        else:
            parts.append(Part(path.name, read_foreign(ForeignFile(path), form, mapping)))
    if not parts:
        raise TimelineError(
            os.fspath(paths[0]), [Problem("there is no file in it that Dateline reads", "see docs/formats.md")]
        )
    if len(parts) == 1:
        return parts[0].timeline
    return merged(_with_own_names(parts), _title(paths))


def file_of(paths: Sequence[Path], event: Event) -> Path | None:
    """Return the file of an event, by the name that it has in the facet ``file``; None if it is not known."""
    name = next(iter(event.values.get(FILE, ())), "")
    for path in paths:
        if path.is_dir():
            inside = path / name
            if name and inside.is_file():
                return inside
        elif path.name == name or len(paths) == 1:
            return path
    return None


def files_of(folder: Path) -> Iterator[Path]:
    """Yield the regular files of a folder and of its folders, in the order of their names.

    Hidden files and mappings are left out. Links are followed, and each folder is read once.
    """
    seen: set[tuple[int, int]] = set()
    count = 0
    waiting = [folder]
    while waiting:
        current = waiting.pop()
        try:
            status = current.stat()
            if (status.st_dev, status.st_ino) in seen:
                continue
            seen.add((status.st_dev, status.st_ino))
            entries = sorted(os.scandir(current), key=lambda entry: entry.name)
        except OSError:
            continue
        shown = [entry for entry in entries if not entry.name.startswith(".")]
        waiting += [Path(entry.path) for entry in reversed(shown) if _holds(entry.is_dir)]
        for entry in shown:
            if not entry.name.endswith(ENDING) and _holds(entry.is_file):
                count += 1
                if count > MOST_FILES:
                    return
                yield Path(entry.path)


def _holds(is_kind: Callable[[], bool]) -> bool:
    """Return whether an entry of a folder is of a kind. A link that leads to itself is of none."""
    try:
        return is_kind()
    except OSError:
        return False


MOST_WATCHED = 2_000
"""How many files of folders are looked at for changes; of more, only the folders are."""


def watched_files(paths: Sequence[Path]) -> Sequence[Path]:
    """Return the files of these and of the folders among them, and the folders."""
    found: list[Path] = []
    for path in paths:
        found.append(path)
        if path.is_dir():
            files = list(files_of(path))
            found += dict.fromkeys(file.parent for file in files if file.parent != path)
            found += files if len(files) <= MOST_WATCHED else ()
    return found


def _parts_of_folder(folder: Path, form: str | None, mapping: Path | None) -> Iterator[Part]:
    endings = {ending for known in FORMATS.values() for ending in known.endings} | set(_OWN_ENDINGS)
    cards: list[ForeignFile] = []
    total, skipped = 0, Report("file")
    others: list[tuple[ForeignFile, str]] = []
    for path in files_of(folder):
        if form is None and path.suffix.lower() not in endings:
            continue
        try:
            total += path.stat().st_size
        except OSError:
            continue
        if total > MOST_BYTES:
            raise TimelineError(
                os.fspath(folder), [Problem(f"its files have more than {MOST_BYTES:,} bytes", "name some of them")]
            )
        file = ForeignFile(path)
        found = form or format_of(file)
        if found == FRONT_MATTER:
            cards.append(file)
        else:
            others.append((file, found))
    if cards:
        yield Part(folder.name or os.fspath(folder), _timeline_of_cards(folder, cards, mapping))
    for file, found in others:
        assert file.path is not None
        try:
            timeline = read_foreign(file, found, mapping)
        except TimelineError as error:
            if not cards and len(others) == 1:
                raise
            skipped.add("lost", f"a file cannot be read: {error.lines()[0]}")
        else:
            yield Part(os.fspath(file.path.relative_to(folder)), timeline)
    if lost := skipped.remarks():
        yield Part(folder.name, Timeline(title=folder.name, events=(), remarks=tuple(lost)))


def _timeline_of_cards(folder: Path, files: Sequence[ForeignFile], mapping: Path | None) -> Timeline:
    """Return the timeline of files that are an event each."""
    whole = ForeignFile(folder, b"")
    table = table_of_files(whole, files, whole.report)
    return assemble(table_events(whole, look_at(whole, table, mapping)), folder.name or os.fspath(folder))


def _with_own_names(parts: Sequence[Part]) -> list[Part]:
    """Return parts whose names are each once."""
    taken: dict[str, None] = {}
    names = FreeNames(taken, " ")
    named = []
    for part in parts:
        name = names.free(part.name)
        taken[name] = None
        named.append(part._replace(name=name))
    return named


def _title(paths: Sequence[Path]) -> str:
    names = [path.stem or os.fspath(path) for path in paths]
    if len(names) > 3:
        return f"{', '.join(names[:2])} and {len(names) - 2} more"
    return listed(names)
