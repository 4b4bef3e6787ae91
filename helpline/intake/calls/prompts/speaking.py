"""From sentences to passages: a person's recording, or the language's own voice."""

from collections.abc import Callable, Iterable, Mapping
from typing import Self

from helpline.i18n import SOURCE_LANGUAGE, speaking
from helpline.intake.calls.addresses import recording_address
from helpline.intake.calls.recordings.shelf import current_shelf, mark_of
from helpline.policy import current_policy
from helpline.providers import Spoken, current_carrier

Words = Callable[[], Iterable[str]]


class Varying(str):
    """A sentence that is new each time, because of a time or a count in it.

    Nobody can read it aloud beforehand. Where a language has no voice, callers hear ``steady``.
    """

    __slots__ = ("steady",)

    steady: str
    """As true as the other, with nothing in it that changes from call to call."""

    def __new__(cls, words: str, *, steady: str) -> Self:
        sentence = super().__new__(cls, words)
        sentence.steady = steady
        return sentence


def said(language: str, words: Words) -> tuple[Spoken, ...]:
    """These sentences, in this language.

    What nothing can say in it is said in a language that has a voice: better than silence.
    """
    passages = _passages(language, words)
    if None not in passages:
        return tuple(passage for passage in passages if passage)
    instead = _passages(_fallback(), words)
    return tuple(
        passage for pair in zip(passages, instead, strict=True) if (passage := pair[0] or pair[1])
    )


def said_in_each(languages: Iterable[str], words: Words) -> tuple[Spoken, ...]:
    """For somebody whose language is not known yet: in one language after the other."""
    return tuple(passage for language in languages for passage in said(language, words))


def offered_languages() -> tuple[str, ...]:
    """The phone's languages that something can speak, in the order of its menu."""
    found = current_shelf().what_is_offered()
    return tuple(filter(has_voice, current_policy().calls.languages)) if found is None else found


def has_voice(language: str) -> bool:
    """Whether the carrier can say anything in it; if not, only what was recorded is heard."""
    return current_carrier().can_speak(language)


def as_heard(sentence: str, language: str) -> str:
    """What is said of it in this language, whoever says it."""
    return str(sentence) if has_voice(language) else steady_form(sentence)


def steady_form(sentence: str) -> str:
    """The words that are the same in every call."""
    return sentence.steady if isinstance(sentence, Varying) else sentence


def _passages(language: str, words: Words) -> list[Spoken | None]:
    """None stands for what nothing can say in it."""
    recorded = current_shelf().files(language)
    with speaking(language):
        return [_passage(as_heard(one, language), language, recorded) for one in words()]


def _passage(words: str, language: str, recorded: Mapping[str, str]) -> Spoken | None:
    file = recorded.get(mark_of(words))
    if file:
        return Spoken(words, language, recording_address(language, file))
    return Spoken(words, language) if has_voice(language) else None


def _fallback() -> str:
    languages = (*offered_languages(), SOURCE_LANGUAGE)
    return next(language for language in languages if has_voice(language))
