"""Text of which terminals take different widths: what is shown of it, and that nothing beside it moves."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from rich._emoji_codes import EMOJI
from rich.cells import cell_len

from tests.terminal.test_tmux import Open, Tmux, open_tmux  # noqa: F401 - a fixture
from tui.terminal.display import displayed
from tui.terminal.steady_columns import is_uncertain, most_cells, steady_line
from tui.terminal.widths import stable, stable_characters
from tui.text.printable import INVISIBLE

SEQUENCES = {
    "a family": ("👨‍👩‍👦‍👦", "👨"),
    "a skin tone": ("👍🏽", "👍"),
    "a skin tone and a joiner": ("🧑🏽‍🚀", "🧑"),
    "two skin tones": ("🫱🏻‍🫲🏿", "🫱"),
    "an emoji selector": ("❤️", "❤"),
    "a text selector": ("⌚︎", "⌚"),
    "a selector and a joiner": ("🏳️‍🌈", "🏳"),
    "a keycap": ("1️⃣", "1"),
    "a flag": ("🇫🇷", "🇫🇷"),
    "a flag with tags": ("🏴󠁧󠁢󠁥󠁮󠁧󠁿", "🏴"),
    "a skin tone alone": ("🏽", INVISIBLE),
    "a joiner between letters": ("ab\u200dcd", "abcd"),
    "a combining voiced mark": ("か\u3099", "が"),
    "a half-width voiced mark": ("ｶﾞ", "ガ"),
    "a half-width voiced mark after full width": ("ハﾟ", "パ"),
    "a voiced mark that fits no letter": ("aﾞ", "a゛"),
    "a spacing voiced mark": ("か゛", "か゛"),
    "Korean letters": ("\u1112\u1161\u11ab", "한"),
    "an accent": ("e\u0301", "e\u0301"),
    "Persian": ("می\u200cخواهم", "می\u200cخواهم"),
}


@pytest.mark.parametrize("name", SEQUENCES)
def test_what_terminals_disagree_on_is_shortened(name: str) -> None:
    text, shown = SEQUENCES[name]
    assert displayed(text) == shown
    assert stable(shown) == shown
    if shown != INVISIBLE:
        assert displayed(f"({text})\n{text}", line_feeds=True) == f"({shown})\n{shown}"


@pytest.mark.parametrize("name", SEQUENCES)
def test_the_parts_of_what_is_shown_are_as_wide_as_the_whole(name: str) -> None:
    shown = displayed(SEQUENCES[name][0])
    assert cell_len(shown) == sum(map(cell_len, shown))


def test_the_parts_of_every_emoji_are_as_wide_as_the_whole() -> None:
    for name, emoji in EMOJI.items():
        shown = displayed(emoji)
        assert shown, name
        assert cell_len(shown) == sum(map(cell_len, shown)), name


@pytest.mark.parametrize("name", SEQUENCES)
def test_text_that_is_edited_keeps_its_length(name: str) -> None:
    text, _ = SEQUENCES[name]
    assert len(stable_characters(text)) == len(text)


def test_other_text_is_shown_as_it_is() -> None:
    text = "Téhéran — „Größe“ 日本語 العربية हिन्दी ✕ ● ½ … ﷺ"
    assert stable(text) == stable_characters(text) == text


# Scripts of which terminals count the vowels and conjuncts differently


def played(output: str, widths: dict[str, int], columns: int = 40) -> str:
    """Return the line that a terminal shows, in which each character has the width of `widths`, or 1."""
    cells, x, saved, rest = [" "] * columns, 0, 0, iter(output)
    for character in rest:
        if character != "\x1b":
            width = widths.get(character, 1)
            cells[x : x + width] = [character, *[""] * (width - 1)][:width]
            x += width
            continue
        match next(rest):
            case "7":
                saved = x
            case "8":
                x = saved
            case "[":
                digits = ""
                while (digit := next(rest)) != "C":
                    digits += digit
                x += int(digits)
    return "".join(cells).rstrip()


@pytest.mark.parametrize("width_of_signs", [0, 1, 2])
def test_nothing_moves_beside_text_of_uncertain_width(width_of_signs: int) -> None:
    title = "हिन्दी भाषा"
    signs = {character: width_of_signs for character in title if unicodedata.category(character)[0] == "M"}
    line = [(" 1 Jan  ", ""), (title, ""), (" " * (20 - cell_len(title)), ""), ("▏ beside", "")]
    shown = played(steady_line(line, lambda text, style: text), signs)
    assert shown.index("▏") == len(shown) - len("▏ beside")
    expected = [character for character in title if signs.get(character, 1)]
    assert [character for character in shown[8:].split("▏")[0].rstrip() if character != " "] == [
        character for character in expected if character != " "
    ]
    assert sum(signs.get(character, 1) for character in shown.split("▏")[0]) <= 28


def test_certain_text_is_written_as_it_is() -> None:
    line = [("Téhéran  ", "bold"), ("│ 日本", "")]
    assert steady_line(line, lambda text, style: f"<{style}>{text}") == "<bold>Téhéran<bold>  <>│<> 日本"


def test_the_most_cells_are_those_of_each_sign_on_its_own() -> None:
    assert is_uncertain("हिन्दी")
    assert not is_uncertain("Téhéran ● 日本 한국 ✕")
    assert most_cells("हिन्दी") == 5
    assert most_cells("日本é") == 5


# On a real screen

CASES = {
    **{name: text for name, (text, _) in SEQUENCES.items()},
    "Hindi": "हिन्दी में समयरेखा",
    "Bengali": "নরেন্দ্র মোদী",
    "Tamil": "தமிழ் மொழி",
    "Burmese": "မြန်မာဘာသာ",
    "Khmer": "ភាសាខ្មែរ",
}


@pytest.fixture
def screens(open_tmux: Open, tmp_path: Path) -> Tmux:  # noqa: F811
    quote = '"{}"'.format
    events = "".join(
        f"  - {{id: e{number}, date: 2024-01-0{1 + number % 9}, status: reported, title: {quote(text + ' end')}, "
        f"tags: [{quote(text)}], quotes: [{{source: s, exact: {quote(text + ' end')}}}]}}\n"
        for number, text in enumerate(CASES.values())
    )
    (tmp_path / "widths.yaml").write_text(f"title: T\nsources: {{s: {{title: S}}}}\nevents:\n{events}")
    tmux = open_tmux(120, 60)
    tmux.start("widths.yaml")
    return tmux


def test_borders_and_dates_stay_in_their_columns_in_tmux(screens: Tmux) -> None:
    screens.wait_for("undated")
    for _ in CASES:
        lines = screens.lines
        borders = {columns_before(line, "▏ ") for line in lines[9:-2] if "▏ " in line}
        assert len(borders) == 1, "\n".join(lines)
        dates = {columns_before(line, " Jan  ○") for line in lines[9:] if " Jan  ○" in line}
        assert len(dates) == 1, "\n".join(lines)
        screens.type("j")


def columns_before(line: str, text: str) -> int:
    """Return the column of a text in a line of tmux, which counts each vowel sign as a column of its own."""
    before = line[: line.index(text)]
    return sum(0 if unicodedata.combining(each) or each == "\u200c" else tmux_width(each) for each in before)


def tmux_width(character: str) -> int:
    category = unicodedata.category(character)
    return 1 if category == "Mc" else 0 if category in ("Mn", "Me", "Cf") else cell_len(character)
