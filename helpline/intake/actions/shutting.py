"""Shutting a mailbox: from then on it needs its receipt, whatever a browser still has of it."""

from sqlalchemy import select, update

from helpline.clock import now
from helpline.db import db
from helpline.intake.models import Mailbox


def shut_mailbox() -> None:
    """The one that the door names: no page that was shown until now opens it any more."""
    db.session.execute(
        update(Mailbox).values(shut_at=now()).execution_options(synchronize_session=False)
    )


def was_shut() -> bool:
    """Whether it ever was: then its receipt was written down, and its form shows it no more."""
    return db.session.scalar(select(Mailbox.shut_at)) is not None
