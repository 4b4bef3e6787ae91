"""The short code with which somebody goes on by phone (docs/adr/0011-the-dialogue.md).

Six digits without a zero: on a telephone zero means danger, wherever somebody is.
"""

import re
import secrets
from datetime import datetime, timedelta
from typing import Final

from flask import current_app
from sqlalchemy import update
from sqlalchemy.dialects.postgresql import insert

from helpline.clock import now
from helpline.db import db
from helpline.doors import current_door
from helpline.intake.calls.decisions.moves import CODE_KEY, CODE_LENGTH
from helpline.intake.models import CodeGuesses
from helpline.vault import keyed_hash

KEY: Final = CODE_KEY
"""Of a telephone: "if you have a code from our web page"."""
LENGTH: Final = CODE_LENGTH
GOOD_FOR: Final = timedelta(minutes=30)
MOST_WRONG: Final = 20
"""In one hour, of all callers together. Beyond them no code is looked up in that hour."""
_DIGITS: Final = "123456789"
_CODE: Final = re.compile(f"[1-9]{{{LENGTH}}}")


def draw() -> str:
    """A new code: one of 9 to the power of 6, so about half a million."""
    return "".join(secrets.choice(_DIGITS) for _ in range(LENGTH))


def grouped(code: str) -> str:
    """In threes, as people copy and key it: ``123 456``."""
    return f"{code[:3]} {code[3:]}"


def hash_of(code: str) -> bytes:
    """What is kept of a code, and what the door must name for it to be seen."""
    pepper: str = current_app.extensions["helpline.config"].pepper
    return keyed_hash(pepper.encode(), "phone code", code)


def hash_of_keyed(pressed: str) -> bytes | None:
    """Of what somebody keyed; None where that is no code."""
    code = pressed.replace("#", "")
    return hash_of(code) if _CODE.fullmatch(code) else None


def expiry() -> datetime:
    return now() + GOOD_FOR


def may_be_tried() -> bool:
    """Count one wrong code before it is looked up: of many at once, no more than the few pass.

    Whoever was right gives it back.
    """
    counted = insert(CodeGuesses).values(
        operator=current_door().operator, since=_this_hour(), wrong=1
    )
    more = counted.on_conflict_do_update(
        index_elements=["operator", "since"], set_={"wrong": CodeGuesses.wrong + 1}
    )
    wrong = db.session.scalar(more.returning(CodeGuesses.wrong))
    return wrong is not None and wrong <= MOST_WRONG


def was_right() -> None:
    """That try was no guess. Where the hour has turned since, nothing is counted yet."""
    db.session.execute(
        update(CodeGuesses)
        .where(CodeGuesses.since == _this_hour())
        .values(wrong=CodeGuesses.wrong - 1)
        .execution_options(synchronize_session=False)
    )


def _this_hour() -> datetime:
    return now().replace(minute=0, second=0, microsecond=0)
