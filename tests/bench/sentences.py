"""Sentences in French, each with its English, put together from the words of `vocabulary`.

Clauses are made once, some ten thousand of each part of a sentence, and then only joined: a million events are a
matter of joining. How often a word stands in the clauses falls with its rank, as in any language; that names are ever
more the more is written is told by `Language.names`.
"""

from __future__ import annotations

from itertools import accumulate
from random import Random
from typing import NamedTuple, TypeVar

from tests.bench import vocabulary

T = TypeVar("T")

_VOWELS = "aeiouyhàâéèêëîïôöûüœ"


class Both(NamedTuple):
    """A piece of a sentence in French and in English."""

    french: str
    english: str


class Subject(NamedTuple):
    """Who does it."""

    french: str
    english: str
    number: int
    """0 for one, 1 for several: the place in `Predicate` of the form that goes with it."""


class Predicate(NamedTuple):
    """What is done, of one and of several."""

    singular: str
    plural: str
    english: str


class _Noun(NamedTuple):
    feminine: bool
    forms: tuple[str, str]
    english: tuple[str, str]


class _Verb(NamedTuple):
    infinitive: str
    base: str
    forms: tuple[Predicate, ...]


class Language:
    """Words, and clauses made of them.

    Args:
        random: where chance comes from.
        clauses: how many to make of each part of a sentence.
        names: how many people and as many places there are.
    """

    def __init__(self, random: Random, clauses: int, names: int) -> None:
        self._random = random
        self._nouns = _Ranked(random, [_noun(*entry.split()) for entry in _entries(vocabulary.NOUNS)])
        self._adjectives = _Ranked(random, [_adjective(*entry.split()) for entry in _entries(vocabulary.ADJECTIVES)])
        self._verbs = _Ranked(random, [_verb(*entry.split()) for entry in _entries(vocabulary.VERBS)])
        self._adverbs = _Ranked(random, [_both(entry) for entry in _entries(vocabulary.ADVERBS)])
        self._frames = _Ranked(random, [Both(*entry.split("|")) for entry in _entries(vocabulary.CIRCUMSTANCES, ";")])
        given = vocabulary.GIVEN_NAMES.split()
        coined = _coined(random, 2 * names)
        self.places = coined[:names]
        self.people = [f"{random.choice(given)} {name}" for name in coined[names:]]
        """The first of both are named most often."""
        self._place = _Ranked(random, self.places)
        self._person = _Ranked(random, self.people)
        self.speech = [Both(*entry.split("|")) for entry in _entries(vocabulary.SPEECH, ";")]
        self.verbs = [self._tense() for _ in range(min(clauses, 2000))]
        """Predicates that lack what it is done to."""
        self.subjects = [self._subject() for _ in range(clauses)]
        self.predicates = [self._predicate() for _ in range(clauses)]
        self.circumstances = [self._circumstance() for _ in range(clauses)]

    def _subject(self) -> Subject:
        if self._random.random() < 0.2:
            person = self._person()
            return Subject(person, person, 0)
        number = int(self._random.random() < 0.4)
        phrase = self._phrase(number)
        return Subject(*phrase, number)

    def _phrase(self, number: int) -> Both:
        """Return a noun with its article and what stands around it."""
        noun = self._nouns()
        french, english = noun.forms[number], noun.english[number]
        chance = self._random.random()
        if chance < 0.5:
            adjective, meaning = self._adjectives()
            french = f"{french} {adjective[noun.feminine][number]}"
            english = f"{meaning} {english}"
        if chance > 0.75 or chance < 0.1:
            other = self._nouns()
            french = f"{french} {_of(other)}"
            english = f"{english} of the {other.english[0]}"
        elif chance > 0.65:
            place = self._place()
            french, english = f"{french} {'d’' if _elides(place) else 'de '}{place}", f"{english} of {place}"
        return Both(_the(french, noun.feminine, number), f"the {english}")

    def _tense(self) -> Predicate:
        return self._random.choice(self._verbs().forms)

    def _predicate(self) -> Predicate:
        one, several, english = self._tense()
        thing = self._phrase(int(self._random.random() < 0.45))
        french, meaning = thing
        if self._random.random() < 0.2:
            adverb = self._adverbs()
            french, meaning = f"{adverb.french} {french}", f"{meaning} {adverb.english}"
        return Predicate(f"{one} {french}", f"{several} {french}", f"{english} {meaning}")

    def _circumstance(self) -> Both:
        frame = self._frames()
        noun, verb = self._nouns(), self._verbs()
        phrase = self._phrase(int(self._random.random() < 0.3))
        parts = {
            "np": phrase,
            "de": Both(_of(noun), ""),
            "place": Both(*2 * (self._place(),)),
            "place2": Both(*2 * (self._place(),)),
            "person": Both(*2 * (self._person(),)),
            "inf": Both(verb.infinitive, ""),
            "base": Both("", verb.base),
        }
        if "{de}" in frame.french:
            parts["np"] = Both("", f"the {noun.english[0]}")
        french = frame.french.format(**{name: part.french for name, part in parts.items()})
        english = frame.english.format(**{name: part.english for name, part in parts.items()})
        # What somebody said is told behind a comma.
        comma = "," if french.startswith("a ") else ""
        return Both(f"{comma} {french}", f"{comma} {english}")


class _Ranked(list[T]):
    """Things of which the nth is taken about 1/n times as often as the first."""

    def __init__(self, random: Random, things: list[T]) -> None:
        super().__init__(things)
        self._random = random
        self._weights = list(accumulate(1 / (rank + 3) ** 1.05 for rank in range(len(things))))

    def __call__(self) -> T:
        return self._random.choices(self, cum_weights=self._weights)[0]


def _entries(text: str, separator: str = ",") -> list[str]:
    return [entry.strip() for entry in " ".join(text.split()).split(separator)]


def _both(entry: str) -> Both:
    french, english = entry.split()
    return Both(french, english.replace("-", " "))


def _elides(word: str) -> bool:
    return word[0].lower() in _VOWELS


def _the(phrase: str, feminine: bool, number: int) -> str:
    if number:
        return f"les {phrase}"
    return f"l’{phrase}" if _elides(phrase) else f"{'la' if feminine else 'le'} {phrase}"


def _of(noun: _Noun) -> str:
    word = noun.forms[0]
    return f"de l’{word}" if _elides(word) else f"de la {word}" if noun.feminine else f"du {word}"


def plural(word: str) -> str:
    """Return a French noun or adjective as it is of several."""
    if word.endswith(("s", "x", "z")):
        return word
    if word.endswith(("au", "eu", "œu")):
        return word + "x"
    return word[:-1] + "ux" if word.endswith("al") else word + "s"


def _english_plural(word: str) -> str:
    if word.endswith("y") and word[-2] not in "aeo":
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "x", "ch", "sh")) else "s")


def _noun(gender: str, french: str, english: str) -> _Noun:
    english = english.replace("-", " ")
    return _Noun(gender == "f", (french, plural(french)), (english, _english_plural(english)))


def _adjective(french: str, english: str) -> tuple[tuple[tuple[str, str], tuple[str, str]], str]:
    """Return masculine and feminine, each singular and plural, and the English."""
    for ending, feminine in (("e", "e"), ("if", "ive"), ("eux", "euse"), ("el", "elle"), ("en", "enne"), ("et", "ète")):
        if french.endswith(ending):
            other = french.removesuffix(ending) + feminine
            break
    else:
        other = french + "e"
    return ((french, plural(french)), (other, plural(other))), english.replace("-", " ")


def _verb(french: str, base: str, past: str) -> _Verb:
    base, past = base.replace("-", " "), past.replace("-", " ")
    stem = french.removesuffix("er")
    soft = stem[:-1] + "ç" if stem.endswith("c") else stem + "e" if stem.endswith("g") else stem
    forms = (
        *3 * (Predicate(f"a {stem}é", f"ont {stem}é", past),),
        *2 * (Predicate(f"aurait {stem}é", f"auraient {stem}é", f"reportedly {past}"),),
        Predicate(f"avait {stem}é", f"avaient {stem}é", f"had {past}"),
        Predicate(f"{soft}ait", f"{stem}aient" if soft == stem else f"{soft}aient", past),
        Predicate(f"{stem}erait", f"{stem}eraient", f"would {base}"),
        Predicate(f"{stem}era", f"{stem}eront", f"will {base}"),
        Predicate(f"doit {french}", f"doivent {french}", f"must {base}"),
        Predicate(f"n’a pas {stem}é", f"n’ont pas {stem}é", f"did not {base}"),
    )
    return _Verb(french, base, forms)


def _coined(random: Random, count: int) -> list[str]:
    """Return names that nobody bears, no two the same."""
    beginnings, endings = vocabulary.NAME_BEGINNINGS.split(), vocabulary.NAME_ENDINGS.split()
    syllables = vocabulary.NAME_MIDDLES.split()
    found: dict[str, None] = {}
    while len(found) < count:
        middles = "".join(random.choices(syllables, k=random.choice((0, 0, 1, 1, 1, 2))))
        joint = random.choice("bcdglmnprstvz") if middles else ""
        found[(random.choice(beginnings) + middles + joint + random.choice(endings)).capitalize()] = None
    return list(found)
