"""What every face with passwords shares: counting wrong ones, and storing tokens unreadably."""

import hashlib
from datetime import datetime
from typing import Protocol

from helpline.clock import now
from helpline.people.decisions import decide_wait
from helpline.people.errors import WaitBeforeSigningIn, WrongSignIn
from helpline.vault import password_matches


class SignsIn(Protocol):
    """Somebody with a password: staff, or a partner."""

    password_hash: str
    failed_sign_ins: int
    wait_until: datetime | None
    disabled_at: datetime | None


def hashed(token: str) -> bytes:
    """How a session's token is stored: who reads the table cannot use it."""
    return hashlib.sha256(token.encode()).digest()


def failure_of(account: SignsIn | None, password: str) -> type[WrongSignIn] | None:
    """Count a wrong password, forget the count after a right one.

    An unknown name takes as long as a known one. Raises WaitBeforeSigningIn;
    WrongSignIn is returned and not raised, so that the count is committed.
    """
    moment = now()
    if account is not None and account.wait_until is not None and account.wait_until > moment:
        raise WaitBeforeSigningIn
    matches = password_matches(account.password_hash if account else None, password)
    if account is None or account.disabled_at is not None:
        return WrongSignIn
    account.failed_sign_ins = 0 if matches else account.failed_sign_ins + 1
    account.wait_until = moment + decide_wait(account.failed_sign_ins)
    return None if matches else WrongSignIn
