"""When a contact is erased, the support desk's words about it go too; the codes stay figures."""

from sqlalchemy import update

from helpline.db import db
from helpline.doors import Desk
from helpline.outbox import Event
from helpline.triage.support.models import Clearing, ReferralWanted


def forget(event: Event) -> None:
    """Reaction to ContactErased, through the door of the contact's desk."""
    if event.desk != Desk.SUPPORT:
        return
    words = dict.fromkeys(("needs", "behind_it", "strengths"))
    for table, emptied in ((Clearing, words), (ReferralWanted, {"place": None})):
        db.session.execute(
            update(table)
            .where(table.contact_id == event.subject_id)
            .values(**emptied)
            .execution_options(synchronize_session=False)
        )
