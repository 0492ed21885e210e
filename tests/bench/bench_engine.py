"""How long the engine alone takes for each kind of query, compared with SQLite's FTS5 and polars.

Each query runs only once, so nothing comes from a cache of answers. The first query of each kind is not counted.
"Found" is the time until the list has what it needs: the matching events in order, and the first rows; "counted" adds
the counts of all facets.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import islice
from time import perf_counter

from tests.bench.generator import timeline_file
from tests.bench.measurements import Measurements
from tests.bench.report import milliseconds, publish, read_options, table
from tests.bench.subject import open_index
from tui.timeline.query.language import Query
from tui.timeline.search.answers import answer_query
from tui.timeline.search.index import Index

ROWS_SHOWN = 40

_YEARS = range(2005, 2016)

KINDS: Mapping[str, Sequence[str]] = {
    kind: queries.split("; ") if isinstance(queries, str) else queries
    for kind, queries in {
        "one letter": "e; z; k; w; j; x; h; y; q; b; f",
        "two letters": "ra; mi; ju; ze; ok; fl; qu; gr; no; pe; ut",
        "three letters": "rad; mis; jou; zel; acc; fro; pon; nav; str; vol; off",
        "six letters": "navire; convoi; tunnel; missil; contra; sancti; progra; delive; report; vallée; minist",
        "a long word": "instructeur; intermédiaire; hélicoptère; photographie; manufacturer; cooperation; "
        "officiellement; vraisemblablement; reconnaissance; international; bilatérales",
        "a word that never occurs": "xylophone; qwzzk; bathyscaphe; zzyzx; jjj; kiwis; wombat; yeti; jujube; quokka",
        "a phrase": '"of the agreement"; "a livré"; "selon les"; "près de"; "the border"; "armed forces"; '
        '"cruise missile"; "la cargaison"; "de la région"; "aurait confirmé"; "had announced"',
        "two words": "port navire; drone radar; missile accord; convoi pont; guerre contrat; usine site; "
        "frappe dépôt; moteur pièce; banque paiement; essai tir; front recul",
        "without a word": "-drone; -missile; -the; -accord; -frontière; -port; -general; -usine; -radar; -satellite",
        "an actor and all below": "actor:valmarie; actor:ostrevie; actor:carsie; actor:dravonie; actor:selvie; "
        "actor:nordmark; actor:iléane; actor:torvanie; actor:maréotide; actor:ruvène",
        "either of two actors": "actor:valmarie,ostrevie; actor:carsie,selvie; actor:nordmark,ruvène; "
        "actor:torvanie,carsie; actor:selvie,iléane; actor:dravonie,valmarie",
        "a type of weapon": "weapon:missile; weapon:drone; weapon:aircraft; weapon:air-defence; weapon:artillery; "
        "weapon:vehicle; weapon:harfang-2; weapon:frelon-136; weapon:ammunition; weapon:jammer",
        "a status": "status:reported; status:alleged; status:announced; status:confirmed; status:denied",
        "without a status": "-status:planned; -status:denied; -status:warned; -status:announced; -status:alleged",
        "a speaker": "speaker:ostrevie; speaker:valmarie; speaker:carsie; speaker:dravonie; speaker:selvie",
        "within a year": [f"in:{year}" for year in _YEARS],
        "between two months": [f"after:{year}-03 before:{year + 2}-10" for year in _YEARS],
        "certainly within a year": [f"in:{year} certain:yes" for year in _YEARS],
        "as known on a day": [f"known:{year}-06-15" for year in _YEARS],
        "a word, as known on a day": [f"navire known:{year}-09-15" for year in _YEARS],
        "disputed": "is:disputed; -is:disputed",
        "with a note": "has:note; -has:note; has:translation; -has:link",
        "six terms": [
            f"livraison actor:valmarie weapon:missile -status:denied after:{year} known:2022-06-15" for year in _YEARS
        ],
    }.items()
}
"""Queries by kind. The first query of each kind is a warm-up."""


def time_query(index: Index, text: str) -> tuple[float, float]:
    """Return the seconds until the events of a query are found, and until all facets are counted too."""
    start = perf_counter()
    answer = answer_query(Query.parse(text), index)
    len(answer.rows)
    list(islice(answer.rows, ROWS_SHOWN))
    found = perf_counter()
    for facet in answer.counts:
        answer.counts[facet].get("")
    return found - start, perf_counter() - start


def measure(index: Index) -> Measurements:
    """Run all queries, and return how long they took."""
    measured = Measurements()
    for kind, (first, *others) in KINDS.items():
        time_query(index, first)
        for text in others:
            found, counted = time_query(index, text)
            for name in (kind, "all"):
                measured.add(name, {"found": found, "counted": counted})
    return measured


def main() -> None:
    """Measure, and print the tables."""
    options = read_options("Measure how long the engine alone takes for a query.")
    sizes = [size for size in options.sizes if size >= 10_000] or list(options.sizes)
    measured = {}
    for events in sizes:
        index = open_index(timeline_file(events))
        measured[events] = measure(index)
        del index
    header = ["found, and counted: median (worst)", *(f"{events:,} events" for events in sizes)]
    rows = [[kind, *(_cell(measured[events], kind) for events in sizes)] for kind in (*KINDS, "all")]
    publish("engine", table(header, rows), options.write)
    from tests.bench import engine_rivals

    publish("engine-rivals", engine_rivals.comparison(sizes), options.write)


def _cell(measured: Measurements, kind: str) -> str:
    return ", ".join(
        f"{milliseconds(measured.median(kind, figure))} ({milliseconds(measured.worst(kind, figure))})"
        for figure in ("found", "counted")
    )


if __name__ == "__main__":
    main()
