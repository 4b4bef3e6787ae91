"""Every language of the phone, from the menu to waiting: heard in full, and in that language."""

from itertools import chain
from typing import Any, Final

from helpline.console.catalogues import states
from helpline.i18n import LANGUAGES, TRANSLATIONS, speaking
from helpline.intake.calls.decisions.pages import ON_ONE_PAGE
from helpline.intake.calls.prompts.speaking import steady_form
from helpline.intake.calls.recordings.scenes import EVERYTHING_ELSE
from helpline.intake.calls.recordings.slots import SAFETY
from tests.house import House
from tests.intake.calls.conftest import Phones

SOMEONE_CLOSE_AND_NOTHING_MORE: Final = "1 -"
HEARD: Final = {"say", "play"}
ONE_ROUND: Final = 12
"""Lines after the last key: the wishes that nobody had, and how it stands."""
Lines = list[dict[str, Any]]


def after_the_menu(lines: Lines, page: int) -> Lines:
    """What was heard once the language was chosen."""
    keys = [number for number, line in enumerate(lines) if line["kind"] == "key"]
    return [line for line in lines[keys[page] :] if line["kind"] in HEARD]


def english(house: House) -> set[str]:
    """All that callers can hear in English."""
    with house.public.test_request_context(), speaking("en"):
        groups = (words() for words in chain(SAFETY.values(), EVERYTHING_ELSE.values()))
        return {form for each in chain(*groups) for form in (str(each), steady_form(each))}


def test_every_menu_can_be_walked_in_all_languages(
    phones: Phones, house: House, menu: tuple[str, ...]
) -> None:
    calls = {code: phones.call(SOMEONE_CLOSE_AND_NOTHING_MORE, language=code) for code in menu}
    phones.soon(lambda: all(has_waited(phones, sid) for sid in calls.values()))
    source = english(house)
    translated = {each.language for each in states(TRANSLATIONS, menu) if not each.missing}

    assert set(menu) == set(LANGUAGES)
    wrong = {}
    for place, (code, sid) in enumerate(calls.items()):
        lines = after_the_menu(phones.remote.call(sid)["heard"], place // ON_ONE_PAGE)
        english_words = source if code in translated else set()
        wrong[code] = [line["words"] for line in lines if not is_in(code, line, english_words)]
    assert {code: words for code, words in wrong.items() if words} == {}


def is_in(language: str, line: dict[str, Any], source: set[str]) -> bool:
    """Said by a voice of this language, or read in it; every place filled, and translated.

    A catalogue that lacks something is what `make lint` refuses.
    """
    words = line["words"]
    return line["language"].split("-")[0] == language and words not in source and "%(" not in words


def has_waited(phones: Phones, sid: str) -> bool:
    """In line, and told so at least once."""
    if phones.row(sid)["state"] != "waiting":
        return False
    heard = phones.remote.call(sid)["heard"]
    keys = [number for number, line in enumerate(heard) if line["kind"] == "key"]
    return len(heard) - keys[-1] > ONE_ROUND
