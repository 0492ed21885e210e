"""Tables that are known by their columns: what the columns are, where names and values would not say it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import NamedTuple


class Profile(NamedTuple):
    """A kind of table that some program or project makes."""

    name: str
    """Its name, for the report."""
    required: frozenset[str]
    """Columns that all such tables have and others have not, in small letters."""
    roles: Mapping[str, str]
    """What its columns are, by their names in small letters. Others are guessed as in any table."""


PROFILES: tuple[Profile, ...] = (
    Profile(
        "Dateline's own exports",
        frozenset(("id", "date", "earliest", "latest", "date_text", "date_basis", "title", "urls", "translations")),
        {
            "earliest": "ignore",
            "latest": "ignore",
            "date_basis": "data",
            "date_note": "date note",
            "links": "links",
            "quotes": "quote",
            "translations": "translation",
            "urls": "url",
            "draft": "draft",
        },
    ),
    Profile(
        "ACLED",
        frozenset(("event_date", "time_precision", "disorder_type", "sub_event_type", "actor1")),
        {
            "event_id_cnty": "id",
            "event_date": "date",
            "time_precision": "precision",
            "notes": "summary",
            "event_type": "kind",
            "disorder_type": "facet",
            "sub_event_type": "facet",
            "region": "facet",
            "actor1": "actor",
            "actor2": "actor",
            "assoc_actor_1": "actor",
            "assoc_actor_2": "actor",
            "country": "place 1",
            "admin1": "place 2",
            "admin2": "place 3",
            "admin3": "place 4",
            "location": "place",
            "latitude": "lat",
            "longitude": "lon",
            "source": "source",
            "tags": "tag",
            "civilian_targeting": "facet",
            "year": "data",
            "timestamp": "data",
        },
    ),
    Profile(
        "UCDP GED",
        frozenset(("date_start", "date_end", "date_prec", "type_of_violence", "dyad_name")),
        {
            "id": "id",
            "date_start": "date",
            "date_end": "end",
            "date_prec": "precision",
            "conflict_name": "facet",
            "dyad_name": "facet",
            "type_of_violence": "facet",
            "region": "facet",
            "side_a": "actor",
            "side_b": "actor",
            "country": "place 1",
            "adm_1": "place 2",
            "adm_2": "place 3",
            "where_coordinates": "place",
            "where_description": "note",
            "latitude": "lat",
            "longitude": "lon",
            "source_headline": "source",
            "source_office": "outlet",
            "source_date": "issued",
            "year": "data",
            "source_article": "data",
            "relid": "data",
        },
    ),
)


def profile_of(columns: Collection[str]) -> Profile | None:
    """Return the profile of a table with these columns; None if it is none that is known."""
    names = {name.strip().lower() for name in columns}
    return next((profile for profile in PROFILES if profile.required <= names), None)
