"""STOP and START, as people write them: the whole text, in any of the line's languages.

A word inside a sentence is not one: "please do not stop" is said to a person.
"""

import re
import unicodedata
from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final


class Wish(StrEnum):
    STOP = "stop"
    START = "start"


STOPS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "en": (
            "stop", "stopall", "stop all", "unsubscribe", "cancel", "end", "quit", "optout",
            "opt out", "revoke",
        ),
        "de": ("stop", "stopp", "ende", "abmelden", "abbestellen"),
        "fr": ("stop", "arrêt", "arrêter", "arrêtez", "désabonner"),
        "nl": ("stop", "stoppen", "afmelden", "uitschrijven"),
        "da": ("stop", "afmeld", "frameld"),
        "sv": ("stopp", "stop", "avsluta", "avregistrera"),
        "nb": ("stopp", "stop", "avslutt", "meld av"),
        "fi": ("stop", "seis", "lopeta", "peru"),
        "tr": ("dur", "durdur", "iptal", "ret"),
        "ar": ("توقف", "أوقف", "إيقاف", "قف", "إلغاء"),
        "fa": ("توقف", "ایست", "لغو", "قطع"),
        "so": ("jooji", "joojin", "jooji fariimaha"),
        "ru": ("стоп", "отписаться", "отписка", "отмена"),
        "uk": ("стоп", "зупинити", "відписатися", "скасувати"),
        "ur": ("بند", "بند کریں", "روکیں", "رکیں", "سٹاپ"),
    }
)  # fmt: skip
STARTS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        # Not "yes": it answers other questions too.
        "en": ("start", "unstop", "subscribe", "opt in", "optin"),
        "de": ("start", "anmelden"),
        "fr": ("start", "démarrer", "reprendre"),
        "nl": ("start", "starten", "aanmelden"),
        "da": ("start", "tilmeld"),
        "sv": ("start", "starta"),
        "nb": ("start", "meld på"),
        "fi": ("start", "aloita"),
        "tr": ("başla", "başlat"),
        "ar": ("ابدأ", "ابدا", "بدء", "اشتراك"),
        "fa": ("شروع", "آغاز"),
        "so": ("bilow", "bilaab"),
        "ru": ("старт", "начать", "подписаться"),
        "uk": ("старт", "почати", "підписатися"),
        "ur": ("شروع", "شروع کریں"),
    }
)
_ALIKE: Final = str.maketrans(
    {"\u064a": "\u06cc", "\u0649": "\u06cc", "\u0643": "\u06a9", "\u0131": "i"},
)
"""Arabic and Persian keyboards write yeh and kaf differently, Turkish ones the i."""
_NOT_A_LETTER: Final = re.compile(r"[^\w\s]+|_")


def decide_wish(words: str) -> tuple[Wish, tuple[str, ...]] | None:
    """What a text asks of us, and the languages in which it says so; None for anything else."""
    plain = _plain(words)
    for wish, known in _KNOWN.items():
        languages = tuple(code for code, said in known.items() if plain in said)
        if languages:
            return wish, languages
    return None


def _plain(words: str) -> str:
    """Without case, accents, points and the marks that keyboards of one script write for others."""
    apart = unicodedata.normalize("NFKD", words.casefold())
    bare = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return " ".join(_NOT_A_LETTER.sub(" ", bare.translate(_ALIKE).replace("ـ", "")).split())


def _plainly(words: Mapping[str, tuple[str, ...]]) -> dict[str, frozenset[str]]:
    return {code: frozenset(map(_plain, said)) for code, said in words.items()}


_KNOWN: Final = {Wish.STOP: _plainly(STOPS), Wish.START: _plainly(STARTS)}
