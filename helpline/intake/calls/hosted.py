"""What the carrier keeps and says by itself when nothing of ours answers: one static document.

It holds the emergency number in every language of the phone, and rings the duty phone.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from helpline.i18n import speaking
from helpline.intake.calls.prompts import broken
from helpline.intake.calls.prompts.speaking import Words, has_voice
from helpline.intake.calls.recordings.shelf import current_shelf
from helpline.policy import current_policy
from helpline.providers import Answer, Dial, Spoken, current_carrier

LONGEST: Final = 4000
"""Characters: what the carrier takes where a document is given in a request."""
RING_SECONDS: Final = 40


class TooLong(Exception):
    """Even the emergency numbers alone are more than the carrier takes."""


def document(recordings: str = "") -> str:
    """``recordings``: absolute address of a copy of the recordings, somewhere that is not here.

    That nobody answered is said in as many languages as fit. Raises TooLong.
    """
    languages = current_policy().calls.languages
    last = [_passages(language, broken.nobody_answered, recordings) for language in languages]
    for count in range(len(last), -1, -1):
        written = _written(languages, last[:count], recordings)
        if len(written) <= LONGEST:
            return written
    raise TooLong


def silent_languages(recordings: str = "") -> list[str]:
    """The phone's languages that nothing can speak there."""
    languages = current_policy().calls.languages
    return [code for code in languages if not _passages(code, broken.truth, recordings)]


def _written(
    languages: Iterable[str], nobody_answered: Iterable[tuple[Spoken, ...]], recordings: str
) -> str:
    answer = Answer()
    for language in languages:
        answer.say(*_passages(language, broken.truth, recordings))
    answer.dial(Dial(current_policy().danger.duty_number, left_url="", seconds=RING_SECONDS))
    for passages in nobody_answered:
        answer.say(*passages)
    return current_carrier().respond(answer.hang_up()).get_data(as_text=True)


def _passages(language: str, words: Words, recordings: str) -> tuple[Spoken, ...]:
    """All of it, or nothing: half a sentence about an emergency helps nobody."""
    with speaking(language):
        found = list(_spoken(words(), language, recordings))
    return tuple(found) if all(one.recording or has_voice(language) for one in found) else ()


def _spoken(sentences: Iterable[str], language: str, recordings: str) -> Iterator[Spoken]:
    for sentence in sentences:
        file = current_shelf().find(language, sentence) if recordings else ""
        address = f"{recordings.rstrip('/')}/{language}/{file}" if file else ""
        yield Spoken(str(sentence), language, address)
