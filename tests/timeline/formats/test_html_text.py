"""HTML becomes text, however broken it is, and in no time that grows faster than it."""

from __future__ import annotations

import pytest

from tui.timeline.formats.html_text import html_text, looks_like_html


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>One</p><p>Two</p>", "One\n\nTwo"),
        ("a <!-- not this --> b", "a b"),
        ("a <b>c</b> < d", "a c < d"),
        ("a <b", "a <b"),
        ("a <!-- b <i>c</i>", "a <!-- b c"),
        ("1 < 2 &amp; 3 > 2", "1 < 2 & 3 > 2"),
        ("<b>He</b> said <Unnamed> to <x@y.example></Unnamed>", "He said <Unnamed> to <x@y.example></Unnamed>"),
        ("<b>a</b><foo/>b<br/>c", "a<foo/>b\n\nc"),
        ("a<o:p></o:p><svg viewBox='0'>b</svg>", "ab"),
    ],
)
def test_html_becomes_text(html: str, text: str) -> None:
    assert html_text(html).text == text


@pytest.mark.parametrize("end", ["", ">", "-->", "'>"])
@pytest.mark.parametrize("part", ["<!--", "<a ", "<p a='", "<!", "<?", "</", "<![CDATA[", "<a href=x "])
def test_what_is_opened_again_and_again_takes_no_longer_than_its_length(part: str, end: str) -> None:
    html_text(part * 20_000 + end)  # an hour, where each is looked for to the end of the text


@pytest.mark.parametrize(
    "text",
    ["<b>x</b>", "a<br>b", "<P>a", "x &amp; y", "&#8217;", "<a href='x'>y", "<img src=x>", "</i>", "a <!-- b -->"],
)
def test_html_is_known_by_its_tags_and_entities(text: str) -> None:
    assert looks_like_html(text)


@pytest.mark.parametrize(
    "text",
    ["S <A>", "<unnamed>", "</unnamed>", "a < b > c", "AT&T; x", "<x@y.example>", "1 <b 2>", "<foo bar=1>", "<i>"],
)
def test_what_may_be_plain_is_plain(text: str) -> None:
    assert not looks_like_html(text)


def test_the_lines_of_html_are_no_lines_of_its_text() -> None:
    assert html_text("one\n        line").text == "one line"
    assert html_text("one\n        <i>line</i><br>two").text == "one line\ntwo"
