"""Clauses and quotes about an actor and a weapon, composed from the clauses of `sentences`."""

from __future__ import annotations

from random import Random

from tests.bench.sentences import Bilingual, Language
from tests.bench.world import Named


class Prose:
    """Composes the text of events.

    Args:
        random: the source of randomness.
        language: the words and clauses.
        size: the number of events in the timeline.
    """

    def __init__(self, random: Random, language: Language, size: int) -> None:
        self._random = random
        self._language = language
        self._size = size

    def clause(self, actor: Named | None = None) -> str:
        """Return a clause in English. Its subject is mostly the actor, if there is one."""
        chance, language = self._random.random, self._language
        predicate = language.predicates[int(chance() * len(language.predicates))]
        if actor is not None and chance() < 0.6:
            return f"{actor.english} {predicate.english}"
        subject = language.subjects[int(chance() * len(language.subjects))]
        return f"{subject.english} {predicate.english}"

    def sentence(self, actor: Named, weapon: Named | None) -> Bilingual:
        """Return a quote and its translation."""
        chance, language = self._random.random, self._language
        circumstance = language.circumstances[int(chance() * len(language.circumstances))]
        subject = language.subjects[int(chance() * len(language.subjects))]
        if weapon is not None and chance() < 0.6:
            verb = language.verbs[int(chance() * len(language.verbs))]
            number = int(10 ** (4.2 * chance()) + 2)
            french_number = f"{number:,}".replace(",", "\u00a0")
            weapons = Bilingual(f"{french_number} {weapon.french}", f"{number:,} {weapon.english}")
            french = f"{actor.french} {verb.singular} {weapons.french}{circumstance.french}"
            english = f"{actor.english} {verb.english} {weapons.english}{circumstance.english}"
        else:
            predicate = language.predicates[int(chance() * len(language.predicates))]
            french = f"{subject.french} {predicate[subject.number]}{circumstance.french}"
            english = f"{subject.english} {predicate.english}{circumstance.english}"
        form = chance()
        if form < 0.25:
            says = language.speech[int(chance() * len(language.speech))]
            french = f"«\u00a0{capitalized(french)}\u00a0», {says.french} {actor.french}"
            english = f"“{capitalized(english)}”, {says.english} {actor.english}"
        elif form < 0.4:
            predicate = language.predicates[int(chance() * len(language.predicates))]
            french = f"{french}\u202f; {actor.french} {predicate.singular}"
            english = f"{english}; {actor.english} {predicate.english}"
        elif form < 0.42:
            number = int(chance() * self._size)
            french, english = f"{french} (dossier n°\u00a0{number}-S)", f"{english} (file no. {number}-S)"
        elif form < 0.55:
            place = language.places[int(chance() ** 3 * len(language.places))]
            french, english = f"{french}, en vue de {place}", f"{english}, in sight of {place}"
        return Bilingual(french, english)


def capitalized(text: str) -> str:
    """Return a text with a capital at its start."""
    return text[0].upper() + text[1:]
