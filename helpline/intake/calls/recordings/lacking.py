"""What is not recorded, and what the phone can therefore not speak."""

from collections.abc import Iterator, Sequence

from helpline.intake.calls.prompts.speaking import has_voice
from helpline.intake.calls.recordings.shelf import current_shelf
from helpline.intake.calls.recordings.slots import Slot, each_slot
from helpline.policy import current_policy


def missing(language: str, offered: Sequence[str]) -> list[Slot]:
    """The slots without a recording of these very words."""
    return list(_lacking(language, offered))


def can_be_offered() -> tuple[str, ...]:
    """The phone's languages that something can speak: a voice, or a recording of every slot.

    One that is left out changes the keys of others, and so what has to be recorded for them.
    """
    offered = current_policy().calls.languages
    while lacking := {code for code in offered if _is_mute(code, offered)}:
        offered = tuple(code for code in offered if code not in lacking)
    return offered


def faults() -> Iterator[str]:
    """Each language that the policy offers and nothing can speak, with the slots it lacks."""
    offered = current_policy().calls.languages
    for code in offered:
        if not has_voice(code) and (slots := missing(code, offered)):
            names = ", ".join(slot.name for slot in slots)
            yield f"calls.languages: {code} has no voice, and no recordings of: {names}"


def _is_mute(language: str, offered: Sequence[str]) -> bool:
    """Known from the first slot that is missing: every process asks as it starts."""
    return not has_voice(language) and any(_lacking(language, offered))


def _lacking(language: str, offered: Sequence[str]) -> Iterator[Slot]:
    shelf = current_shelf()
    return (slot for slot in each_slot(language, offered) if not shelf.find(language, slot.words))
