"""Sending, in the worker: the outside call is made without an open transaction.

Between "sending" and what came of it a worker may die. Then nobody knows whether the message
left: for danger it goes out again, any other waits for a person (design: nothing in silence).
"""

from datetime import timedelta
from typing import Final
from uuid import UUID

from flask import current_app
from sqlalchemy import select, update

from helpline.clock import now
from helpline.config import Config
from helpline.db import db, transaction
from helpline.i18n import speaking
from helpline.messages.models import Medium, Outgoing, State
from helpline.messages.templates import SIGN_IN, TEMPLATES
from helpline.outbox import Again
from helpline.providers import (
    CarrierRefused,
    CarrierUnavailable,
    CarrierUnclear,
    Mail,
    MailRefused,
    MailUnavailable,
    MailUnclear,
    current_carrier,
    current_mailer,
)
from helpline.vault import place
from helpline.vault.current import current_keyring

BEFORE_ONCE_MORE: Final = timedelta(seconds=2)
"""The first unclear danger message goes out again at once, later ones after a breath."""


def send(outgoing_id: UUID) -> Again | None:
    """Hand one message over. Unavailable is raised, so that it is tried again later."""
    with transaction():
        outgoing = _begin(outgoing_id)
    if outgoing is None:
        return None
    try:
        carrier_ref = _hand_over(outgoing, _address_of(outgoing))
    except (MailUnavailable, CarrierUnavailable):
        _note(outgoing, State.WAITING)
        raise
    except (MailRefused, CarrierRefused):
        _note(outgoing, State.REFUSED)
        return None
    except (MailUnclear, CarrierUnclear):
        return _unclear(outgoing)
    _note(outgoing, State.SENT, carrier_ref)
    return None


def _begin(outgoing_id: UUID) -> Outgoing | None:
    """The message, now ours to send; None if it is not to be sent, or nobody knows any more."""
    outgoing = db.session.scalar(
        select(Outgoing).where(Outgoing.id == outgoing_id).with_for_update()
    )
    if outgoing is None or outgoing.state not in {State.WAITING, State.SENDING}:
        if outgoing is not None and outgoing.state is State.LEFT:
            outgoing.address, outgoing.ended_at = None, now()
        return None
    if outgoing.state is State.SENDING and not outgoing.is_danger:
        outgoing.state = State.UNCLEAR
        return None
    outgoing.state = State.SENDING
    outgoing.tries += 1
    return outgoing


def _address_of(outgoing: Outgoing) -> str:
    if outgoing.address is None or outgoing.address_key_id is None:
        raise LookupError("the address of a message was destroyed before it was used")
    where = place(outgoing.id, "outgoing.address")
    return current_keyring().open_box(outgoing.address_key_id, outgoing.address, where)


def _hand_over(outgoing: Outgoing, address: str) -> str | None:
    """The carrier's reference of a text; mails have none."""
    with speaking(outgoing.language):
        subject, words = _words(outgoing)
    if outgoing.medium is Medium.TEXT:
        status_url = f"{_config().public_base_url}/voice/text/{outgoing.id}/status"
        return current_carrier().send_text(address, words, status_url)
    host = _config().mail_from.rpartition("@")[2].rstrip(">")
    current_mailer().send(Mail(address, subject, words, f"<{outgoing.id}@{host}>"))
    return None


def _words(outgoing: Outgoing) -> tuple[str, str]:
    template, config = TEMPLATES[outgoing.template], _config()
    base = config.partner_base_url if template.face == "partner" else config.staff_base_url
    sign_in = str(SIGN_IN) % {"link": f"{base}{outgoing.link or '/'}"}
    return str(template.subject), f"{template.words} {sign_in}"


def _unclear(outgoing: Outgoing) -> Again | None:
    if not outgoing.is_danger:
        _note(outgoing, State.UNCLEAR)
        return None
    _note(outgoing, State.WAITING)
    return Again(now() if outgoing.tries == 1 else now() + BEFORE_ONCE_MORE)


def _note(outgoing: Outgoing, state: State, carrier_ref: str | None = None) -> None:
    """What came of it. Whoever finished first has said the last word about the address.

    What is not final is noted of this attempt only: a later one may have left it to a person,
    and only the later one is tried again.
    """
    values: dict[str, object] = {"state": state}
    here = [Outgoing.id == outgoing.id, Outgoing.ended_at.is_(None)]
    if state in {State.SENT, State.REFUSED}:
        values |= {"ended_at": now(), "address": None, "address_key_id": None}
        values["carrier_ref"] = carrier_ref
    else:
        here += [Outgoing.state == State.SENDING, Outgoing.tries == outgoing.tries]
    with transaction():
        db.session.execute(update(Outgoing).where(*here).values(**values))


def _config() -> Config:
    config: Config = current_app.extensions["helpline.config"]
    return config
