"""What the fields and flags of the query language find, in a few words."""

from __future__ import annotations

from collections.abc import Mapping

MEANINGS: Mapping[str, str] = {
    "actor": "who takes part or speaks, and all below",
    "speaker": "who says it",
    "via": "the outlet that the source credits",
    "weapon": "what it is about, and all types below",
    "place": "where, and all places in it",
    "tag": "a tag",
    "source": "the article, page or outlet",
    "status": "how the source puts it",
    "kind": "what sort of event",
    "year": "possibly in this year",
    "after": "later than a date",
    "before": "earlier than a date",
    "on": "within a date",
    "in": "within a date",
    "certain": "yes: only events certainly within the dates",
    "known": "as it was known on a day",
    "is": "disputed, unanswered, undated, draft, internal",
    "has": "with a quote, a note, a link …",
    "title": "words in the title",
    "summary": "words in the summary",
    "quote": "words in a quote",
    "note": "words in a note",
    "origins": "how many parties a claim rests on",
    "thread": "the thread of an event",
}
"""By field, except those that a timeline's file declares."""

FLAG_MEANINGS: Mapping[str, str] = {
    "disputed": "another event denies or contradicts it",
    "unanswered": "an accusation that nobody denied or confirmed",
    "inferred": "its date is not in the text",
    "draft": "somebody still has to finish it",
    "internal": "public editions leave it out",
    "undated": "nothing is known of its date",
    "yes": "only events certainly within the dates",
    "no": "possibly within the dates, too",
    "0": "nobody says it, and no source",
    "1": "the word of one party alone",
    ">=2": "two or more, independent of each other",
}
"""By value of ``is:``, ``certain:`` and ``origins:``."""
