"""From sentences to passages in a language's own voice."""

from collections.abc import Callable, Iterable

from helpline.i18n import speaking
from helpline.policy import current_policy
from helpline.providers import Spoken, current_carrier

Words = Callable[[], Iterable[str]]


def said(language: str, words: Words) -> tuple[Spoken, ...]:
    """These sentences, in this language."""
    with speaking(language):
        return tuple(Spoken(sentence, language) for sentence in words())


def said_in_each(languages: Iterable[str], words: Words) -> tuple[Spoken, ...]:
    """For somebody whose language is not known yet: in one language after the other."""
    return tuple(passage for language in languages for passage in said(language, words))


def offered_languages() -> tuple[str, ...]:
    """The policy's languages that something can speak, in the policy's order."""
    can_speak = current_carrier().can_speak
    return tuple(language for language in current_policy().languages if can_speak(language))
