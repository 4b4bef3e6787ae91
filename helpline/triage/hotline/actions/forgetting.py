"""When a contact is erased, what the hotline knew of it goes too; the outcome stays a figure."""

from sqlalchemy import delete

from helpline import outbox
from helpline.db import db
from helpline.doors import Desk
from helpline.outbox import Event
from helpline.triage.hotline.actions.weighing import REVIEW
from helpline.triage.hotline.models import Asked, DisclosureDecision, Observation, Weighing


def forget(event: Event) -> None:
    """Reaction to ContactErased, through the door of the contact's desk."""
    if event.desk != Desk.HOTLINE:
        return
    for table in (Observation, Weighing, Asked, DisclosureDecision):
        db.session.execute(
            delete(table)
            .where(table.signal_id == event.subject_id)
            .execution_options(synchronize_session=False)
        )
    outbox.cancel(REVIEW, event.subject_id)
