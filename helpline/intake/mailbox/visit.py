"""An open mailbox between two posts: a sealed pass in the page, in place of a cookie."""

from dataclasses import dataclass, field
from datetime import timedelta
from secrets import token_hex
from typing import Any, Final, Self

from flask import current_app

from helpline.clock import now
from helpline.vault import Unlocking, open_token, seal_token, unless_crowded
from helpline.vault.receipts import derive
from helpline.vault.secret import Secret

OPEN_FOR: Final = timedelta(minutes=30)
PURPOSE: Final = "mailbox"


@dataclass(frozen=True, slots=True, repr=False)
class Visit(Secret):
    """What opens the mailbox. Never the receipt itself: a page that is left open gives it away."""

    lookup: str
    unlock: str
    key: str = field(default_factory=token_hex)
    """New on each page, stored nowhere: what is posted twice from one page is kept once."""

    @classmethod
    def by(cls, receipt: str) -> Self:
        """At the price of one Argon2id run. Raises Crowded where too many pages wait for one."""
        pepper = current_app.extensions["helpline.config"].pepper.encode()
        with unless_crowded():
            unlocking = derive(receipt, pepper)
        return cls(unlocking.lookup.hex(), unlocking.key.hex())

    @classmethod
    def opened(cls, token: str) -> Self:
        """Raises TokenBroken, TokenExpired."""
        payload: dict[str, Any] = open_token(_secret(), token, now(), purpose=PURPOSE)
        return cls(payload["lookup"], payload["unlock"], payload["key"])

    def sealed(self) -> str:
        """With a new key: the next page is another one."""
        payload = {"lookup": self.lookup, "unlock": self.unlock, "key": token_hex()}
        return seal_token(_secret(), payload, now() + OPEN_FOR, purpose=PURPOSE)

    @property
    def unlocking(self) -> Unlocking:
        return Unlocking(bytes.fromhex(self.lookup), bytes.fromhex(self.unlock))

    @property
    def post_key(self) -> bytes:
        return bytes.fromhex(self.key)


def _secret() -> bytes:
    return str(current_app.config["SECRET_KEY"]).encode()
