"""Hypothesis strategies for YAML as people write it: mostly valid, in most of YAML's forms."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence

from hypothesis import strategies as st

from tui.timeline.model.entities import BASES, ENTRY_KINDS, RELATIONS
from tui.timeline.model.facets import KINDS, STATUSES
from tui.timeline.model.sort import SORTS

WORDS = (
    "x", "été", "’", "«\xa0a\xa0»", "a: b", "a:b", " #c", "a #c", "#", ":", "-", "- ", "? ", "'", '"', "''", "[", "]",
    "{", "}", ",", "&a", "*a", "!t", "|", ">", "%", "@", "`", "~", "null", "\\", "\\n", "  ", "\u202f", "\u2028",
    "\x85", "\t", "\ufeff", "\x7f", "😀", "iran", "s", "2022", "one", "---", "...", "<<",
)  # fmt: skip

COMMON = ("x", "été", "l’Iran", "«\xa0a\xa0»", "a,", "(b)", "a:b", "c’est - dit-on -")

FORMS = ("plain", "plain", "single", "double", ">-", ">-", "|-", ">", "|")
"""The forms of a text."""
SIMPLE_FORMS = ("plain", "single", ">-")

NAMES = ("x", "été", "le Kremlin", "l'armée (russe)", "S-400")

common = st.lists(st.sampled_from(COMMON), min_size=1, max_size=4).map(" ".join)
strange = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join)


def seldom(draw: st.DrawFn) -> bool:
    return draw(st.integers(0, 150)) == 97  # not at a bound, which is drawn often


def words(draw: st.DrawFn) -> str:
    return draw(strange if seldom(draw) else common)


def chosen(draw: st.DrawFn, known: Sequence[str]) -> str:
    return words(draw) if seldom(draw) else draw(st.sampled_from(known))


def written(draw: st.DrawFn, indent: int, forms: Sequence[str] = FORMS) -> str:
    """Return a text in one of YAML's forms; not always a valid one."""
    form = draw(st.sampled_from(forms))
    if form == "plain":
        return words(draw)
    if form == "single":
        return "'" + words(draw).replace("'", "''") + "'"
    if form == "double":
        return json.dumps(words(draw), ensure_ascii=draw(st.booleans()))
    blanks = " " * (indent + draw(st.sampled_from([1, 2, 2, 3])))
    lines = [words(draw) for _ in range(draw(st.integers(1, 3)))]
    if draw(st.integers(0, 6)) == 3:
        lines += [draw(st.sampled_from(["", "  x", "y "])), words(draw)]
    return form + "".join(f"\n{blanks}{line}" if line else "\n" for line in lines)


def listed(draw: st.DrawFn, indent: int, known: Sequence[str]) -> str:
    items = [chosen(draw, known) for _ in range(draw(st.integers(0, 3)))]
    form = draw(st.sampled_from(["[]", "[]", "[]", "one", "lines"]))
    if form == "one":
        return chosen(draw, known)
    if form == "lines":
        blanks = " " * (indent - seldom(draw) + draw(st.sampled_from([0, 2, 2, 3])))
        return "".join(f"\n{blanks}- {item}" for item in items)
    return "[" + ", ".join(items) + "]"


def _pairs(draw: st.DrawFn, indent: int) -> str:
    """Return a mapping of names to texts and numbers, in braces or in lines."""
    names = draw(st.lists(st.sampled_from(["killed", "tier", "Room no", "été"]), unique=True, min_size=1, max_size=3))
    values = {name: draw(st.sampled_from(["34", "007", "1.5", "primary", "x y", "'34'", "~"])) for name in names}
    if draw(st.booleans()):
        return "{" + ", ".join(f"{name}: {value}" for name, value in values.items()) + "}"
    blanks = " " * (indent + 2)
    return "".join(f"\n{blanks}{name}: {value}" for name, value in values.items())


def _media(draw: st.DrawFn, indent: int) -> str:
    if draw(st.booleans()):
        return "[https://a.example/1.jpg]"
    blanks = " " * (indent + 2)
    return f"\n{blanks}- url: https://a.example/1.jpg\n{blanks}  caption: {written(draw, indent + 4)}"


_OPTIONAL: Mapping[str, Callable[[st.DrawFn, int], str]] = {
    "places": lambda draw, indent: listed(draw, indent, ["here", "there"]),
    "tags": lambda draw, indent: listed(draw, indent, ["x", "fire brigade", "火"]),
    "topic": lambda draw, indent: listed(draw, indent, ["rain"]),
    "free": lambda draw, indent: listed(draw, indent, ["a", "b c"]),
    "sources": lambda draw, indent: listed(draw, indent, ["s", "s", "https://a.example/x"]),
    "data": _pairs,
    "media": _media,
    "draft": lambda draw, indent: chosen(draw, ["true", "false", "Yes", "~"]),
    "internal": lambda draw, indent: chosen(draw, ["true", "No", "~"]),
}
"""Further fields of an event, most of them valid."""


def an_event(draw: st.DrawFn, indent: int, event_id: str) -> str:
    """Return an event as an item of a list; mostly a valid one."""
    inner = indent + 2
    fields = {
        "id": event_id,
        "date": chosen(draw, ["2022", "2022-11-08", "2022-01~/2022-03", "../.."]),
        "kind": chosen(draw, KINDS),
        "status": chosen(draw, STATUSES),
        "title": written(draw, inner),
    }
    for key in draw(st.lists(st.sampled_from(["id", "kind", "status"]), unique=True, max_size=2)):
        if draw(st.booleans()):
            del fields[key]
    for key in draw(st.lists(st.sampled_from(list(_OPTIONAL)), unique=True, max_size=2)):
        fields[key] = _OPTIONAL[key](draw, inner)
    for key in draw(st.lists(st.sampled_from(["date_text", "summary", "note", "date_note"]), unique=True, max_size=2)):
        fields[key] = written(draw, inner)
    for key in draw(st.lists(st.sampled_from(["actors", "speaker", "via"]), unique=True, max_size=2)):
        fields[key] = listed(draw, inner, ["iran", "o"])
    if draw(st.booleans()):
        fields["weapons"] = listed(draw, inner, ["drone"])
    if draw(st.booleans()):
        fields["date_basis"] = chosen(draw, [*BASES[:-1], "~"] if "date_note" not in fields else BASES)
    blanks = " " * (inner - seldom(draw) + draw(st.sampled_from([0, 1, 2, 2, 2])))
    within = len(blanks) + 2
    if draw(st.integers(0, 3)):
        fields["quotes"] = "".join(
            f"\n{blanks}- source: {chosen(draw, ['s'])}\n{blanks}  exact: {written(draw, within)}"
            + (f"\n{blanks}  translation: {written(draw, within)}" if draw(st.booleans()) else "")
            + (f"\n{blanks}  paragraph: {chosen(draw, ['3', '12'])}" if draw(st.booleans()) else "")
            for _ in range(draw(st.integers(1, 2)))
        )
    if draw(st.booleans()):
        relations = draw(st.lists(st.sampled_from(list(RELATIONS)), unique=True, min_size=1, max_size=2))
        blanks = " " * (inner - seldom(draw) + draw(st.sampled_from([1, 2, 2, 2])))
        others = [name for name in ("one", "two", "three") if name != event_id]
        fields["links"] = "".join(f"\n{blanks}{relation}: {listed(draw, inner + 2, others)}" for relation in relations)
    order = draw(st.permutations(list(fields))) if draw(st.booleans()) else list(fields)
    lines = [f"{key}: {fields[key]}".replace(": \n", ":\n") for key in order]
    text = " " * indent + "- " + ("\n" + " " * inner).join(lines) + "\n"
    return text + draw(st.sampled_from(["", "", "\n", "# x\n", "      # y\n"]))


# The header


def gap(draw: st.DrawFn) -> str:
    """Return nothing, a blank line or a comment, to put between lines."""
    return draw(st.sampled_from([*[""] * 12, "\n", "# x\n", "  # x: y\n", "    # x\n"]))


def an_entry(draw: st.DrawFn, entry_id: str, fields: dict[str, str]) -> str:
    """Return an entry under its id, in lines or in braces; mostly a valid one."""
    if draw(st.integers(0, 3)) == 2 and (
        seldom(draw) or not any(set(value) & set("\n,:") for value in fields.values())
    ):
        return f"  {entry_id}: {{{', '.join(f'{key}: {value}' for key, value in fields.items())}}}\n"
    blanks = " " * (4 - seldom(draw) + draw(st.sampled_from([0, 0, 0, 2])))
    lines = [f"{blanks}{key}: {value}\n{gap(draw)}" for key, value in fields.items()]
    return f"  {entry_id}:\n{gap(draw)}" + "".join(lines)


def some(draw: st.DrawFn, fields: dict[str, str]) -> dict[str, str]:
    """Return some of the fields."""
    return {key: value for key, value in fields.items() if draw(st.booleans())}


def sections(draw: st.DrawFn) -> list[str]:
    """Return the sections of a timeline that define what `an_event` refers to; mostly valid ones."""
    forms = FORMS if draw(st.integers(0, 9)) == 7 else SIMPLE_FORMS
    sources = {
        source: {
            "outlet": chosen(draw, ["o"]),
            "title": written(draw, 4, forms),
            "issued": chosen(draw, ["2022", "2022-11-08", "2022-01~/2022-03"]),
            **some(
                draw,
                {
                    "issued_basis": chosen(draw, BASES[:2]),
                    "issued_note": written(draw, 4, forms),
                    "language": chosen(draw, ["fr", "en"]),
                    "sha256": chosen(draw, ["0" * 64]),
                    "file": words(draw),
                    "url": chosen(draw, ["https://example.org/a", "http://x"]),
                },
            ),
        }
        for source in ("s", "an-article.2")
    }
    actors = {
        actor: {
            "name": written(draw, 4, forms),
            **some(
                draw,
                {
                    "kind": chosen(draw, ENTRY_KINDS),
                    "part_of": chosen(draw, parents),
                    "office": written(draw, 4, forms),
                    "aliases": listed(draw, 4, NAMES),
                },
            ),
        }
        for actor, parents in (("o", ["iran"]), ("iran", ["up"]), ("up", ["~"]))
    }
    weapons = {
        "drone": {"name": words(draw), **some(draw, {"kind_of": chosen(draw, ["arm"])})},
        "arm": {"name": words(draw), **some(draw, {"aliases": listed(draw, 4, NAMES)})},
    }
    found = [f"title: {written(draw, 0, forms)}\n"]
    found += [
        draw(st.sampled_from(["", "", "dateline: 1\n", "dateline: 2\n"])),
        draw(st.sampled_from(["", "language: fr\n", "checks: {ignore: [unused, month]}\n"])),
        f"description: {written(draw, 0, forms)}\n" * draw(st.booleans()),
    ]
    places = {
        "here": {"name": words(draw), **some(draw, {"lat": "46.5", "lon": "-3", "part_of": "there"})},
        "there": {"name": words(draw)},
    }
    topic = "{name: Topics, key: t, values: {rain: Rain, water: {name: Water, parent: rain}}}"
    found.append(f"facets:\n  topic: {topic}\n  free: {{name: Free}}\n")
    for section, entries in (("sources", sources), ("actors", actors), ("weapons", weapons), ("places", places)):
        found.append(f"{section}:\n{gap(draw)}" + "".join(an_entry(draw, name, entries[name]) for name in entries))
    if draw(st.booleans()):
        blanks = " " * draw(st.sampled_from([0, 2, 2, 4]))
        views = [
            f"{blanks}- name: {name}\n"
            + "".join(
                f"{blanks}  {key}: {value}\n{gap(draw)}"
                for key, value in some(draw, {"query": words(draw), "sort": chosen(draw, SORTS)}).items()
            )
            for name in ("v", chosen(draw, ["w"]))
        ]
        found.append("views:\n" + "".join(views))
    return found


@st.composite
def files(draw: st.DrawFn) -> str:
    """Return a whole timeline; mostly valid and simple."""
    indent = draw(st.sampled_from([0, 2, 2, 4]))
    events = "events:\n" + "".join(gap(draw) + an_event(draw, indent, name) for name in ("one", "two", "three"))
    found = [*sections(draw), events]
    if draw(st.booleans()):
        found = draw(st.permutations(found))
    text = gap(draw) + "".join(section + gap(draw) for section in found)
    match draw(st.sampled_from([*[""] * 8, "Windows", "mark", "no end", "document"])):
        case "Windows":
            return text.replace("\n", "\r\n")
        case "mark":
            return "\ufeff" + text
        case "no end":
            return text.removesuffix("\n")
        case "document":
            return f"---\n{text}..."
    return text


# Random changes

CHANGES = (
    *WORDS, "\r", "\n", "\n\n", "\r\n", " ", "    ", "- id: x\n", "  - id: x\n", "  -\n", "\n  ", "\n      ", "|\n",
    ">-\n", "'x", "events:\n", "views:\n", "---\n", "...\n", "%YAML 1.1\n", "title: ", "id: ", ": ", "!!str ", "&a ",
    "\x00", "\x07",
)  # fmt: skip


@st.composite
def broken(draw: st.DrawFn, whole: Sequence[str]) -> str:
    """Return one of some texts with random changes to a few lines."""
    lines = draw(st.sampled_from(whole)).split("\n")
    for _ in range(draw(st.integers(1, 3))):
        start, count = draw(st.integers(0, len(lines) - 1)), draw(st.integers(1, 5))
        changed = lines[start : start + count]
        blanks = " " * draw(st.sampled_from([1, 2, 4]))
        match draw(st.sampled_from(["insert", "replace", "cut", "delete", "add", "repeat", "in", "out", "move"])):
            case "insert":
                changed[0] = _spliced(draw, changed[0], draw(st.sampled_from(CHANGES)), 0)
            case "replace":
                changed[0] = _spliced(draw, changed[0], draw(st.sampled_from(CHANGES)), count)
            case "cut":
                changed[0] = _spliced(draw, changed[0], "", count)
            case "delete":
                changed = []
            case "add":
                changed = [draw(st.sampled_from(CHANGES)), *changed]
            case "repeat":
                changed = [*changed, *changed]
            case "in":
                changed = [blanks + line for line in changed]
            case "out":
                changed = [line.removeprefix(blanks) for line in changed]
            case "move":
                target = draw(st.integers(0, len(lines)))
                lines[target:target] = changed
        lines[start : start + count] = changed
        lines = "\n".join(lines).split("\n")
    return "\n".join(lines)


def _spliced(draw: st.DrawFn, line: str, new: str, old: int) -> str:
    column = draw(st.integers(0, len(line)))
    return line[:column] + new + line[column + old :]
