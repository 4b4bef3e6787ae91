"""What a contact's page shows of promised calls: the plan, how far a try has come, and texts."""

from dataclasses import dataclass
from typing import Any

from helpline.intake.actions import callbacks, trying
from helpline.intake.actions.answering_by_text import may_be_texted
from helpline.intake.models import Callback, Contact, TryOutcome
from helpline.messages import texts_of


@dataclass(frozen=True, slots=True)
class Promised:
    """One promised call. Its plan is known as long as it is owed."""

    callback: Callback
    known: callbacks.Opened | None
    is_under_way: bool
    outcome: TryOutcome | None
    """Of the last try."""
    may_be_texted: bool


def shown(contact: Contact) -> dict[str, Any]:
    return {
        "callbacks": [_promised(one, contact) for one in callbacks.callbacks_of(contact)],
        "texts": texts_of(contact.id),
    }


def _promised(callback: Callback, contact: Contact) -> Promised:
    known = callbacks.opened(callback, contact) if callback.number is not None else None
    return Promised(
        callback=callback,
        known=known,
        is_under_way=known is not None and trying.is_under_way(callback.id),
        outcome=trying.last_outcome(callback.id),
        may_be_texted=known is not None and may_be_texted(callback, known.number),
    )
