"""The same webhook, sent again, gets the same answer and does nothing twice.

The claim, the deed and the answer are one transaction. Who sends the same at the same
moment waits at the claim until the first is done, and is given its answer.
"""

from collections.abc import Callable
from uuid import uuid4

from flask import Response
from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert

from helpline.clock import now
from helpline.db import db, transaction
from helpline.doors import current_door
from helpline.intake.models import WebhookAnswer
from helpline.providers import Answer, current_carrier


def once(step: str, act: Callable[[], Answer]) -> Response:
    """Do it and answer, unless this step of this call was answered before."""
    return responded_once(step, lambda: current_carrier().respond(act()))


def responded_once(step: str, respond: Callable[[], Response]) -> Response:
    """The same, where the answer is no call's."""
    key = f"{current_door().call}|{step}"
    with transaction():
        if not claimed(key):
            return _xml(_remembered(key))
        response = respond()
        db.session.execute(
            update(WebhookAnswer)
            .where(WebhookAnswer.key == key)
            .values(answer=response.get_data(as_text=True))
            .execution_options(synchronize_session=False)
        )
    return response


def anew(act: Callable[[], Answer]) -> Response:
    """Do what does no harm twice, such as telling somebody who waits how it stands."""
    with transaction():
        return current_carrier().respond(act())


def claimed(key: str) -> bool:
    """Whether nobody has claimed this before; of two at once the second waits for the first."""
    door = current_door()
    claim = insert(WebhookAnswer).values(
        id=uuid4(),
        operator=door.operator,
        key=key,
        call_ref=door.call,
        answer="",
        answered_at=now(),
    )
    fresh = claim.on_conflict_do_nothing().returning(WebhookAnswer.id)
    return db.session.scalar(fresh) is not None


def _remembered(key: str) -> str:
    return db.session.scalars(select(WebhookAnswer.answer).where(WebhookAnswer.key == key)).one()


def _xml(answer: str) -> Response:
    return Response(answer, content_type="text/xml")
