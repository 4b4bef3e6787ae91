"""From what was typed to what is kept: one form, one contact, however often it is posted."""

from dataclasses import dataclass

from flask import current_app
from sqlalchemy.exc import IntegrityError

from helpline.db import transaction
from helpline.doors import with_capability
from helpline.i18n import current_language
from helpline.i18n import gettext as _
from helpline.intake.actions.arriving import (
    Arrival,
    CallWish,
    Statement,
    arrive,
    arrive_again,
    raise_danger,
)
from helpline.intake.actions.danger import DangerWords
from helpline.intake.actions.shutting import was_shut
from helpline.intake.public.calling import call_wish
from helpline.intake.public.draft import Draft
from helpline.intake.public.front_doors import desk_wanted
from helpline.intake.questions import RELATIONSHIPS
from helpline.vault import Unlocking, unless_crowded
from helpline.vault.receipts import derive


@dataclass(frozen=True, slots=True)
class Delivery:
    """What its receipt is good for is needed for what is sent along."""

    unlocking: Unlocking
    is_noted: bool = False
    """It was sent before, and its receipt was written down since then: it is not shown again."""


def deliver(draft: Draft) -> Delivery:
    """Keep it, sealed.

    Raises Erased if it was sent and deleted before, Crowded if too many wait, SQLAlchemyError.
    """
    arrival = arrival_of(draft)
    pepper = current_app.extensions["helpline.config"].pepper.encode()
    with unless_crowded():
        unlocking = derive(draft.receipt, pepper)
    with with_capability(mailbox=unlocking.lookup):
        try:
            with transaction():
                arrive(arrival, unlocking)
        except IntegrityError:
            return _deliver_again(arrival, unlocking)
    return Delivery(unlocking)


def _deliver_again(arrival: Arrival, unlocking: Unlocking) -> Delivery:
    """A parallel post of the same form may add the same just now: then look once more."""
    try:
        with transaction():
            arrive_again(arrival, unlocking)
    except IntegrityError:
        with transaction():
            arrive_again(arrival, unlocking)
    with transaction():
        return Delivery(unlocking, is_noted=was_shut())


def tell_now(draft: Draft) -> None:
    """Danger, before the rest of the form is finished: it may never be. Waits for no slow hash."""
    with transaction():
        raise_danger(danger_words(draft), bytes.fromhex(draft.key), current_language())


def is_untold(draft: Draft) -> bool:
    """Whether there is danger that nobody of ours has heard of."""
    return draft.answers.get("danger") == "yes" and not draft.told_at


def arrival_of(draft: Draft) -> Arrival:
    answers = draft.answers
    return Arrival(
        form_key=bytes.fromhex(draft.key),
        language=current_language(),
        notice_version=draft.notice_version,
        notice_language=draft.notice_language,
        desk=desk_wanted(answers.get("wish", "")),
        wish=answers.get("wish", ""),
        statements=_statements(draft),
        call=_call(draft),
        danger=danger_words(draft) if is_untold(draft) else None,
    )


def danger_words(draft: Draft) -> DangerWords:
    """Who asks for a call gave a number: people on duty need not ask for it again."""
    said = {name: draft.answers.get(name, "") for name in ("where", "who", "what", "how_to_reach")}
    said["how_to_reach"] = said["how_to_reach"] or draft.answers.get("number", "")
    return DangerWords(**said)


def _statements(draft: Draft) -> tuple[Statement, ...]:
    answers = draft.answers
    danger, relationship = answers.get("danger", ""), answers.get("relationship", "")
    in_words = {"yes": _("Yes"), "unsure": _("I am not sure")}.get(danger, "")
    said = (
        Statement(f"danger_{danger}", in_words, code=danger),
        Statement("relationship", str(RELATIONSHIPS.get(relationship, "")), code=relationship),
        Statement("worries", answers.get("worries", "")),
        Statement("reach_safely", answers.get("reach_safely", "")),
    )
    return tuple(statement for statement in said if statement.words)


def _call(draft: Draft) -> CallWish | None:
    if draft.answers.get("reach") != "call":
        return None
    return call_wish(draft.answers, desk_wanted(draft.answers.get("wish", "")))
