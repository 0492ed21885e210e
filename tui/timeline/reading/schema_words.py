"""The keys of a timeline's file in words, as the schema page and the JSON Schema say them."""

from __future__ import annotations

from collections.abc import Mapping

REQUIRED: Mapping[str, tuple[str, ...]] = {
    "The file": ("title", "events"),
    "An actor": ("name",),
    "A weapon": ("name",),
    "A place": ("name",),
    "A kind": ("name",),
    "A facet": ("name",),
    "A value of a facet": ("name",),
    "An event": ("date", "title"),
    "A quote": ("source", "exact"),
    "A picture, film or recording": ("url",),
    "A view": ("name",),
}
"""By mapping of the file: the keys that it must have."""

WORDS: Mapping[str, Mapping[str, str]] = {
    "The file": {
        "dateline": "the version of the schema: 2. Without it, the newest version is assumed",
        "title": "the title of the timeline",
        "description": "what it is about",
        "language": "the language of its titles, summaries and notes, as a BCP 47 tag such as `en`",
        "timezone": (
            "the zone of its times of day, as an IANA name such as `Europe/Paris`; without it they are compared "
            "as written"
        ),
        "sources": "the sources, each under its id",
        "actors": "the actors, each under its id",
        "weapons": "the weapons, each under its id",
        "places": "the places, each under its id",
        "kinds": "kinds of event besides [those built in](#an-event), each under its id",
        "facets": "facets of its own, each under its name",
        "views": "a list of saved queries",
        "checks": "what `dateline check` leaves out",
        "events": "a list of events, in any order",
    },
    "A source": {
        "outlet": "the actor that published it",
        "title": "its title",
        "issued": "the date on which it was published",
        "issued_basis": "how that date is known: `stated` (the default), `derived` or `inferred`",
        "issued_note": "what it was inferred from; required with `inferred`",
        "language": "its language, such as `fr`",
        "sha256": "the SHA-256 of the article's text",
        "file": "the name of the file that holds the article's text, for `dateline check`",
        "url": "its address, `http` or `https`",
        "archived": "the address of a copy",
        "retrieved": "the date on which the address was last seen to hold it",
        "page_sha256": "the SHA-256 of the page's text on that date, as `dateline check --online` writes it",
    },
    "An actor": {
        "name": "its name",
        "part_of": "the actor that it belongs to",
        "kind": "state, organisation, person, outlet or group",
        "office": "the office that a person holds",
        "aliases": "other names under which a query finds it",
    },
    "A weapon": {
        "name": "its name",
        "kind_of": "the weapon of which it is a type",
        "aliases": "other names under which a query finds it",
    },
    "A place": {
        "name": "its name",
        "part_of": "the place that it lies in",
        "lat": "its latitude in degrees, north of the equator, from -90 to 90",
        "lon": "its longitude in degrees, east of Greenwich, from -180 to 180",
        "aliases": "other names under which a query finds it",
    },
    "A kind": {
        "name": "its name",
        "aliases": "other names under which a query finds it",
    },
    "A facet": {
        "name": "the header of its values",
        "key": "a letter: the key that goes to it in the app",
        "values": "its values, each under its id; without it, any text is a value",
    },
    "A value of a facet": {
        "name": "its name",
        "parent": "the value above it",
        "aliases": "other names under which a query finds it",
    },
    "An event": {
        "id": "an id that no other event has; without it, one is made from date and title",
        "date": "when it happened or was said, [in EDTF](#dates)",
        "date_text": "how the source words the date",
        "date_basis": (
            "how the date is known: `stated` (the text gives it; the default with a quote or a `date_text`), "
            "`derived` (from the text and the date of its issue) or `inferred` (from elsewhere)"
        ),
        "date_note": "what it was inferred from; required with `inferred`",
        "kind": "what sort of event it is",
        "status": "how the source puts it",
        "title": "a few words that say what happened",
        "summary": "a longer account",
        "speaker": "the actors who say it",
        "via": "the outlets that the source credits",
        "actors": "the actors who take part",
        "weapons": "the weapons it is about",
        "places": "where it happened",
        "tags": "any words",
        "data": "further fields, each a name with a text or a number: `{killed: 34, tier: primary}`",
        "quotes": "a list of quotes",
        "sources": "sources that it rests on without a quote: ids, or URLs",
        "media": "a list of pictures, films and recordings",
        "links": "[links](#links) to other events",
        "note": "a remark by the editor",
        "draft": "`true` if somebody still has to finish it; documents for readers leave it out",
        "internal": "`true` if it is only for those who work on the timeline: "
        "[a public edition](command-line.md#public-editions) leaves it out",
    },
    "A quote": {
        "source": "the source it is taken from: an id, or a URL",
        "paragraph": "the number of its paragraph in the source",
        "exact": "the source's exact words, however many carry the claim",
        "prefix": "the words right before it, where it occurs more than once in the source",
        "suffix": "the words right after it, likewise",
        "translation": "its translation",
    },
    "A picture, film or recording": {
        "url": "its address, `http` or `https`",
        "caption": "what it shows",
        "credit": "who made it",
    },
    "A view": {
        "name": "the name by which the palette and `--view` offer it",
        "query": "[a query](query.md)",
        "sort": "`date`, `known`, `-date` or `-known`",
    },
    "Checks": {
        "ignore": "[rules](checking.md#the-timeline-alone) that `dateline check` leaves out for this file",
    },
    "Links": {
        "denies": "denies the other, which is then disputed",
        "contradicts": "contradicts the other, which is then disputed",
        "confirms": "confirms the other",
        "repeats": "repeats what the other says",
        "follows": "follows from the other",
        "part_of": "is part of the other",
    },
}
"""By mapping of the file, named as on the schema page: its keys, each with its meaning in Markdown."""
