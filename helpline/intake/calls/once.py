"""The same webhook, sent again, gets the same answer and does nothing twice.

The claim, the deed and the answer are one transaction. Who sends the same at the same
moment waits at the claim until the first is done, and is given its answer.
"""

from collections.abc import Callable
from typing import Final, cast
from uuid import uuid4

from flask import Response
from sqlalchemy import Table, bindparam, select, update
from sqlalchemy.dialects.postgresql import insert

from helpline.clock import now
from helpline.db import db, transaction
from helpline.doors import current_door
from helpline.intake.models import WebhookAnswer
from helpline.providers import Answer, current_carrier

_ANSWERS: Final = cast("Table", WebhookAnswer.__table__)
# Put together once, and past the session: every webhook pays for these.
_CLAIM: Final = insert(_ANSWERS).on_conflict_do_nothing().returning(_ANSWERS.c.id)
_REMEMBER: Final = update(_ANSWERS).where(_ANSWERS.c.key == bindparam("claimed"))
_REMEMBERED: Final = select(_ANSWERS.c.answer).where(_ANSWERS.c.key == bindparam("claimed"))


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
        answer = {"claimed": key, "answer": response.get_data(as_text=True)}
        db.session.connection().execute(_REMEMBER, answer)
    return response


def anew(act: Callable[[], Answer]) -> Response:
    """Do what does no harm twice, such as telling somebody who waits how it stands."""
    with transaction():
        return current_carrier().respond(act())


def claimed(key: str) -> bool:
    """Whether nobody has claimed this before; of two at once the second waits for the first."""
    door = current_door()
    claim = {
        "id": uuid4(),
        "operator": door.operator,
        "key": key,
        "call_ref": door.call,
        "answer": "",
        "answered_at": now(),
    }
    return db.session.connection().execute(_CLAIM, claim).first() is not None


def _remembered(key: str) -> str:
    answer: str = db.session.connection().execute(_REMEMBERED, {"claimed": key}).scalar_one()
    return answer


def _xml(answer: str) -> Response:
    return Response(answer, content_type="text/xml")
