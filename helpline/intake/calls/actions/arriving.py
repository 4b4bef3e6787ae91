"""A call becomes a contact; it may leave a wish to be called back, or raise danger."""

from datetime import datetime
from typing import Final
from uuid import uuid4

from helpline import audit
from helpline.clock import now
from helpline.db import db
from helpline.intake.actions.callbacks import owe_in_time
from helpline.intake.actions.danger import DangerOrigin, DangerWords, declare_danger
from helpline.intake.calls.actions.line import desk_of, languages_for
from helpline.intake.content import ContactKeys
from helpline.intake.events import CallbackAsked, ContactArrived
from helpline.intake.models import Call, Callback, Channel, Contact, DangerSource
from helpline.outbox import HOUSE, announce, owe
from helpline.policy import current_policy
from helpline.vault import place
from helpline.vault.current import current_public_keys

UNSAID: Final = "unsaid"


def arrive(call: Call) -> None:
    """Make the contact, once, at the desk that was chosen. It stays when the caller is gone."""
    if call.contact_id is not None:
        return
    moment, desk = now(), desk_of(call)
    language = call.language or languages_for(call)[0]
    contact = Contact(
        id=uuid4(),
        operator=call.operator,
        desk=desk,
        channel=Channel.CALL,
        language=language,
        wish=call.wish or UNSAID,
        received_at=moment,
        last_activity_at=moment,
        notice_version=call.notice_version or "",
        notice_language=language,
        **ContactKeys.new().locked(desk, None),
    )
    db.session.add(contact)
    db.session.flush()  # the call refers to it, and no relationship says so
    call.contact_id, call.desk = contact.id, desk
    audit.record("contact.arrived", subject_id=contact.id)
    announce(ContactArrived(contact.id, desk))


def ask_callback(call: Call, number: str, moment: datetime) -> None:
    """Keep the number, sealed to the desk, for one call at this time.

    The caller is told that we will call: it is a promise before anybody has agreed to it.
    """
    arrive(call)
    db.session.flush()  # the wall lets a callback in only for the contact of this call
    callback_id, desk = uuid4(), desk_of(call)
    holder = current_public_keys().of(desk.value)
    db.session.add(
        Callback(
            id=callback_id,
            operator=call.operator,
            contact_id=call.contact_id,
            desk=desk,
            number=holder.seal_box(number, place(callback_id, "callback.number")),
            key_id=holder.key_id,
            wanted_at=moment,
            time_zone=current_policy().time_zone.key,
        )
    )
    audit.record("callback.asked", subject_id=callback_id)
    announce(CallbackAsked(callback_id, desk))
    owe_in_time(callback_id, desk, moment)


def raise_danger(call: Call) -> None:
    """They pressed the second key: the ladder climbs. Once for a call, however often they press."""
    if call.is_danger:
        return
    call.is_danger = True
    language = call.language or languages_for(call)[0]
    declare_danger(
        DangerWords(),
        DangerOrigin(source=DangerSource.CALL, language=language, call_id=call.id),
    )
    # From here on the ladder rings: phones that ring for the desk would be in its way.
    owe("call.let_go", call.id, desk=HOUSE)
