"""Whether a form that is sent must wait, and what its page says: never a refusal for good.

Danger is told before anybody asks this (see walk).
"""

from dataclasses import dataclass, replace
from datetime import datetime
from http import HTTPStatus
from math import ceil
from typing import Final

from helpline.clock import now
from helpline.i18n import gettext as _
from helpline.i18n import ngettext
from helpline.intake import floods
from helpline.intake.floods import Place, Rung
from helpline.intake.floods.decisions import HARDER
from helpline.intake.limits import Limit, bucket_of, source_now
from helpline.intake.public import troubles
from helpline.intake.public.draft import Draft
from helpline.intake.public.troubles import Trouble
from helpline.policy import current_policy

TRAP: Final = "subject"
"""A field that no person sees, hears or reaches (see public/fields.html)."""
LIKE_A_MACHINE: Final = 3
"""So many of a source's free forms are used up by one that looks as if a machine had sent it."""
FORMS: Final = Limit(name="forms", free=20, first=2, longest=30)
"""Of one source. How many are free, the policy says."""
AGAIN: Final = Limit(name="forms:again", free=10, first=2, longest=30)
"""A form whose turn has come is sent more than once: in another language, after a fault of ours.

Only then it is counted: most are sent once.
"""


@dataclass(frozen=True, slots=True)
class Held:
    """Why the page comes back, with everything that was typed."""

    trouble: Trouble
    status: HTTPStatus
    seconds: int = 0
    is_asked: bool = False
    """Once, whether a machine filled in what nobody sees: from then on it is let through."""


def held_up(draft: Draft, trapped: str) -> Held | None:
    """None where the form can be taken now. ``trapped``: what came in the field nobody sees."""
    form = bucket_of(f"form {draft.key}")
    seen = floods.look(form)
    place = seen.place
    if place is None:
        return _first_time(draft, trapped, seen.rung) or _not_yet(floods.take_place(form, seen))
    if not place.is_turn:
        place = floods.take_place(form, seen)
    return _not_yet(place) or _too_often(form)


def turned_away() -> None:
    """Too many waited for their slow hash. The form keeps its turn."""
    floods.lost_turn()


def is_short_form_due() -> bool:
    """Whether who begins now is given the form of one page."""
    return floods.rung_now() >= Rung.SHORT_FORM


def _first_time(draft: Draft, trapped: str, rung: Rung) -> Held | None:
    source, limit = bucket_of(source_now()), _limit(rung)
    if trapped and not draft.is_asked:
        limit.spend(source, LIKE_A_MACHINE)
        return Held(
            Trouble(
                _(
                    "Please press Send once more. Something on your device filled in a field "
                    "that is not meant for people. Nothing is lost."
                )
            ),
            HTTPStatus.UNPROCESSABLE_ENTITY,
            is_asked=True,
        )
    if seconds := _too_quick(draft):
        limit.spend(source, LIKE_A_MACHINE)
        return _wait(_in_a_moment(seconds), seconds)
    if seconds := limit.try_now(source):
        return _wait(_many_from_there(seconds), seconds)
    return None


def _limit(rung: Rung) -> Limit:
    limit = replace(FORMS, free=current_policy().floods.free_forms)
    if rung is Rung.FREELY:
        return limit
    return replace(limit, first=HARDER * limit.first, longest=HARDER * limit.longest)


def _too_quick(draft: Draft) -> int:
    """Seconds until somebody could have read and written this."""
    taken = (now() - datetime.fromisoformat(draft.begun_at)).total_seconds()
    return max(0, ceil(current_policy().floods.form_takes_seconds - taken))


def _not_yet(place: Place) -> Held | None:
    seconds = ceil(place.wait(now().timestamp()))
    if not seconds:
        return None
    if place.is_turn:
        return _wait(_your_turn(seconds), seconds)
    return Held(troubles.NOT_TAKEN, HTTPStatus.SERVICE_UNAVAILABLE, seconds)


def _too_often(form: str) -> Held | None:
    seconds = AGAIN.try_now(form)
    return _wait(_in_a_moment(seconds), seconds) if seconds else None


def _wait(words: str, seconds: int) -> Held:
    return Held(Trouble(words), HTTPStatus.TOO_MANY_REQUESTS, seconds)


def _in_a_moment(seconds: int) -> str:
    return ngettext(
        "Please wait %(num)d second and press Send again. Everything is still here.",
        "Please wait %(num)d seconds and press Send again. Everything is still here.",
        seconds,
    )


def _many_from_there(seconds: int) -> str:
    return ngettext(
        "Many forms came from your internet connection, perhaps from somebody else. "
        "Please wait %(num)d second and press Send again. Everything is still here.",
        "Many forms came from your internet connection, perhaps from somebody else. "
        "Please wait %(num)d seconds and press Send again. Everything is still here.",
        seconds,
    )


def _your_turn(seconds: int) -> str:
    return ngettext(
        "Very many people are writing to us. It is your turn in about %(num)d second: "
        "please press Send again then. Your turn is kept, and everything is still here.",
        "Very many people are writing to us. It is your turn in about %(num)d seconds: "
        "please press Send again then. Your turn is kept, and everything is still here.",
        seconds,
    )
