"""Random actions at a terminal: keys, clicks, drags, resizes, pastes and saves, the same again for the same seed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from random import Random
from typing import Literal, NamedTuple

from textual import events
from textual.geometry import Size
from textual.keys import Keys

from tui.app.keys.names import character_of
from tui.app.scopes import all_bindings
from tui.timeline.query.terms import FACETS, FLAGS, NAMES

KEYS = sorted({key for binding in all_bindings().values() for key in binding.key.split(",")} | {"ctrl+p", "ctrl+c"})
OTHER_KEYS = sorted({key.value for key in Keys if not key.value.startswith("<")} - {"ctrl+q"})
LETTERS = "abcdefghijklmnopqrstuvwxyzNTYKCG0123456789-+=[]:,\"'/?. éÉ’ñ日\u0301"
ROUTES = (
    "f1",
    "question_mark",
    "m",
    "l",
    "l",
    "d",
    "D",
    "f",
    "v",
    "S",
    "x",
    "ctrl+p",
    "h",
    "a",
    "w",
    "s",
    "slash",
    "K",
)
"""The keys that open other parts of the screen, or other screens."""
SIZES = {
    (10, 4): 2,
    (40, 12): 4,
    (60, 20): 4,
    (80, 24): 6,
    (80, 60): 2,
    (70, 17): 3,
    (120, 18): 3,
    (120, 36): 4,
    (200, 50): 1,
    (300, 100): 1,
}
"""Sizes of the terminal with their weights. The largest ones take most of the time."""
VALUES = (
    "iran", "Moscou", "patrouchev", "missile", "fateh", "drone", "denied", "alleged,reported", "-", "", "herald",
    "2022", "2022-11", '"8 nov 2022"', "last year", "2023-01-01/2023-06", "0001", "9999-12-31", "2022-02-30", "zzz",
    "yes", "no", "a,b,,c", ">=2", "unanswered", '"', '"petit nombre"', "disputed", "note", "talks", "one", "\\", "*",
    ">34", "<=1e3", "10..200", "primary", "water", "军事", "protest", "pier", "//x", "gazette", "topic", "Legal-basis",
)  # fmt: skip
OTHER_FIELDS = ("topic", "Topic", "主题", "Legal-basis", "data.people-ill", "data.tier", "data.", "windows", "https")
"""Names before a colon that only some timelines know, or none."""
WORDS = (
    "iran", "missile", "l’", "petit nombre", "téhéran", "a", "zzz", "x y", "日本", '"to the', "red", "8 november",
    "https://gazette.example/board", "windows:evtx:record", "14:30", "waterworks",
)  # fmt: skip
NASTY = (
    "", " ", "\x1b[31m", "\x00\x01\x7f\x9b", "\ud800", "[red]x[/red]", "[@click=app.quit]x[/]", "\u202egnp", "\u200b",
    "one\ntwo\r\nthree\tfour", "é" * 3000, "-" * 200, "(" * 500, '"' * 99, "actor:" * 60, "👨\u200d👩\u200d👧 ",
    "a " * 800, "in:2022 " * 40, "%s {0} $x", "\\" * 33,
)  # fmt: skip
THEMES = ("dateline-dark", "dateline-light", "nord", "textual-light", "textual-dark", "gruvbox")
SAVES = ("same", "renamed", "few", "many", "none", "broken", "half", "gone", "fixed")


class Key(NamedTuple):
    """A key is pressed."""

    key: str

    def events(self) -> Iterator[events.Event]:
        yield events.Key(self.key, character_of(self.key))


class Mouse(NamedTuple):
    """The mouse acts on a cell."""

    kind: Literal["down", "up", "move", "wheel-down", "wheel-up"]
    x: int
    y: int
    button: int = 0
    shift: bool = False
    ctrl: bool = False

    def events(self) -> Iterator[events.Event]:
        kinds: dict[str, type[events.MouseEvent]] = {
            "down": events.MouseDown,
            "up": events.MouseUp,
            "move": events.MouseMove,
            "wheel-down": events.MouseScrollDown,
            "wheel-up": events.MouseScrollUp,
        }
        yield kinds[self.kind](None, self.x, self.y, 0, 0, self.button, self.shift, False, self.ctrl)


class Resize(NamedTuple):
    """The terminal is resized."""

    width: int
    height: int

    def events(self) -> Iterator[events.Event]:
        yield events.Resize(Size(self.width, self.height), Size(self.width, self.height))


class Paste(NamedTuple):
    """A text is pasted."""

    text: str

    def events(self) -> Iterator[events.Event]:
        yield events.Paste(self.text)


class Focus(NamedTuple):
    """The window of the terminal gains or loses the focus."""

    has: bool

    def events(self) -> Iterator[events.Event]:
        yield events.AppFocus() if self.has else events.AppBlur()


class Theme(NamedTuple):
    """The theme is changed."""

    name: str


class Save(NamedTuple):
    """A version of the file of the timeline is saved, or the file is removed."""

    version: str


class Wait(NamedTuple):
    """The monkey waits until every earlier action is painted."""


Action = Key | Mouse | Resize | Paste | Focus | Theme | Save | Wait


class Monkey:
    """Generates random actions, without regard to the screen.

    Args:
        seed: the seed of the random numbers.
        words: words to type in addition to the usual ones, such as names in a timeline.
        has_file: also save the file of the timeline.
    """

    def __init__(self, seed: int, words: Sequence[str] = (), *, has_file: bool = False) -> None:
        self._random = Random(seed)
        self._words = (*WORDS, *words)
        self._width, self._height = 120, 36
        weights: dict[Callable[[], Iterator[Action]], float] = {
            self._press: 70,
            self._press_any: 8,
            self._hold: 14,
            self._route: 8,
            self._type_query: 10,
            self._type_letters: 10,
            self._paste: 3,
            self._command: 3,
            self._click: 24,
            self._drag: 6,
            self._wheel: 6,
            self._hover: 4,
            self._resize: 3,
            self._theme: 1,
            self._focus: 1,
            self._wait: 6,
            self._save: 5 if has_file else 0,
        }
        self._kinds, self._weights = list(weights), list(weights.values())

    def actions(self, count: int) -> Iterator[Action]:
        """Yield a number of actions."""
        return islice(self._all(), count)

    def _all(self) -> Iterator[Action]:
        while True:
            [kind] = self._random.choices(self._kinds, self._weights)
            yield from kind()

    # Kinds of actions

    def _press(self) -> Iterator[Action]:
        yield Key(self._random.choice(KEYS))

    def _press_any(self) -> Iterator[Action]:
        yield Key(self._random.choice(OTHER_KEYS))

    def _hold(self) -> Iterator[Action]:
        key = self._random.choice(("j", "k", "down", "up", "n", "right", "left", "tab", "pagedown", "escape", "y", "b"))
        yield from [Key(key)] * self._random.randrange(2, 20)

    def _route(self) -> Iterator[Action]:
        yield Key("escape")
        yield Key(self._random.choice(ROUTES))
        for _ in range(self._random.randrange(6)):
            yield from self._press()
        yield Key(self._random.choice(("enter", "space", "escape")))

    def _term(self) -> str:
        random = self._random
        if random.random() < 0.4:
            return random.choice(self._words)
        name = random.choice((*FACETS, *NAMES, *OTHER_FIELDS))
        values = FLAGS.get(name, VALUES) if random.random() < 0.8 else (*VALUES, *self._words)
        return f"{random.choice(('', '', '-'))}{name}:{random.choice(values)}"

    def _type(self, text: str) -> Iterator[Action]:
        yield from (Key("space" if character == " " else character) for character in text)

    def _type_query(self) -> Iterator[Action]:
        yield Key("escape")
        if self._random.random() < 0.5:
            yield Key("c")
        yield Key("slash")
        yield from self._type(" ".join(self._term() for _ in range(self._random.randrange(1, 4))))
        if self._random.random() < 0.5:
            yield Key("down")
        yield Key(self._random.choice(("enter", "tab", "escape", "down")))

    def _type_letters(self) -> Iterator[Action]:
        yield from self._type("".join(self._random.choices(LETTERS, k=self._random.randrange(1, 9))))

    def _paste(self) -> Iterator[Action]:
        if self._random.random() < 0.7:
            yield Key("escape")
            yield Key("slash")
        yield Paste(self._random.choice((self._term(), self._random.choice(NASTY))))
        yield Key(self._random.choice(("enter", "left", "escape", "tab")))

    def _command(self) -> Iterator[Action]:
        yield Key("ctrl+p")
        commands = (
            "theme",
            "actor",
            "view",
            "go",
            "2022",
            "nov",
            "side",
            "max",
            "keys",
            "source",
            "yea",
            "list",
            "screen",
        )
        yield from self._type(self._random.choice((*commands, *self._words)))
        yield Wait()
        yield from [Key("down")] * self._random.randrange(4)
        yield Key(self._random.choice(("enter", "enter", "escape")))

    def _cell(self) -> tuple[int, int]:
        return self._random.randrange(self._width), self._random.randrange(self._height)

    def _click(self) -> Iterator[Action]:
        x, y = self._cell()
        button = self._random.choice((1, 1, 1, 1, 2, 3))
        shift, ctrl = self._random.random() < 0.1, self._random.random() < 0.1
        for _ in range(self._random.choice((1, 1, 1, 2, 3))):
            yield Mouse("move", x, y)
            yield Mouse("down", x, y, button, shift, ctrl)
            yield Mouse("up", x, y, button, shift, ctrl)

    def _drag(self) -> Iterator[Action]:
        x, y = self._cell()
        yield Mouse("down", x, y, 1)
        for _ in range(self._random.randrange(1, 6)):
            x, y = (self._random.randrange(self._width), y) if self._random.random() < 0.7 else self._cell()
            yield Mouse("move", x, y, 1)
            if self._random.random() < 0.1:
                yield from self._press()  # while the button is held down
        yield Mouse("up", x, y, 1)

    def _wheel(self) -> Iterator[Action]:
        x, y = self._cell()
        kind: Literal["wheel-down", "wheel-up"] = "wheel-down" if self._random.random() < 0.6 else "wheel-up"
        yield from [Mouse(kind, x, y, 0, self._random.random() < 0.2)] * self._random.randrange(1, 6)

    def _hover(self) -> Iterator[Action]:
        for _ in range(self._random.randrange(1, 5)):
            yield Mouse("move", *self._cell())

    def _resize(self) -> Iterator[Action]:
        for _ in range(self._random.choice((1, 1, 4))):
            if self._random.random() < 0.6:
                ((self._width, self._height),) = self._random.choices(list(SIZES), list(SIZES.values()))
            else:
                self._width, self._height = self._random.randrange(10, 130), self._random.randrange(4, 50)
            yield Resize(self._width, self._height)

    def _theme(self) -> Iterator[Action]:
        yield Theme(self._random.choice(THEMES))

    def _focus(self) -> Iterator[Action]:
        yield Focus(False)
        yield Focus(True)

    def _wait(self) -> Iterator[Action]:
        yield Wait()

    def _save(self) -> Iterator[Action]:
        yield Save(self._random.choice(SAVES))
        if self._random.random() < 0.5:
            yield Wait()
