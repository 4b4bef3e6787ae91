"""A receipt that is keyed on the phone: looked up as on the page of messages, and as slowly."""

from dataclasses import dataclass
from typing import Final

from flask import current_app

from helpline.intake import throttle
from helpline.vault import NotAReceipt, Secret
from helpline.vault.receipts import derive, read


@dataclass(frozen=True, slots=True, repr=False)
class Tried(Secret):
    """What came of a try: the mailbox's lookup, if the receipt could be one at all."""

    lookup: bytes | None = None
    must_wait: bool = False


NOTHING: Final = Tried()
ANY_CALLER: Final = "the phone"
"""The carrier asks from many addresses, and none of them tells one caller from another."""


def look_up(pressed: str) -> Tried:
    """At the price of one Argon2id run. To the throttle all callers are one source."""
    try:
        receipt = read(pressed.replace("#", ""))
    except NotAReceipt:
        return NOTHING
    if throttle.try_now(ANY_CALLER):
        return Tried(must_wait=True)
    pepper: str = current_app.extensions["helpline.config"].pepper
    return Tried(derive(receipt, pepper.encode()).lookup)
