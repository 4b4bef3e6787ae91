"""Somebody wants no texts: kept by us, whatever the carrier keeps."""

from collections.abc import Sequence
from uuid import uuid4

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert

from helpline.clock import now
from helpline.db import db
from helpline.doors import current_door
from helpline.messages.models import TextOptOut


def stop_texts(hashes: Sequence[bytes]) -> None:
    """Nothing is sent to this number any more. Safe to say twice."""
    row = {
        "id": uuid4(),
        "operator": current_door().operator,
        "number_hash": hashes[0],
        "since": now(),
    }
    db.session.execute(insert(TextOptOut).values(**row).on_conflict_do_nothing())


def start_texts(hashes: Sequence[bytes]) -> None:
    """They want texts again."""
    db.session.execute(
        delete(TextOptOut)
        .where(TextOptOut.number_hash.in_(hashes))
        .execution_options(synchronize_session=False)
    )


def are_stopped(hashes: Sequence[bytes]) -> bool:
    query = select(TextOptOut.id).where(TextOptOut.number_hash.in_(hashes))
    return db.session.scalar(query.limit(1)) is not None


def renew_stop(hashes: Sequence[bytes]) -> None:
    """Written down under the newest key too, so that the old one can be put away (worker)."""
    stop_texts(hashes)
