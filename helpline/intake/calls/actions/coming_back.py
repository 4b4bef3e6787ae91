"""Going on with an earlier contact: by the short code of the web page, or by a receipt.

A right code leads this call to its contact once, and tells the caller nothing of it. The door
names the keyed hash of what was keyed, and shows nothing but the code that has it.
"""

from collections.abc import Callable
from typing import Final
from uuid import UUID

from sqlalchemy import delete, select

from helpline import audit
from helpline.clock import now
from helpline.db import db
from helpline.doors import Desk, current_door
from helpline.intake import phone_codes, throttle
from helpline.intake.calls.actions.choosing import go_to_desk
from helpline.intake.calls.actions.line import Line
from helpline.intake.calls.actions.scenes import may_bring_code, show, to_caller
from helpline.intake.calls.decisions.moves import Move, Turn
from helpline.intake.calls.prompts import coming_back
from helpline.intake.calls.prompts.speaking import Words
from helpline.intake.calls.receipts import ANY_CALLER
from helpline.intake.models import Call, CameBack, Contact, ContactState, PhoneCode, Scene
from helpline.providers import Answer

Earlier = tuple[UUID, Desk]


def _at(scene: Scene) -> Callable[[Call, Move, Line], Answer]:
    def go(call: Call, _move: Move, line: Line) -> Answer:
        call.scene = scene
        return show(call, line)

    return go


def _try_code(call: Call, _move: Move, line: Line) -> Answer:
    if not phone_codes.may_be_tried():
        return _back_to_desk(call, line, coming_back.not_now)
    earlier = _used_code()
    if earlier is None:
        return _not_known(call, line, coming_back.not_known)
    phone_codes.was_right()
    return _go_on(call, line, earlier, CameBack.CODE)


def _try_receipt(call: Call, _move: Move, line: Line) -> Answer:
    if line.must_wait:
        return _not_known(call, line, coming_back.please_wait)
    earlier = _of_open_mailbox()
    if earlier is None:
        return _not_known(call, line, coming_back.receipt_not_known)
    throttle.was_right(ANY_CALLER)
    return _go_on(call, line, earlier, CameBack.RECEIPT)


def _used_code() -> Earlier | None:
    """The contact of the code that the door names. It is gone with this: it works once."""
    used = (
        delete(PhoneCode)
        .where(PhoneCode.code_hash == current_door().mailbox, PhoneCode.expires_at > now())
        .returning(PhoneCode.contact_id, PhoneCode.desk)
        .execution_options(synchronize_session=False)
    )
    row = db.session.execute(used).first()
    return (row.contact_id, row.desk) if row else None


def _of_open_mailbox() -> Earlier | None:
    """The newest contact of the mailbox that the door names."""
    query = (
        select(Contact.id, Contact.desk)
        .where(Contact.state != ContactState.ERASED)
        .order_by(Contact.received_at.desc())
    )
    row = db.session.execute(query.limit(1)).first()
    return (row.id, row.desk) if row else None


def _go_on(call: Call, line: Line, earlier: Earlier, by: CameBack) -> Answer:
    call.contact_id, call.desk = earlier
    call.came_back_by = by
    audit.record(f"call.came_back.{by}", subject_id=call.contact_id)
    return go_to_desk(call, line, *to_caller(call, coming_back.found))


def _not_known(call: Call, line: Line, words: Words) -> Answer:
    """Told so, and asked again: three times in one call."""
    call.wrong_codes += 1
    if not may_bring_code(call):
        return _back_to_desk(call, line, coming_back.no_more_tries)
    return show(call, line, *to_caller(call, words))


def _back_to_desk(call: Call, line: Line, words: Words) -> Answer:
    call.scene, call.tries = Scene.DESK, 1  # the notice was given before
    return show(call, line, *to_caller(call, words))


def _without_code(call: Call, _move: Move, line: Line) -> Answer:
    call.scene, call.tries = Scene.DESK, 1
    return show(call, line)


TURNS: Final[dict[Turn, Callable[[Call, Move, Line], Answer]]] = {
    Turn.ASK_CODE: _at(Scene.CODE),
    Turn.TRY_CODE: _try_code,
    Turn.WARN_OF_RECEIPT: _at(Scene.RECEIPT_RISK),
    Turn.ASK_RECEIPT: _at(Scene.RECEIPT),
    Turn.TRY_RECEIPT: _try_receipt,
    Turn.WITHOUT_CODE: _without_code,
}
