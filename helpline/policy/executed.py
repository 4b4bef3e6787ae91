"""What the house really does. A promise that nothing carries out cannot be printed.

Each room says once, where it is wired, what it carries out:
``executed.register("retention.support")``.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

EXECUTORS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "danger.number_first": "the emergency number comes before every question and menu",
        "people.answer": "only people with an account and a role read and answer",
        "police.packages_only": "no account of the police reads contacts; they get packages",
        "intake.anonymous": "the form and the call ask for no name",
        "calls.unrecorded": "no talk is recorded; of a call only a message left on purpose is kept",
        "voicemail.sealed": "a message is sealed to its desk, and then deleted at the carrier",
        "calls.listening": "nobody listens in unless the caller was asked or told before",
        "web.no_address": "no network address is stored or logged",
        "numbers.storage": "a number is stored only as number_storage says",
        "numbers.recognised": "repeat callers are recognised by a keyed hash",
        "police.threshold": "telling the police needs a decision that names the threshold",
        "police.told_first": "the decision asks whether the person was told first",
        "police.climbs": "the ladder rings the police contact without a person's decision",
        "hours.kept": "calls are offered to people within the hours, and not outside",
        "hours.after.nobody": "outside the hours no phone of ours rings for a caller",
        "hours.after.service": "outside the hours callers are passed on to another service",
        "hours.after.police": "outside the hours callers are passed on to the police",
        "callback.kept": "an agreed callback reminds in time, and a missed one is seen",
        "feedback.first_answer": "an unanswered message goes to a supervisor when it is due",
        "feedback.outcome": "an enquirer is told the outcome, or why not, when it is due",
        "receipt.keyed": "a receipt can be keyed on the phone",
        "retention.support": "support contacts are erased",
        "retention.hotline_unfounded": "signals without concern are erased",
        "retention.hotline": "other signals are erased",
        "retention.advice": "questions and answers are erased",
        "retention.danger": "danger records are erased",
        "retention.call_detail": "call details are erased",
        "carrier.forgets": "the carrier is made to delete its records of calls and of our texts",
        "retention.draft": "what was typed and not sent cannot be opened any more",
        "deletion.on_wish": "an enquirer's wish for deletion is carried out",
        "desk.support": "the support desk works, and weighs nothing as a signal",
        "desk.hotline": "the hotline desk works: two assessors weigh a signal",
        "desk.advice": "the advice desk works, and no field of it takes a person",
        "referral.consent": "nothing goes to another service without a recorded yes",
    }
)
"""All that a clause may rest on, and what it means to carry it out."""

_registered: Final[set[str]] = set()


def register(*names: str) -> None:
    """Say that this process's house carries these out. Safe to say twice.

    Raises LookupError for a name that no clause rests on: a slip of the pen
    would otherwise keep a promise unprinted.
    """
    if unknown := set(names) - EXECUTORS.keys():
        raise LookupError(f"no clause rests on {', '.join(sorted(unknown))}")
    _registered.update(names)


def registered() -> frozenset[str]:
    return frozenset(_registered)
