"""The caller's line: which call a webhook is about, and what it allows us to offer."""

from contextlib import suppress
from dataclasses import dataclass
from typing import Final
from uuid import uuid4

from flask import request
from sqlalchemy import ScalarResult, Select, bindparam, select
from sqlalchemy.dialects.postgresql import insert

from helpline.clock import now
from helpline.db import db
from helpline.doors import Desk, current_door
from helpline.intake.callable_numbers import callable_number
from helpline.intake.calls.prompts.speaking import offered_languages
from helpline.intake.errors import NotACallableNumber
from helpline.intake.models import Call, CallState, Scene
from helpline.policy import current_policy
from helpline.policy.terms import LineBinding
from helpline.providers import Caller, CallerKind, current_carrier
from helpline.vault.secret import Secret

# Put together once: every webhook pays for one of them.
_RINGS: Final = insert(Call).on_conflict_do_nothing()
_SEEN: Final = (
    select(Call)
    .where(Call.carrier_ref == bindparam("ref"))
    .execution_options(populate_existing=True)
)
_LOCKED: Final = _SEEN.with_for_update()


@dataclass(frozen=True, slots=True, repr=False)
class Line(Secret):
    """What this one request tells. The number is forgotten with it."""

    caller: Caller
    in_queue: bool = False
    """The answer is followed inside the queue, where fewer steps are allowed."""
    dialled: str = ""
    """Our own number."""
    must_wait: bool = False
    """Receipts are being guessed: this one was not looked up."""

    @property
    def number(self) -> str | None:
        """The caller's own number, if it can be rung without harm to anybody."""
        if self.caller.kind is not CallerKind.NUMBER:
            return None
        with suppress(NotACallableNumber):
            return callable_number(self.caller.number).number
        return None


def this_line(*, in_queue: bool = False, must_wait: bool = False) -> Line:
    call = current_carrier().read_call(request.form)
    return Line(call.caller, in_queue, call.line, must_wait)


def new_call(line: Line) -> Call:
    """The call that rings now; the one that is known where the carrier asks again."""
    door = current_door()
    row = {
        "id": uuid4(),
        "operator": door.operator,
        "carrier_ref": door.call,
        "room": uuid4().hex,
        "line": line.dialled if line.dialled in current_policy().phone_numbers else None,
        "state": CallState.MENU,
        "scene": Scene.LANGUAGE,
        "step": 0,
        "tries": 0,
        "page": 0,
        "ahead": 0,
        "is_danger": False,
        "has_keyed": False,
        "waits_for_wish": False,
        "wrong_codes": 0,
        "started_at": now(),
    }
    db.session.connection().execute(_RINGS, row)
    return this_call()


def this_call() -> Call:
    """The call of this webhook, locked. Raises NoResultFound for one that never rang."""
    return _found().one()


def known_call() -> Call | None:
    """The same, where it may be unknown: we were broken when it rang."""
    return _found().one_or_none()


def seen_call() -> Call:
    """The same, not locked: to tell how it stands, and to change nothing."""
    return _found(_SEEN).one()


def _found(query: Select[Call] = _LOCKED) -> ScalarResult[Call]:
    return db.session.scalars(query, {"ref": current_door().call})


def binding_of(call: Call) -> LineBinding | None:
    """What the policy says of the number that they dialled; nothing where it is for all."""
    lines = current_policy().calls.lines
    return next((line for line in lines if line.number == call.line), None)


def languages_for(call: Call) -> tuple[str, ...]:
    """The menu's languages at the number that they dialled."""
    offered, binding = offered_languages(), binding_of(call)
    if binding is None:
        return offered
    return tuple(language for language in binding.languages if language in offered) or offered


def desk_of(call: Call) -> Desk:
    """The desk that was chosen; in doubt support (R01)."""
    desks = current_policy().desks
    if call.desk is not None:
        return call.desk
    return Desk.SUPPORT if Desk.SUPPORT in desks else desks[0]
