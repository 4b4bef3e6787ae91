"""Every promise we make: when it holds, what carries it out, and its words.

A supervisor should be able to read PROMISES aloud and say whether it is true.
"""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import Final

from helpline.doors import Desk
from helpline.policy.choices import AfterHours
from helpline.policy.codes import NOT_BESIDE_THE_FORM, NOT_BY_PHONE, Code, Medium
from helpline.policy.sentences import keeping, people, police, times
from helpline.policy.terms import Terms
from helpline.policy.wording import is_around_the_clock


@dataclass(frozen=True, slots=True)
class Clause:
    """One printed promise, in the language that was spoken when it was printed."""

    code: Code
    text: str


@dataclass(frozen=True, slots=True)
class Promise:
    """A clause that may be printed: only while it holds and something carries it out."""

    code: Code
    carried_out_by: str
    """A name of ``executed.EXECUTORS``."""
    words: Callable[[Terms], str]
    holds: Callable[[Terms], bool] = lambda _terms: True
    spoken: Callable[[Terms], str] | None = None
    """Shorter words for the phone, where there are any."""


def printable(terms: Terms, carried_out: Collection[str]) -> Iterator[Promise]:
    """The promises that may be made, in their order. Nothing else makes a clause."""
    return (
        promise
        for promise in PROMISES
        if promise.holds(terms) and promise.carried_out_by in carried_out
    )


def notice(
    terms: Terms, medium: Medium, carried_out: Collection[str], only: Collection[str] = ()
) -> tuple[Clause, ...]:
    """All that is to be said in this medium, or ``only`` these codes of it."""
    left_out = _LEFT_OUT[medium]
    return tuple(
        Clause(promise.code, promise.words(terms))
        for promise in printable(terms, carried_out)
        if promise.code not in left_out and (not only or promise.code in only)
    )


def spoken_notice(terms: Terms, carried_out: Collection[str]) -> tuple[Clause, ...]:
    """What a caller hears before any question, in the policy's order."""
    found = {promise.code: promise for promise in printable(terms, carried_out)}
    return tuple(
        Clause(code, (promise.spoken or promise.words)(terms))
        for code in terms.spoken
        if (promise := found.get(code))
    )


def not_carried_out(terms: Terms, carried_out: Collection[str]) -> tuple[Promise, ...]:
    """What the policy says and the house does not do: it stays unprinted."""
    return tuple(
        promise
        for promise in PROMISES
        if promise.holds(terms) and promise.carried_out_by not in carried_out
    )


def _closes(terms: Terms) -> bool:
    weeks = terms.hours.values()
    return any(week.closed_days or not is_around_the_clock(week.days) for week in weeks)


def _closes_to(who: AfterHours) -> Callable[[Terms], bool]:
    return lambda terms: _closes(terms) and terms.after_hours.answered_by is who


def _offers(desk: Desk) -> Callable[[Terms], bool]:
    return lambda terms: desk in terms.hours


_LEFT_OUT: Final = {
    "web": frozenset[Code](),
    "form": NOT_BESIDE_THE_FORM,
    "phone": NOT_BY_PHONE,
}

PROMISES: Final = (
    Promise(Code.EMERGENCY, "danger.number_first", people.emergency),
    Promise(Code.DESK_SUPPORT, "desk.support", people.desk_support, _offers(Desk.SUPPORT)),
    Promise(Code.DESK_ADVICE, "desk.advice", people.desk_advice, _offers(Desk.ADVICE)),
    Promise(Code.DESK_HOTLINE, "desk.hotline", people.desk_hotline, _offers(Desk.HOTLINE)),
    Promise(Code.WHO, "people.answer", people.who),
    Promise(
        Code.POLICE_INSIDE,
        "police.packages_only",
        police.inside,
        lambda terms: terms.police_inside,
    ),
    Promise(
        Code.NO_NAME,
        "intake.anonymous",
        people.no_name,
        lambda terms: not terms.anonymity.name_needed,
    ),
    Promise(
        Code.NO_RECORDING,
        "calls.unrecorded",
        people.no_recording,
        lambda terms: not terms.recording,
    ),
    Promise(
        Code.VOICEMAIL,
        "voicemail.sealed",
        people.voicemail,
        lambda terms: terms.calls.voicemail.offered,
    ),
    Promise(Code.LISTENING, "calls.listening", people.listening),
    Promise(
        Code.NO_ADDRESS,
        "web.no_address",
        keeping.no_address,
        lambda terms: not terms.anonymity.network_address_kept,
    ),
    Promise(Code.NUMBER, "numbers.storage", keeping.number, spoken=keeping.number_in_short),
    Promise(
        Code.REPEAT_CALLERS,
        "numbers.recognised",
        keeping.repeat_callers,
        lambda terms: terms.anonymity.repeat_callers_recognised,
    ),
    Promise(Code.POLICE, "police.threshold", police.threshold),
    Promise(
        Code.POLICE_FIRST,
        "police.told_first",
        police.told_first,
        lambda terms: terms.police.tells_first,
    ),
    Promise(
        Code.POLICE_CLIMBS,
        "police.climbs",
        police.climbs,
        lambda terms: terms.police.climbs_without_person,
    ),
    Promise(Code.HOURS, "hours.kept", times.hours),
    Promise(
        Code.CLOSED_DAYS,
        "hours.kept",
        times.closed_days,
        lambda terms: bool(times.closed_days_ahead(terms)),
    ),
    *(
        Promise(Code.AFTER_HOURS, f"hours.after.{who}", times.after_hours, _closes_to(who))
        for who in AfterHours
    ),
    Promise(Code.FIRST_ANSWER, "feedback.first_answer", times.first_answer),
    Promise(Code.CALLBACK, "callback.kept", times.callback, lambda terms: terms.callback.offered),
    Promise(Code.OUTCOME, "feedback.outcome", times.outcome),
    Promise(Code.REFERRAL, "referral.consent", people.referral),
    Promise(Code.KEPT_SUPPORT, "retention.support", keeping.kept_support, _offers(Desk.SUPPORT)),
    Promise(Code.KEPT_ADVICE, "retention.advice", keeping.kept_advice, _offers(Desk.ADVICE)),
    Promise(
        Code.KEPT_HOTLINE_UNFOUNDED,
        "retention.hotline_unfounded",
        keeping.kept_hotline_unfounded,
        _offers(Desk.HOTLINE),
    ),
    Promise(Code.KEPT_HOTLINE, "retention.hotline", keeping.kept_hotline, _offers(Desk.HOTLINE)),
    Promise(Code.KEPT_DANGER, "retention.danger", keeping.kept_danger),
    Promise(Code.KEPT_CALL_DETAIL, "retention.call_detail", keeping.kept_call_detail),
    Promise(Code.KEPT_BY_CARRIER, "carrier.forgets", keeping.kept_by_carrier),
    Promise(Code.KEPT_DRAFT, "retention.draft", keeping.kept_draft),
    Promise(
        Code.DELETION, "deletion.on_wish", keeping.deletion, lambda terms: terms.deletion_on_wish
    ),
    Promise(
        Code.RECEIPT_KEYED,
        "receipt.keyed",
        keeping.receipt_keyed,
        lambda terms: terms.calls.phone_code,
    ),
)
