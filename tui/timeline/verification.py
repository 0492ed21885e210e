"""Quotes held against the texts of their articles, character for character.

A quote is a TextQuoteSelector (W3C Web Annotation Data Model, 4.2.4): its ``exact`` occurs once in the text, or its
``prefix`` and ``suffix`` settle which occurrence is meant.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import accumulate
from pathlib import Path

from tui.timeline.checks import Finding, Located
from tui.timeline.checks import Path as MarkPath
from tui.timeline.folding import fold
from tui.timeline.model import Quote, Source, Timeline
from tui.timeline.reader import Marks

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Article:
    """The text of a source."""

    file: str
    text: str
    """What in the file is not UTF-8 is U+FFFD here."""
    sha256: str
    """Of its bytes, as 64 lower-case hexadecimal digits."""


def read_articles(timeline: Timeline, folder: Path) -> dict[str, Article]:
    """Return the articles that a folder has, by source: the file that the source names, or else the one of its digest.

    Raises:
        OSError: if the folder or a file in it cannot be read.
    """
    by_name = {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}
    digests = {name: hashlib.sha256(data).hexdigest() for name, data in by_name.items()}
    by_digest = {digest: name for name, digest in reversed(digests.items())}
    articles: dict[str, Article] = {}
    for source in timeline.sources.values():
        name = source.file if source.file in by_name else by_digest.get(source.sha256 or "")
        if name is not None:
            articles[source.id] = Article(name, by_name[name].decode("utf-8", "replace"), digests[name])
    return articles


def verify(timeline: Timeline, articles: Mapping[str, Article], marks: Marks) -> Iterator[Finding]:
    """Yield what in a timeline is not as its articles have it.

    Args:
        timeline: the timeline.
        articles: the articles, by source, as `read_articles` returns them.
        marks: the places of the timeline's values.
    """
    found = Located(marks)
    for source in timeline.sources.values():
        yield from _source(source, articles, found)
    for event in timeline.events:
        for place, quote in enumerate(event.quotes):
            if quote.source in articles:
                yield from _quote(event.id, ("events", event.id, "quotes", place), quote, articles, found)
        own = [articles[source] for source in event.sources if source in articles]
        if event.date_text is not None and own and not any(event.date_text in article.text for article in own):
            yield found(
                "error",
                "wording",
                ("events", event.id, "date_text"),
                f"'{event.date_text}' is not in {' or '.join(article.file for article in own)}, "
                f"which event '{event.id}' quotes",
                "copy the article's own wording",
                next(filter(None, (_beside("date_text", event.date_text, article.text) for article in own)), ()),
            )


def _source(source: Source, articles: Mapping[str, Article], found: Located) -> Iterator[Finding]:
    path = ("sources", source.id)
    article = articles.get(source.id)
    if article is None:
        named = " or ".join([f"named '{source.file}'"] * bool(source.file) + ["of its sha256"] * bool(source.sha256))
        yield found(
            "error",
            "article",
            (*path, "file"),
            f"there is no text {named} for source '{source.id}'" if named else f"source '{source.id}' names no text",
            "put it among the articles, or mend what names it" if named else "add the 'file' that holds it",
        )
        return
    if hashlib.sha256(article.text.encode()).hexdigest() != article.sha256:
        yield found(
            "error",
            "article",
            (*path, "file"),
            f"{article.file}, the text of source '{source.id}', is not UTF-8",
            "save it as UTF-8",
        )
    if source.sha256 is None:
        yield found("lint", "sha256", path, f"source '{source.id}' has no sha256", f"write 'sha256: {article.sha256}'")
    elif source.sha256 != article.sha256:
        others = [other for other, text in articles.items() if text.sha256 == source.sha256]
        whose = f", but that of the text of '{others[0]}'" if others else ""
        yield found(
            "error",
            "sha256",
            (*path, "sha256"),
            f"this is not the sha256 of {article.file}, the text of source '{source.id}'{whose}",
            f"that is {article.sha256}",
        )
    if source.title not in article.text:
        excerpts = _beside("title", source.title, article.text)
        yield found(
            "lint",
            "title",
            (*path, "title"),
            f"the title of source '{source.id}' is not in {article.file}",
            "copy it from there" if excerpts else "nothing like it is there: is it the right text?",
            excerpts,
        )


def places(quote: Quote, text: str) -> list[int]:
    """Return the offsets at which a quote occurs in a text with its prefix before it and its suffix after it."""
    prefix, suffix = quote.prefix or "", quote.suffix or ""
    sought = prefix + quote.exact + suffix
    found = []
    at = text.find(sought)
    while at >= 0:
        found.append(at + len(prefix))
        at = text.find(sought, at + 1)
    return found


def paragraph_of(text: str, at: int) -> int:
    """Return which of a text's lines that are not blank an offset is in, the first being 1."""
    return sum(bool(line.strip()) for line in text[:at].split("\n")[:-1]) + 1


def _quote(
    event_id: str, path: MarkPath, quote: Quote, articles: Mapping[str, Article], found: Located
) -> Iterator[Finding]:
    article = articles[quote.source]
    what = f"a quote of event '{event_id}'"
    where = places(quote, article.text)
    if not where:
        yield _missing(what, path, quote, articles, found)
        return
    if len(where) > 1:
        has_selector = quote.prefix or quote.suffix
        yield found(
            "error",
            "selector",
            (*path, "exact"),
            f"{what} is in {article.file} {len(where)} times{' with this prefix and suffix' if has_selector else ''}",
            f"add {'more of ' if has_selector else ''}the 'prefix' or 'suffix' that settles which",
            _occurrences(quote.exact, where, article.text),
        )
        return
    paragraph = paragraph_of(article.text, where[0])
    if quote.paragraph is not None and quote.paragraph != paragraph:
        yield found(
            "error",
            "paragraph",
            (*path, "paragraph"),
            f"{what} is not in paragraph {quote.paragraph} of {article.file}",
            f"it is in paragraph {paragraph}",
        )
    for verb, at in (("begins", where[0]), ("ends", where[0] + len(quote.exact))):
        if _inside_word(article.text, at):
            yield found(
                "lint",
                "cut-word",
                (*path, "exact"),
                f"{what} {verb} inside the word “{_word_around(article.text, at)}”",
                "quote whole words",
            )


_BETWEEN = {
    (True, True): "with both this prefix and this suffix",
    (True, False): "before this suffix",
    (False, True): "after this prefix",
    (False, False): "between this prefix and this suffix",
}


def _missing(what: str, path: MarkPath, quote: Quote, articles: Mapping[str, Article], found: Located) -> Finding:
    """Return what is wrong with a quote that is not in its article."""
    article = articles[quote.source]
    prefix, suffix = quote.prefix or "", quote.suffix or ""
    if quote.exact in article.text:
        after, before = prefix + quote.exact in article.text, quote.exact + suffix in article.text
        excerpts = _beside("quote", prefix + quote.exact + suffix, article.text)
        where = [match.start() for match in re.finditer(re.escape(quote.exact), article.text)]
        return found(
            "error",
            "selector",
            (*path, "suffix" if after else "prefix"),
            f"{what} is in {article.file}, but not {_BETWEEN[after, before]}",
            "copy what stands right before it and right after it, or leave them out",
            excerpts or _occurrences(quote.exact, where, article.text),
        )
    for other, elsewhere in articles.items():
        if places(quote, elsewhere.text):
            return found(
                "error",
                "source",
                (*path, "source"),
                f"{what} is not in {article.file}, but in {elsewhere.file}",
                f"name the source '{other}'",
            )
    excerpts = _beside("quote", quote.exact, article.text)
    right = "copy it from there" if excerpts else "nothing like it is there: is the source right?"
    return found("error", "quote", (*path, "exact"), f"{what} is not in {article.file}", right, excerpts)


def _inside_word(text: str, at: int) -> bool:
    """Tell whether an offset parts a word, of those scripts that have capitals and put spaces between words."""
    before, after = text[at - 1 : at] if at else "", text[at : at + 1]
    return _is_of_word(before) and (_is_of_word(after) or unicodedata.combining(after or " ") > 0)


def _is_of_word(character: str) -> bool:
    return character.islower() or character.isupper() or character.isdecimal()


def _word_around(text: str, at: int) -> str:
    start, end = at, at
    while start and _is_of_word(text[start - 1]):
        start -= 1
    while end < len(text) and (_is_of_word(text[end]) or unicodedata.combining(text[end])):
        end += 1
    return text[start:end]


# What a quote that is not there looks like beside what is

_CONTEXT = 24
_MOST_TOLD = 3


def _occurrences(exact: str, where: Sequence[int], text: str) -> list[str]:
    """Return a line for each of the first places where a quote stands, with what is around it."""
    lines = []
    for at in where[:_MOST_TOLD]:
        end = at + len(exact)
        before = text[text.rfind("\n", 0, at) + 1 : at]
        after = text[end:].partition("\n")[0]
        before = before if len(before) <= _CONTEXT else f"…{before[-_CONTEXT:]}"
        after = after if len(after) <= _CONTEXT else f"{after[:_CONTEXT]}…"
        lines.append(f"article ¶ {paragraph_of(text, at)}: {before}⟦{_short(exact)}⟧{after}")
    if len(where) > _MOST_TOLD:
        lines.append(f"and {len(where) - _MOST_TOLD} more")
    return lines


def _beside(what: str, exact: str, text: str) -> list[str]:
    """Return the passage of a text that is nearest to a quote, the quote, and their differences; or nothing."""
    span = nearest_passage(exact, text)
    if span is None:
        return []
    passage = text[slice(*span)]
    changes = list(_changes(passage, exact))
    told = Counter(_told(what, passage[slice(*there)], exact[slice(*here)]) for there, here in changes)
    differences = [f"{difference}, {times} times" if times > 1 else difference for difference, times in told.items()]
    if len(differences) > _MOST_TOLD:
        differences[_MOST_TOLD:] = [f"and {len(differences) - _MOST_TOLD} more"]
    label = f"article ¶ {paragraph_of(text, span[0])}: "
    return [
        label + _marked(passage, [there for there, _ in changes]),
        f"{what}: ".ljust(len(label)) + _marked(exact, [here for _, here in changes]),
        "; ".join(differences),
    ]


_TOKEN = re.compile(r"\w+|\W")


def _changes(passage: str, exact: str) -> Iterator[tuple[Span, Span]]:
    """Yield what differs between a passage and a quote: whole words, or the one character that differs in them."""
    there, here = _TOKEN.findall(passage), _TOKEN.findall(exact)
    at_there, at_here = ([0, *accumulate(map(len, tokens))] for tokens in (there, here))
    for tag, a, b, c, d in SequenceMatcher(None, there, here, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        # As many words as there are: each stands for the one in its place.
        each = [(a + n, a + n + 1, c + n, c + n + 1) for n in range(b - a)] if b - a == d - c else [(a, b, c, d)]
        for a, b, c, d in each:
            if there[a:b] != here[c:d]:
                yield _narrowed(passage, (at_there[a], at_there[b]), exact, (at_here[c], at_here[d]))


def _narrowed(passage: str, there: Span, exact: str, here: Span) -> tuple[Span, Span]:
    """Return two spans without what they have in common at their ends, if little but signs is left of them."""
    (start, end), (begin, stop) = there, here
    while start < end and begin < stop and passage[start] == exact[begin]:
        start, begin = start + 1, begin + 1
    while start < end and begin < stop and passage[end - 1] == exact[stop - 1]:
        end, stop = end - 1, stop - 1
    left = max(passage[start:end], exact[begin:stop], key=len)
    few = len(left) == 1 or (len(left) <= 3 and not (passage[start:end] + exact[begin:stop]).isalnum())
    return ((start, end), (begin, stop)) if few else (there, here)


def _told(what: str, there: str, here: str) -> str:
    if len(there) > 3 and unicodedata.normalize("NFC", there) == unicodedata.normalize("NFC", here):
        return f"the article writes {_named(there)} with other characters than the {what}, which look the same"
    if not here:
        return f"the article has {_named(there)}, the {what} does not"
    if not there:
        return f"the {what} has {_named(here)}, the article does not"
    return f"the article has {_named(there)} where the {what} has {_named(here)}"


def _named(text: str) -> str:
    """Name a few characters so that no two of them can be taken for each other."""
    if len(text) > 3 or (text.isalnum() and (len(text) > 1 or text.isascii())):
        return f"“{_short(text)}”"
    return " and ".join(
        f"{character if character.isprintable() and character != ' ' else ''} "
        f"U+{ord(character):04X} ({unicodedata.name(character, 'without a name').lower()})".strip()
        for character in text
    )


def _short(text: str) -> str:
    return text if len(text) <= 4 * _CONTEXT else f"{text[: 2 * _CONTEXT]} … {text[-2 * _CONTEXT :]}"


def _marked(text: str, spans: Sequence[Span]) -> str:
    """Return what is around the spans, each of them in ⟦ ⟧."""
    pieces: list[str] = []
    at = max(0, spans[0][0] - _CONTEXT) if spans else 0
    if at:
        pieces.append("…")
    for place, (start, end) in enumerate(spans):
        if start - at > 2 * _CONTEXT and place:
            pieces += [text[at : at + _CONTEXT], " … ", text[start - _CONTEXT : start]]
        else:
            pieces.append(text[at:start])
        pieces.append(f"⟦{_short(text[start:end])}⟧")
        at = end
    pieces.append(text[at : at + _CONTEXT])
    if at + _CONTEXT < len(text):
        pieces.append("…")
    return "".join(pieces)


# Which passage is nearest

_EDGE = 12
"""So many characters of a quote are its own beginning or end, and hardly another's."""
_SHORT = 24


def nearest_passage(exact: str, text: str) -> Span | None:
    """Return where in a text the passage is that takes the fewest changes to become a quote, or None if none is near.

    A change puts in, takes out or replaces one character. As many as two fifths of the quote's characters are near, or
    a quarter of a short one's; where nothing is, what folds alike counts as the same. Where the quote's own first or
    last characters stand a little off, the passage reaches there: something was left out of the quote.
    """
    span = _nearest(exact, text, str) or _nearest(exact, text, fold)
    if span is None or len(exact) < 2 * _EDGE:
        return span
    start, end = span
    if not text.startswith(first := exact[:_EDGE], start):
        begin = text.rfind(first, max(0, start - 2 * len(exact)), start + _EDGE)
        start = start if begin < 0 else begin
    if not text.endswith(last := exact[-_EDGE:], start, end):
        stop = text.find(last, max(start, end - _EDGE), end + 2 * len(exact))
        end = end if stop < 0 else stop + _EDGE
    return start, end


def _nearest(exact: str, text: str, form: Callable[[str], str]) -> Span | None:
    forms = {character: form(character) for character in {*exact, *text}}
    sought, held = [forms[character] for character in exact], [forms[character] for character in text]
    if not sought or not held:
        return None
    fewest, ends = len(exact), [0]
    # A passage with fewer changes than the quote has pieces has one of the pieces unchanged.
    pieces = len(exact) // 16 + 1
    for spans in (_around(exact, text, pieces), [(0, len(text))]):
        for start, end in spans:
            changes, stops = _fewest_changes(sought, held[start:end])
            if changes < fewest:
                fewest, ends = changes, []
            if changes == fewest:
                ends += [start + stop for stop in stops]
        if fewest < pieces:
            break
    if fewest > (len(exact) // 4 if len(exact) < _SHORT else len(exact) * 2 // 5):
        return None
    end = min(
        (end for end in ends if end <= ends[0] + fewest),
        key=lambda end: (_inside_word(text, end), text[end - 1].isspace() != exact[-1].isspace(), -end),
    )
    back = held[max(0, end - len(exact) - fewest) : end][::-1]
    _, lengths = _fewest_changes(sought[::-1], back, anchored=True)
    starts = [end - length for length in lengths if length]
    if not starts:
        return None
    return (
        min(
            starts,
            key=lambda start: (_inside_word(text, start), text[start].isspace() != exact[0].isspace(), start),
        ),
        end,
    )


def _around(exact: str, text: str, pieces: int) -> list[Span]:
    """Return the parts of a text in which a piece of a quote stands unchanged, with room for the rest of the quote."""
    size = -(-len(exact) // pieces)
    spans = []
    for offset in range(0, len(exact), size):
        piece = exact[offset : offset + size]
        at = text.find(piece)
        while at >= 0:
            spans.append((max(0, at - offset - pieces), at - offset + len(exact) + pieces))
            at = text.find(piece, at + 1)
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _fewest_changes(sought: Sequence[str], text: Sequence[str], *, anchored: bool = False) -> tuple[int, list[int]]:
    """Return how few changes turn a passage of a text into what is sought, and where such passages end.

    A column of the table of edit distances is held in the bits of two numbers: G. Myers, "A fast bit-vector algorithm
    for approximate string matching", J. ACM 46 (1999), as put by H. Hyyrö (2003).

    Args:
        sought: the characters that are sought.
        text: the characters of the text.
        anchored: passages begin where the text does.
    """
    bits: dict[str, int] = {}
    for place, character in enumerate(sought):
        bits[character] = bits.get(character, 0) | 1 << place
    full = (1 << len(sought)) - 1
    last = 1 << len(sought) - 1
    higher, lower = full, 0  # where the column rises by one from the row above, and where it falls by one
    changes = fewest = len(sought)
    ends = [0]
    for end, character in enumerate(text, 1):
        same = bits.get(character, 0)
        level = (((same & higher) + higher) ^ higher) | same | lower
        rises = lower | ~(level | higher)
        falls = level & higher
        if rises & last:
            changes += 1
        elif falls & last:
            changes -= 1
        rises = rises << 1 | anchored
        higher = (falls << 1 | ~(level | rises)) & full
        lower = rises & level & full
        if changes <= fewest:
            if changes < fewest:
                fewest, ends = changes, []
            ends.append(end)
    return fewest, ends


# What no quote touches


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of an article the quotes of a timeline carry."""

    source: str
    share: float
    """Of the text's characters, those in a quote: from 0 to 1."""
    sentences: int
    untouched: tuple[tuple[int, str], ...]
    """The sentences that no quote touches, each with its paragraph."""


_END = re.compile(
    r"""[.!?…]+ (?: \s?[»”’] | ["')\]] )*                     # with the marks that close what is quoted
        \s+ (?= (?: [-–—«“‘"'(\[] \s? )* (?P<next> \w ))""",
    re.VERBOSE,
)


def coverage(timeline: Timeline, articles: Mapping[str, Article]) -> Iterator[Coverage]:
    """Yield, for each article, what no quote touches."""
    for source_id, article in articles.items():
        quoted = bytearray(len(article.text))
        for quote in (quote for event in timeline.events for quote in event.quotes if quote.source == source_id):
            for at in places(quote, article.text)[:1]:
                quoted[at : at + len(quote.exact)] = b"\1" * len(quote.exact)
        paragraph = at = count = 0
        untouched = []
        for line in article.text.split("\n"):
            paragraph += bool(line.strip())
            for start, end in sentences(line):
                count += 1
                if not any(quoted[at + start : at + end]):
                    untouched.append((paragraph, line[start:end]))
            at += len(line) + 1
        share = sum(quoted) / len(quoted) if quoted else 0.0
        yield Coverage(source_id, share, count, tuple(untouched))


def sentences(line: str) -> Iterator[Span]:
    """Yield where the sentences of a line are.

    One ends with its mark, before what is no small letter, or with the line. What has neither letter nor digit is none.
    """
    start = 0
    for end in [*(end.end() for end in _END.finditer(line) if not end["next"].islower()), len(line)]:
        piece = line[start:end]
        if any(map(str.isalnum, piece)):
            yield start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())
        start = end
