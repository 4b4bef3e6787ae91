"""Which voice speaks which language, as Twilio lists them; only those of planned languages."""

import re
from typing import Final

_GOOGLE: Final = re.compile(r"Google\.([a-z]{2,3}-[A-Z]{2})-(?:Standard|Wavenet|Neural2)-[A-Z]")
_POLLY: Final[dict[str, str]] = {
    "ar-AE": "Hala-Neural Zayd-Neural",
    "arb": "Zeina",
    "da-DK": "Naja Mads Sofie-Neural",
    "de-AT": "Hannah-Neural",
    "de-DE": "Marlene Hans Vicki Vicki-Neural Daniel-Neural",
    "en-GB": "Amy Emma Brian Amy-Neural Emma-Neural Brian-Neural Arthur-Neural",
    "en-US": "Joanna Joey Kendra Matthew Salli Joanna-Neural Matthew-Neural Salli-Neural",
    "fi-FI": "Suvi-Neural",
    "fr-FR": "Celine Mathieu Lea Lea-Neural Remi-Neural",
    "nb-NO": "Liv Ida-Neural",
    "nl-BE": "Lisa-Neural",
    "nl-NL": "Lotte Ruben Laura-Neural",
    "ru-RU": "Tatyana Maxim",
    "sv-SE": "Astrid Elin-Neural",
    "tr-TR": "Filiz Burcu-Neural",
}
_LANGUAGE_OF: Final = {
    f"Polly.{name}": language for language, names in _POLLY.items() for name in names.split()
}
LANGUAGES: Final = frozenset(_POLLY) | {"uk-UA"}


def speaks(voice: str, language: str) -> bool:
    google = _GOOGLE.fullmatch(voice)
    spoken = google.group(1) if google else _LANGUAGE_OF.get(voice)
    return spoken == language
