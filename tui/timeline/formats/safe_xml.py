"""XML from anybody: without entities of its own and document types, nested as deep as documents are, with lines."""

from __future__ import annotations

from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from tui.timeline.formats.foreign_file import ForeignFile

MOST_DEPTH = 100
"""How deep elements may be nested."""


class XmlDocument:
    """The root of a document, and the line of each element.

    Raises:
        TimelineError: the file is not well-formed, declares entities, or is nested too deep.
    """

    def __init__(self, file: ForeignFile) -> None:
        self._file = file
        self._lines: dict[Element, int] = {}
        self._depth = 0
        self._builder = TreeBuilder()
        self._parser = expat.ParserCreate(namespace_separator="}")
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._builder.data
        self._parser.EntityDeclHandler = self._refuse_entity
        try:
            self._parser.Parse(self._text(), True)
        except expat.ExpatError as error:
            message = expat.ErrorString(error.code) or "it is not well-formed"
            raise file.refusal(
                f"this is not XML: {message}", "fix it here", "", error.lineno, error.offset + 1
            ) from error
        self.root = self._builder.close()

    def line(self, element: Element) -> int:
        """Return the line, from 1, on which an element begins."""
        return self._lines.get(element, 0)

    def _text(self) -> str:
        """Return the text without a declaration, whose encoding is that of the bytes, which are decoded already."""
        text = self._file.text
        if text.startswith("<?xml"):
            end = text.find("?>")
            return " " * (end + 2) + text[end + 2 :] if end > 0 else text
        return text

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > MOST_DEPTH:
            raise self._file.refusal(
                f"elements are nested more than {MOST_DEPTH} deep", "a timeline is flat", "", *self._position()
            )
        element = self._builder.start(f"{{{name}" if "}" in name else name, attributes)
        self._lines[element] = self._parser.CurrentLineNumber

    def _end(self, name: str) -> None:
        self._depth -= 1
        self._builder.end(f"{{{name}" if "}" in name else name)

    def _refuse_entity(self, name: str, *_: object) -> None:
        raise self._file.refusal(
            f"it declares the entity '{name}'", "write the text itself: entities are not read", "", *self._position()
        )

    def _position(self) -> tuple[int, int]:
        return self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber + 1


def local_name(element: Element) -> str:
    """Return the name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def text_of(element: Element | None) -> str:
    """Return all text in an element, without outer blanks."""
    return "" if element is None else "".join(element.itertext()).strip()
