"""Keyboard layouts without Latin letters: what their keys type, and what the same keys type on a US keyboard.

The tables are those of xkeyboard-config. Keys that type the same on both are left out. Imports no Textual.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from tui.text.nearest import nearest

_TABLES: Mapping[str, tuple[str, str]] = {
    "russian": (
        'ёйцукенгшщзхъфывапролджэячсмитьбю.Ё"№;:?ЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭ/ЯЧСМИТЬБЮ,',
        "`qwertyuiop[]asdfghjkl;'zxcvbnm,./~@#$^&QWERTYUIOP{}ASDFGHJKL:\"|ZXCVBNM<>?",
    ),
    "ukrainian": (
        "'йцукенгшщзхїфівапролджєґячсмитьбю.ʼ\"№;:?ЙЦУКЕНГШЩЗХЇФІВАПРОЛДЖЄҐЯЧСМИТЬБЮ,",
        "`qwertyuiop[]asdfghjkl;'\\zxcvbnm,./~@#$^&QWERTYUIOP{}ASDFGHJKL:\"|ZXCVBNM<>?",
    ),
    "belarusian": (
        "ёйцукенгшўзх'фывапролджэячсмітьбю.Ё\"№;:?ЙЦУКЕНГШЎЗХФЫВАПРОЛДЖЭ/ЯЧСМІТЬБЮ,",
        "`qwertyuiop[]asdfghjkl;'zxcvbnm,./~@#$^&QWERTYUIOP{ASDFGHJKL:\"|ZXCVBNM<>?",
    ),
    "bulgarian": (
        '(.,уеишщксдзц;ьяаожгтнвмч„юйъэфхпрлб)?+"=:/–№$€ыУЕИШЩКСДЗЦ§ѝЯАОЖГТНВМЧ“ЮЙЪЭФХПРЛБ',
        "`=qwertyuiop[]asdfghjkl;'\\zxcvbnm,./~@#$^&*()_+QWERTYUIOP{}ASDFGHJKL:\"|ZXCVBNM<>?",
    ),
    "bulgarian-phonetic": (
        "чявертъуиопшщасдфгхйклюзьцжбнмЧ№€§–ЯВЕРТЪУИОПШЩАСДФГХЙКЛЮЗѝЦЖБНМ„“",
        "`qwertyuiop[]asdfghjkl\\zxcvbnm~#^&_QWERTYUIOP{}ASDFGHJKL|ZXCVBNM<>",
    ),
    "serbian": (
        "'+љњертзуиопшђасдфгхјклчћжџцвбнм-\"&/()=?*ЉЊЕРТЗУИОПШЂАСДФГХЈКЛЧЋЖЏЦВБНМ;:_",
        "-=qwertyuiop[]asdfghjkl;'\\xcvbnm/@^&*()_+QWERTYUIOP{}ASDFGHJKL:\"|XCVBNM<>?",
    ),
    "macedonian": (
        "љњертѕуиопшѓасдфгхјклчќжзџцвбнм„“ЉЊЕРТЅУИОПШЃАСДФГХЈКЛЧЌЖЗЏЦВБНМ;:",
        "qwertyuiop[]asdfghjkl;'\\zxcvbnm@#QWERTYUIOP{}ASDFGHJKL:\"|ZXCVBNM<>",
    ),
    "kazakh": (
        '("әіңғ,.үұқөһйцукенгшщзхъфывапролджэячсмитьбю№)ӘІҢҒ;:ҮҰҚӨҺЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭ/ЯЧСМИТЬБЮ',
        "`1234567890-=qwertyuiop[]asdfghjkl;'zxcvbnm,./~@#$%^&*()_+QWERTYUIOP{}ASDFGHJKL:\"|ZXCVBNM<>",
    ),
    "greek": (
        ";ςερτυθιοπασδφγηξκλζχψωβνμ:ΣΕΡΤΥΘΙΟΠΑΔΦΓΗΞΚΛΖΧΨΩΒΝΜ",
        "qwertyuiopasdfghjklzxcvbnmQSERTYUIOPADFGHJKLZXCVBNM",
    ),
    "hebrew": (
        ";/'קראטוןםפ][שדגכעיחלךף,זסבהנמצתץ.)(}{><",
        "`qwertyuiop[]asdfghjkl;'zxcvbnm,./(){}<>",
    ),
    "arabic": (
        "ذضصثقفغعهخحجدشسيبلاتنمكطئءؤرﻻىةوزظ\u0651)(\u064e\u064b\u064f\u064cﻹإ`÷×؛<>\u0650\u064d][ﻷأـ،/…~\u0652}{ﻵآ',.؟",
        "`qwertyuiop[]asdfghjkl;'zxcvbnm,./~()QWERTYUIOP{}ASDFGHJKL|ZXCVBNM<>?",
    ),
    "persian": (
        "۱۲۳۴۵۶۷۸۹۰ضصثقفغعهخحجچشسیبلاتنمکگظطزرذدپو÷٬٫﷼٪×،)(ـ\u0652\u064c\u064d\u064b\u064f\u0650\u064e\u0651][}{ؤئيإأآة»«؛ك\u0653ژ\u0670\u0654ء><؟",
        "1234567890qwertyuiop[]asdfghjkl;'zxcvbnm,~@#$%^&()_QWERTYUIOP{}ASDFGHJKL\"ZXCVNM<>?",
    ),
    "georgian": (
        "„ქწერტყუიოპასდფგჰჯკლზხცვბნმ“ჭღთშჟძჩ",
        "`qwertyuiopasdfghjklzxcvbnm~WRTSJZC",
    ),
    "armenian": (
        "՝ֆձ֊,։՞․՛)օէղճփբսմուկըթծցջվգեանիտհպր»ժդչյզլքխշռ՜ՖՁ—…%և՚ՕԷՂՃՓԲՍՄՈՒԿԸԹԾՑՋՎԳԵԱՆԻՏՀՊՐ«ԺԴՉՅԶԼՔԽՇՌ",
        "`1234567890-=qwertyuiop[]asdfghjkl;'\\zxcvbnm,./~!@#%^&*)_+QWERTYUIOP{}ASDFGHJKL:\"|ZXCVBNM<>?",
    ),
    "thai": (
        '_ๅ/-ภถ\u0e38\u0e36คตจขชๆไำพะ\u0e31\u0e35รนยบลฟหกดเ\u0e49\u0e48าสวงฃผปแอ\u0e34\u0e37ทมใฝ%+๑๒๓๔\u0e39฿๕๖๗๘๙๐"ฎฑธ\u0e4d\u0e4aณฯญฐ,ฤฆฏโฌ\u0e47\u0e4bษศซ.ฅ()ฉฮ\u0e3a\u0e4c?ฒฬฦ',
        "`1234567890-=qwertyuiop[]asdfghjkl;'\\zxcvbnm,./~!@#$%^&*()_+QWERTYUIOP{}ASDFGHJKL:\"|ZXCVBNM<>?",
    ),
    "hindi": (
        "\u094a१२३४५६७८९०\u0943\u094c\u0948\u093e\u0940\u0942बहगदजड\u093c\u094b\u0947\u094d\u093f\u0941परकतचट\u0949\u0946\u0902मनवलसयऒऍ\u0945\u0903ऋऔऐआईऊभङघधझढञओएअइउफऱखथछठऑऎ\u0901णऩऴळशष।य़",
        "`1234567890=qwertyuiop[]asdfghjkl;'\\zxcvbnm/~!@_+QWERTYUIOP{}ASDFGHJKL:\"|ZXCVBNM<>?",
    ),
    "korean": (
        "ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔㅁㄴㅇㄹㅎㅗㅓㅏㅣㅋㅌㅊㅍㅠㅜㅡㅃㅉㄸㄲㅆㅒㅖ",
        "qwertyuiopasdfghjklzxcvbnmQWERTOP",
    ),
}
"""By the name of a layout: the characters it types, and those at the same places on a US keyboard."""

LAYOUTS: tuple[str, ...] = tuple(_TABLES)
"""The names of the layouts, those that are guessed first before others of the same script."""

NO_LAYOUT = "none"
"""The setting that makes letters commands only where they are Latin."""

_BY_LANGUAGE: Mapping[str, str] = {
    "ar": "arabic",
    "be": "belarusian",
    "bg": "bulgarian",
    "el": "greek",
    "fa": "persian",
    "he": "hebrew",
    "hi": "hindi",
    "hy": "armenian",
    "ka": "georgian",
    "kk": "kazakh",
    "ko": "korean",
    "mk": "macedonian",
    "mr": "hindi",
    "ne": "hindi",
    "ru": "russian",
    "sr": "serbian",
    "th": "thai",
    "uk": "ukrainian",
}


def is_latin(character: str) -> bool:
    """Return whether a character is ASCII, or a Latin letter, which is not replaced by another."""
    return character.isascii() or unicodedata.name(character, "").startswith("LATIN ")


@cache
def places_of(layout: str) -> Mapping[str, str]:
    """Return the characters of a layout, each with the character at the same place on a US keyboard."""
    return dict(zip(*_TABLES[layout], strict=True))


@cache
def guessed_places() -> Mapping[str, str]:
    """Return letters of all layouts, each with the character at its place on a US keyboard.

    Where layouts differ, that of the locale's language holds, or else the one that comes first in `LAYOUTS`. Signs are
    left out, as Latin layouts have them elsewhere.
    """
    places: dict[str, str] = {}
    for layout in reversed([_layout_of_locale(), *LAYOUTS]):
        typed = places_of(layout) if layout else {}
        places.update({key: place for key, place in typed.items() if not is_latin(key) and not _is_sign(key)})
    return places


def layout_problems(setting: object) -> Iterator[tuple[Sequence[str], str, str]]:
    """Yield what is wrong with a setting: the keys that lead to it below ``layout``, the problem and the remedy."""
    if isinstance(setting, str):
        if setting not in (*LAYOUTS, NO_LAYOUT):
            close = nearest(setting, (*LAYOUTS, NO_LAYOUT))
            right = f"did you mean '{close}'?" if close else f"the layouts are {', '.join(LAYOUTS)} and {NO_LAYOUT}"
            yield (), f"unknown layout '{setting}'", right
    elif isinstance(setting, dict):
        for typed, place in setting.items():
            if len(typed) != 1 or not (isinstance(place, str) and len(place) == 1 and "!" <= place <= "~"):
                yield (typed,), f"'{typed}' has no place on a keyboard", 'write it like {  "й" = "q" }'
    else:
        yield (), "'layout' is neither text nor a table", 'write a name such as "greek", or { "й" = "q" }'


def _is_sign(character: str) -> bool:
    return unicodedata.category(character)[0] not in "LMN"


def _layout_of_locale() -> str | None:
    name = next(filter(None, map(os.environ.get, ("LC_ALL", "LC_CTYPE", "LANG"))), "")
    return _BY_LANGUAGE.get(name.replace("-", "_").partition("_")[0].partition(".")[0].lower())
