"""Everything that the menus of the phone say, in any language: from the recordings' own list.

So a sentence that is new in a menu is looked for from its first day. What is no menu stands
here by name: news, whose moment depends on others, and what is tried where it can be brought about.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import Final

from flask import current_app

from helpline.cli.phone_words import Place, at
from helpline.i18n import SOURCE_LANGUAGE, format_datetime, speaking
from helpline.intake.calls.prompts.speaking import Varying, has_voice, steady_form
from helpline.intake.calls.recordings.scenes import EVERYTHING_ELSE, MOMENTS, menu_entries
from helpline.intake.calls.recordings.slots import SAFETY
from helpline.policy import current_policy
from tests.running import System

NO_MENU: Final = frozenset({"broken", "nobody_answered", "on_hold", "surge"})
"""Groups of sentences that no key leads to."""
NEWS: Final = (
    "We are looking for someone who can talk with you",
    "We are ringing the people who can talk with you",
    "Everybody who can talk with you is in another call",
    "Somebody has taken your call",
    "Nobody of us has answered yet",
    "Nobody of us has been able to answer you",
    "We could not connect you yet",
    "You are connected now",
    "Others are waiting before you",
    "We do not know how long it will take",
    "That time is not possible any more",
)
"""How it stands with others at that moment, as each sentence begins: no key leads there."""
GUESSING: Final = (
    "We could not find your earlier contact",
    "We cannot take codes at the moment",
    "We do not know this receipt",
    "Too many wrong receipts",
)
"""Heard after many wrong codes of many callers, or by whoever tries receipts."""
AFTER_A_TALK: Final = ("The person you talked with has left", "To talk with someone again")
NOT_OFFERED: Final = ("If it does not matter to you, press 9", "To go on, press 1 or wait")
"""The demonstration asks for no organisation, and has no number of a single desk."""
ELSEWHERE: Final = (*NEWS, *GUESSING, *AFTER_A_TALK, *NOT_OFFERED)


@dataclass(frozen=True, slots=True)
class Prompt:
    """One sentence of the menus."""

    english: str
    words: re.Pattern[str]
    """As it is heard in its own language, whatever time it names."""


def prompts_in(languages: Collection[str], house: System) -> dict[str, list[Prompt]]:
    """What callers of the running house hear, by their language."""
    with at(Place(house.folder / "policy.toml", Path(), is_demonstration=True)):
        config = current_app.extensions["helpline.config"]
        current_app.extensions["helpline.config"] = replace(config, public_base_url=house.public)
        return {language: list(_prompts(language)) for language in languages}


def _prompts(language: str) -> Iterator[Prompt]:
    """Each once, however many times it names."""
    pairs = zip(_said(SOURCE_LANGUAGE, language), _said(language, language), strict=True)
    for english, sentence in {steady_form(one): other for one, other in pairs}.items():
        if not english.startswith(ELSEWHERE):
            yield Prompt(english, _shape(sentence, language))


def _said(spoken: str, language: str) -> list[str]:
    """All of it, spoken in one language, for a caller of that one or of another."""
    with speaking(spoken):
        menu = menu_entries(language, current_policy().calls.languages)
        groups = {**SAFETY, **EVERYTHING_ELSE}
        return [*menu, *chain(*(words() for name, words in groups.items() if name not in NO_MENU))]


def _shape(sentence: str, language: str) -> re.Pattern[str]:
    if not isinstance(sentence, Varying):
        return re.compile(re.escape(sentence))
    if not has_voice(language):
        return re.compile(re.escape(steady_form(sentence)))
    with speaking(language):
        times = [format_datetime(moment, current_policy().time_zone) for moment in MOMENTS]
    shape = re.escape(sentence)
    for time in times:
        shape = shape.replace(re.escape(time), ".+")
    return re.compile(shape)
