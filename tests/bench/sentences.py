"""French sentences with their English translations, composed from the words of `vocabulary`.

About ten thousand clauses of each kind are composed in advance and then only joined, so that a million events are
generated quickly. The frequency of a word falls with its rank, as in any language. The number of different names grows
with the text: see the ``names`` of `Language`.
"""

from __future__ import annotations

from itertools import accumulate
from random import Random
from typing import NamedTuple, TypeVar

from tests.bench import vocabulary

T = TypeVar("T")

_VOWELS = "aeiouyhàâéèêëîïôöûüœ"


class Bilingual(NamedTuple):
    """A part of a sentence in French and in English."""

    french: str
    english: str


class Subject(NamedTuple):
    """The subject of a sentence."""

    french: str
    english: str
    number: int
    """0 for singular, 1 for plural: the index of the matching form in `Predicate`."""


class Predicate(NamedTuple):
    """A predicate in its singular and plural forms."""

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
    """Words, and the clauses composed of them.

    Args:
        random: the source of randomness.
        clauses: the number of clauses of each kind.
        names: the number of people, and of places.
    """

    def __init__(self, random: Random, clauses: int, names: int) -> None:
        self._random = random
        self._nouns = _Ranked(random, [_noun(*entry.split()) for entry in _entries(vocabulary.NOUNS)])
        self._adjectives = _Ranked(random, [_adjective(*entry.split()) for entry in _entries(vocabulary.ADJECTIVES)])
        self._verbs = _Ranked(random, [_verb(*entry.split()) for entry in _entries(vocabulary.VERBS)])
        self._adverbs = _Ranked(random, [_both(entry) for entry in _entries(vocabulary.ADVERBS)])
        self._frames = _Ranked(
            random, [Bilingual(*entry.split("|")) for entry in _entries(vocabulary.CIRCUMSTANCES, ";")]
        )
        given = vocabulary.GIVEN_NAMES.split()
        coined = _coined(random, 2 * names)
        self.places = coined[:names]
        self.people = [f"{random.choice(given)} {name}" for name in coined[names:]]
        """In both lists the first names are the most frequent."""
        self._place_name = _Ranked(random, self.places)
        self._person_name = _Ranked(random, self.people)
        self.speech = [Bilingual(*entry.split("|")) for entry in _entries(vocabulary.SPEECH, ";")]
        self.verbs = [self._tense() for _ in range(min(clauses, 2000))]
        """Predicates without an object."""
        self.subjects = [self._subject() for _ in range(clauses)]
        self.predicates = [self._predicate() for _ in range(clauses)]
        self.circumstances = [self._circumstance() for _ in range(clauses)]

    def _subject(self) -> Subject:
        if self._random.random() < 0.2:
            person = self._person_name()
            return Subject(person, person, 0)
        number = int(self._random.random() < 0.4)
        phrase = self._phrase(number)
        return Subject(*phrase, number)

    def _phrase(self, number: int) -> Bilingual:
        """Return a noun with its article, and perhaps an adjective or a complement."""
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
            place = self._place_name()
            french, english = f"{french} {'d’' if _elides(place) else 'de '}{place}", f"{english} of {place}"
        return Bilingual(_the(french, noun.feminine, number), f"the {english}")

    def _tense(self) -> Predicate:
        return self._random.choice(self._verbs().forms)

    def _predicate(self) -> Predicate:
        singular, plural_form, verb = self._tense()
        french, english = self._phrase(int(self._random.random() < 0.45))
        if self._random.random() < 0.2:
            adverb = self._adverbs()
            french, english = f"{adverb.french} {french}", f"{english} {adverb.english}"
        return Predicate(f"{singular} {french}", f"{plural_form} {french}", f"{verb} {english}")

    def _circumstance(self) -> Bilingual:
        frame = self._frames()
        noun, verb = self._nouns(), self._verbs()
        phrase = self._phrase(int(self._random.random() < 0.3))
        parts = {
            "np": phrase,
            "de": Bilingual(_of(noun), ""),
            "place": Bilingual(*2 * (self._place_name(),)),
            "place2": Bilingual(*2 * (self._place_name(),)),
            "person": Bilingual(*2 * (self._person_name(),)),
            "inf": Bilingual(verb.infinitive, ""),
            "base": Bilingual("", verb.base),
        }
        if "{de}" in frame.french:
            parts["np"] = Bilingual("", f"the {noun.english[0]}")
        french = frame.french.format(**{name: part.french for name, part in parts.items()})
        english = frame.english.format(**{name: part.english for name, part in parts.items()})
        # A clause about what somebody said follows a comma.
        comma = "," if french.startswith("a ") else ""
        return Bilingual(f"{comma} {french}", f"{comma} {english}")


class _Ranked(list[T]):
    """A list from which random items are taken, the nth about 1/n times as often as the first."""

    def __init__(self, random: Random, items: list[T]) -> None:
        super().__init__(items)
        self._random = random
        self._weights = list(accumulate(1 / (rank + 3) ** 1.05 for rank in range(len(items))))

    def __call__(self) -> T:
        return self._random.choices(self, cum_weights=self._weights)[0]


def _entries(text: str, separator: str = ",") -> list[str]:
    return [entry.strip() for entry in " ".join(text.split()).split(separator)]


def _both(entry: str) -> Bilingual:
    french, english = entry.split()
    return Bilingual(french, english.replace("-", " "))


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
    """Return the plural of a French noun or adjective."""
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
    """Return the masculine and feminine forms, each in singular and plural, and the English adjective."""
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
    """Return different invented names."""
    beginnings, endings = vocabulary.NAME_BEGINNINGS.split(), vocabulary.NAME_ENDINGS.split()
    syllables = vocabulary.NAME_MIDDLES.split()
    found: dict[str, None] = {}
    while len(found) < count:
        middles = "".join(random.choices(syllables, k=random.choice((0, 0, 1, 1, 1, 2))))
        joint = random.choice("bcdglmnprstvz") if middles else ""
        found[(random.choice(beginnings) + middles + joint + random.choice(endings)).capitalize()] = None
    return list(found)
