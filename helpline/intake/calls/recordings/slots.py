"""Which sentences have to be recorded, computed from what is said and from the policy.

A slot's words come from the function that speaks them, so they cannot drift apart.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from helpline.i18n import speaking
from helpline.intake.calls.prompts import broken, menus
from helpline.intake.calls.prompts.speaking import Varying, as_heard, has_voice, steady_form
from helpline.intake.calls.recordings import scenes
from helpline.intake.calls.recordings.shelf import mark_of
from helpline.policy import current_policy

Words = Callable[[], Iterable[str]]


@dataclass(frozen=True, slots=True)
class Slot:
    """One sentence that somebody reads aloud, under a name that stays."""

    name: str
    language: str
    words: str

    @property
    def file(self) -> str:
        """Named by its words too: a sentence that has changed is another file."""
        return f"{self.name}-{mark_of(self.words)}.wav"


def slots_of(language: str, offered: Sequence[str]) -> tuple[Slot, ...]:
    """What should be recorded in this language, where these stand in the menu.

    With a voice, what matters for safety; without, all that leads to a person.
    """
    return tuple(each_slot(language, offered))


def each_slot(language: str, offered: Sequence[str]) -> Iterator[Slot]:
    """The same, found one group after the other."""
    known: set[str] = set()
    for group, words in _groups(language, offered):
        for number, heard in _heard(language, words):
            if heard not in known:
                known.add(heard)
                yield Slot(f"{group}_{number}", language, heard)


def _heard(language: str, words: Words) -> list[tuple[int, str]]:
    """Counted whoever says them, so that a slot has one name in all languages."""
    with speaking(language):
        return [
            (number, as_heard(sentence, language))
            for number, sentence in enumerate(_each_once(words()), start=1)
            if _can_be_read(sentence, language)
        ]


def _groups(language: str, offered: Sequence[str]) -> Iterator[tuple[str, Words]]:
    yield from SAFETY.items()
    yield "menu", lambda: scenes.menu_entries(language, offered)
    if not has_voice(language):
        yield from scenes.EVERYTHING_ELSE.items()


def _each_once(sentences: Iterable[str]) -> Iterable[str]:
    """A sentence that varies is one, whatever it is this time."""
    return {steady_form(sentence): sentence for sentence in sentences}.values()


def _can_be_read(sentence: str, language: str) -> bool:
    """What varies is left to the voice; where there is none, its steady form is read."""
    return not (isinstance(sentence, Varying) and has_voice(language))


def _notice() -> Iterator[str]:
    return (clause.text for clause in current_policy().spoken_notice())


SAFETY: Final[dict[str, Words]] = {
    "danger_key": menus.press_for_danger,
    "danger": menus.danger,
    "danger_again": menus.danger_again,
    "danger_waiting": scenes.waiting_in_danger,
    "broken": broken.ringing_duty,
    "nobody_answered": broken.nobody_answered,
    "nobody_here": scenes.nobody_here,
    "quiet_exit": scenes.quiet_exit,
    "notice": _notice,
}
"""What must be said well even where a voice could say it."""
