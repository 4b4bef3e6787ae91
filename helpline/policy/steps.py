"""What happens to somebody who reaches us, step by step, for the public page."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from helpline.i18n import lazy_gettext as _l
from helpline.policy.codes import Code
from helpline.policy.promise import Clause, notice
from helpline.policy.terms import Terms


@dataclass(frozen=True, slots=True)
class Step:
    """One part of the way, with the clauses that may be printed about it."""

    code: str
    title: str
    clauses: tuple[Clause, ...]


STEPS: Final = (
    ("danger", _l("If there is danger"), (Code.EMERGENCY,)),
    (
        "desks",
        _l("You choose what you want"),
        (Code.DESK_SUPPORT, Code.DESK_ADVICE, Code.DESK_HOTLINE),
    ),
    (
        "who",
        _l("Who reads and answers"),
        (
            Code.WHO,
            Code.POLICE_INSIDE,
            Code.NO_NAME,
            Code.NO_RECORDING,
            Code.LISTENING,
            Code.VOICEMAIL,
            Code.NO_ADDRESS,
            Code.NUMBER,
            Code.REPEAT_CALLERS,
        ),
    ),
    (
        "when",
        _l("When you get an answer"),
        (
            Code.HOURS,
            Code.CLOSED_DAYS,
            Code.AFTER_HOURS,
            Code.FIRST_ANSWER,
            Code.CALLBACK,
            Code.OUTCOME,
        ),
    ),
    ("referral", _l("If somebody else can help better"), (Code.REFERRAL,)),
    (
        "police",
        _l("When we tell the police"),
        (Code.POLICE, Code.POLICE_FIRST, Code.POLICE_CLIMBS),
    ),
    (
        "deletion",
        _l("How long we keep things"),
        (
            Code.KEPT_SUPPORT,
            Code.KEPT_ADVICE,
            Code.KEPT_HOTLINE_UNFOUNDED,
            Code.KEPT_HOTLINE,
            Code.KEPT_DANGER,
            Code.KEPT_CALL_DETAIL,
            Code.KEPT_BY_CARRIER,
            Code.KEPT_DRAFT,
            Code.DELETION,
            Code.RECEIPT_KEYED,
        ),
    ),
)


def what_happens(terms: Terms, carried_out: Collection[str]) -> tuple[Step, ...]:
    """The steps in order; a step about which nothing may be printed is left out."""
    clauses = {clause.code: clause for clause in notice(terms, "web", carried_out)}
    steps = (
        Step(code, str(title), tuple(clauses[each] for each in about if each in clauses))
        for code, title, about in STEPS
    )
    return tuple(step for step in steps if step.clauses)
