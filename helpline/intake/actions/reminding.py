"""Reminding an enquirer of their call by text, where they allowed it: a time, and nothing else."""

from datetime import timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from helpline.i18n import speaking
from helpline.intake.calls.prompts import texts
from helpline.intake.models import Callback, Contact
from helpline.messages import Text, texts_are_offered, withdraw_texts, write_text
from helpline.policy import current_policy


def remind_by_text(callback: Callback, contact: Contact, number: str, *, by: UUID) -> None:
    """Owe one reminder for the time that is promised now, instead of any earlier one."""
    withdraw_texts(callback.id, reminders_only=True)
    policy = current_policy()
    if not (callback.texts_allowed and texts_are_offered()):
        return
    zone = ZoneInfo(callback.time_zone)
    with speaking(contact.language):
        words = texts.signed(texts.call_is_at(callback.wanted_at, zone))
    before = timedelta(minutes=policy.callback.remind_minutes_before)
    write_text(
        Text(
            desk=callback.desk,
            contact_id=contact.id,
            callback_id=callback.id,
            author_id=by,
            number=number,
            words=words,
            time_zone=callback.time_zone,
            is_reminder=True,
            due_at=callback.wanted_at - before,
            useless_at=callback.wanted_at,
        )
    )
