"""A foreign file: its name, its bytes within limits, and its text in whatever encoding it has."""

from __future__ import annotations

import codecs
import os
from functools import cached_property
from pathlib import Path

from tui.timeline.formats.report import Report
from tui.timeline.reading.files import STDIN, read_content
from tui.timeline.reading.problems import Problem, TimelineError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 1 << 18
"""How many bytes the encoding is guessed from."""
_HEAD = 1 << 16
_FALLBACK = "cp1252"


class ForeignFile:
    """A file, or standard input, that may be in any format. Its bytes are read once, when they are first asked for.

    Args:
        path: the file; None for standard input.
        data: its content, if it is known already.
    """

    def __init__(self, path: Path | None, data: bytes | None = None) -> None:
        self.path = path
        self.name = "<stdin>" if path is None else os.fspath(path)
        """Its name in errors."""
        self.report = Report()
        if data is not None:
            self.data = data

    @property
    def ending(self) -> str:
        """Its ending in lower case, with the dot; empty if it has none."""
        return "" if self.path is None else self.path.suffix.lower()

    @property
    def stem(self) -> str:
        """Its name without folder and ending, as a title."""
        return "Standard input" if self.path is None else self.path.stem.replace("_", " ").strip() or self.path.name

    @cached_property
    def data(self) -> bytes:
        """Its bytes.

        Raises:
            TimelineError: it cannot be read, or is larger than `MAX_BYTES`.
        """
        return read_content(STDIN if self.path is None else self.path, is_text=False)

    @cached_property
    def head(self) -> bytes:
        """Its first bytes. Of a regular file no more is read.

        Raises:
            TimelineError: it cannot be read.
        """
        if "data" not in self.__dict__ and self.path is not None and self.path.is_file():
            try:
                with self.path.open("rb") as file:
                    return file.read(_HEAD)
            except OSError:
                pass  # reading all of it has the better error
        return self.data[:_HEAD]

    @cached_property
    def head_text(self) -> str:
        """The text of `head`, as far as it is certain: what cannot be decoded is replaced."""
        for mark, encoding in _BOMS:
            if self.head.startswith(mark):
                return self.head[len(mark) :].decode(encoding, "replace")
        return self.head.decode("utf-8", "replace")

    @cached_property
    def text(self) -> str:
        """Its text. An encoding that is not UTF-8 is guessed, and reported.

        Raises:
            TimelineError: it cannot be read, or is no text.
        """
        text = self._decode()
        if "\0" in text:
            before = text[: text.index("\0")]
            line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
            raise TimelineError(
                self.name, [Problem("a NUL character stands in the text", "save the file as text", line, column)]
            )
        return text

    def _decode(self) -> str:
        data = self.data
        for mark, encoding in _BOMS:
            if data.startswith(mark):
                try:
                    return data[len(mark) :].decode(encoding)
                except UnicodeDecodeError:
                    break
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError as error:
            if b"\0" in data[:_HEAD] and not any(data.startswith(mark) for mark, _ in _BOMS[1:]):
                wide = _utf16(data)
                if wide:
                    self.report.add("guessed", f"the encoding is {wide}")
                    return data.decode(wide, "replace")
            if _has_multibyte(data[: error.start]) or _has_multibyte(data[error.end : error.end + _SAMPLE]):
                return self._decode_by_lines(data)
            encoding = _guess(data, error.start)
            self.report.add("guessed", f"the encoding is {encoding}")
            return data.decode(encoding, "replace")

    def _decode_by_lines(self, data: bytes) -> str:
        """Decode a file that is UTF-8 but for some lines."""
        lines = []
        for number, line in enumerate(data.removeprefix(codecs.BOM_UTF8).splitlines(keepends=True), start=1):
            try:
                lines.append(line.decode("utf-8"))
            except UnicodeDecodeError:
                lines.append(line.decode(_FALLBACK, "replace"))
                self.report.add("guessed", f"a line is not UTF-8 and was read as {_FALLBACK}: line {number:,}")
        return "".join(lines)

    def refusal(self, message: str, remedy: str, place: str = "", line: int = 0, column: int = 0) -> TimelineError:
        """Return an error with one problem.

        Args:
            message: what is wrong.
            remedy: what would be right.
            place: where it is, if lines do not say it: ``row 12, column "date"``.
            line: the line, from 1.
            column: the column, from 1.
        """
        return TimelineError(self.name, [Problem(message, remedy, line, column, place)])


def _utf16(data: bytes) -> str | None:
    """Return the UTF-16 that text without a mark is in, by the side on which its NULs are."""
    sample = data[:1024]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if max(even, odd) * 3 < len(sample) // 2:
        return None
    return "utf-16-be" if even > odd else "utf-16-le"


def _has_multibyte(data: bytes) -> bool:
    """Return whether bytes hold a character in UTF-8 that is not ASCII."""
    sample = data[:_SAMPLE]
    if sample.isascii():
        return False
    text = sample.decode("utf-8", "ignore")
    return any(ord(character) > 0x7F for character in text)


def _guess(data: bytes, first: int) -> str:
    """Return the encoding of bytes that are not UTF-8 from an offset on."""
    from charset_normalizer import from_bytes

    start = max(0, first - _SAMPLE // 4)
    matches = from_bytes(data[start : start + _SAMPLE])
    best = matches.best()
    if best is None:
        return _FALLBACK
    for match in matches:
        # Of encodings that fit as well, the one that is used most.
        if match.encoding == _FALLBACK and (match.chaos, -match.coherence) <= (best.chaos, -best.coherence):
            return _FALLBACK
    return codecs.lookup(best.encoding).name
