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
    """The roles of its columns, by their names in small letters. Other columns are guessed as in any table."""
    has_markup: bool = True
    """Whether its texts may hold HTML and links of Markdown. Dateline writes them as they are."""
    blank: str = ""
    """What such tables have in a cell without a value."""


PROFILES: tuple[Profile, ...] = (
    Profile(
        "Dateline's own exports",
        frozenset(("id", "date", "earliest", "latest", "date_text", "date_basis", "title", "urls", "translations")),
        {
            "earliest": "ignore",
            "latest": "ignore",
            "earliest_year": "ignore",
            "latest_year": "ignore",
            "date_basis": "data",
            "date_note": "date note",
            "links": "links",
            "quotes": "quote",
            "translations": "translation",
            "urls": "url",
            "draft": "draft",
            "internal": "internal",
        },
        has_markup=False,
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
        "Timesketch or plaso",
        frozenset(("message", "datetime", "timestamp_desc")),
        {
            "datetime": "date",
            "message": "title",
            "timestamp_desc": "facet",
            "timestamp": "data",
            "source": "facet",
            "source_long": "facet",
            "source_short": "facet",
            "parser": "facet",
            "tag": "tag",
            "data_type": "facet",
            "display_name": "data",
            "filename": "data",
        },
        blank="-",
    ),
    Profile(
        "log2timeline",
        frozenset(("date", "time", "timezone", "macb", "sourcetype", "short", "desc")),
        {
            "date": "date",
            "time": "time",
            "timezone": "zone",
            "short": "title",
            "desc": "summary",
            "source": "facet",
            "sourcetype": "facet",
            "type": "facet",
            "user": "facet",
            "host": "facet",
            "macb": "facet",
            "filename": "data",
            "inode": "data",
            "notes": "data",
            "format": "facet",
            "extra": "data",
            "version": "data",
        },
        blank="-",
    ),
    Profile(
        "Bellingcat's auto-archiver",
        frozenset(("archive status", "archive location", "archive date")),
        {
            "link": "url",
            "media url": "url",
            "destination folder": "data",
            "archive status": "facet",
            "archive location": "archived",
            "archive date": "data",
            "upload timestamp": "date",
            "upload title": "title",
            "text content": "summary",
            "title": "title",
            "text": "summary",
            "screenshot": "media",
            "thumbnail": "media",
            "hash": "data",
            "perceptual hashes": "data",
        },
    ),
    Profile(
        "Hypothesis",
        frozenset(("quote", "text", "tags", "uri", "created")),
        {
            "created": "date",
            "quote": "quote",
            "text": "note",
            "tags": "tag",
            "uri": "url",
            "id": "id",
            "title": "source",
            "user": "facet",
            "group": "facet",
            "updated": "data",
        },
    ),
    Profile(
        "GDELT 2",
        frozenset(("globaleventid", "sqldate", "actor1name", "eventcode", "sourceurl")),
        {
            "globaleventid": "id",
            "sqldate": "date",
            "actor1name": "actor",
            "actor2name": "actor",
            "eventrootcode": "facet",
            "eventcode": "data",
            "quadclass": "facet",
            "actiongeo_fullname": "place",
            "actiongeo_lat": "lat",
            "actiongeo_long": "lon",
            "sourceurl": "url",
            "goldsteinscale": "data",
            "actiongeo_countrycode": "data",
            "dateadded": "data",
            "monthyear": "ignore",
            "year": "ignore",
            "fractiondate": "ignore",
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


_ACTOR = ("Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code")
_GEO = ("Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")
GDELT: tuple[str, ...] = (
    *("GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate"),
    *(f"Actor{number}{name}" for number in (1, 2) for name in (*_ACTOR, "Type1Code", "Type2Code", "Type3Code")),
    *("IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale"),
    *("NumMentions", "NumSources", "NumArticles", "AvgTone"),
    *(f"{whose}_{name}" for whose in ("Actor1Geo", "Actor2Geo", "ActionGeo") for name in _GEO),
    *("DATEADDED", "SOURCEURL"),
)
"""The columns of a table of events of GDELT 2, which comes without a header."""


def profile_of(columns: Collection[str]) -> Profile | None:
    """Return the profile of a table with these columns; None if it is none that is known."""
    names = {name.strip().lower() for name in columns}
    return next((profile for profile in PROFILES if profile.required <= names), None)
