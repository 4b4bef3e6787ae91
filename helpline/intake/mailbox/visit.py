"""An open mailbox between two posts: a sealed pass in the page, in place of a cookie."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from secrets import token_hex
from typing import Final, Self

from flask import current_app

from helpline.clock import now
from helpline.intake.passes import open_pass, seal_pass
from helpline.vault import Unlocking, unless_crowded
from helpline.vault.receipts import derive
from helpline.vault.secret import Secret

OPEN_FOR: Final = timedelta(minutes=30)
PURPOSE: Final = "mailbox"
EVER: Final = datetime.min.replace(tzinfo=UTC)
"""Before everything: at this moment no pass has run out."""


@dataclass(frozen=True, slots=True, repr=False)
class Visit(Secret):
    """What opens the mailbox. Never the receipt itself: a page that is left open gives it away."""

    lookup: str
    unlock: str
    shown_at: datetime
    """When the page was shown that now asks. One from before the mailbox was shut opens nothing."""
    key: str = field(default_factory=token_hex)
    """New on each page, stored nowhere: what is posted twice from one page is kept once."""

    @classmethod
    def by(cls, receipt: str, shown_at: datetime) -> Self:
        """At the price of one Argon2id run. Raises Crowded where too many pages wait for one."""
        pepper = current_app.extensions["helpline.config"].pepper.encode()
        with unless_crowded():
            unlocking = derive(receipt, pepper)
        return cls(unlocking.lookup.hex(), unlocking.key.hex(), shown_at)

    @classmethod
    def opened(cls, token: str, *, is_late_allowed: bool = False) -> Self:
        """Raises TokenBroken, TokenExpired."""
        moment = EVER if is_late_allowed else None
        payload = open_pass(token, purpose=PURPOSE, moment=moment)
        shown_at = moment_of(payload.get("shown_at"))
        return cls(payload["lookup"], payload["unlock"], shown_at, payload["key"])

    def sealed(self) -> str:
        """With a new key: the next page is another one."""
        shown_at = now()
        payload = {
            "lookup": self.lookup,
            "unlock": self.unlock,
            "shown_at": shown_at.isoformat(),
            "key": token_hex(),
        }
        return seal_pass(payload, shown_at + OPEN_FOR, purpose=PURPOSE)

    @property
    def unlocking(self) -> Unlocking:
        return Unlocking(bytes.fromhex(self.lookup), bytes.fromhex(self.unlock))

    @property
    def post_key(self) -> bytes:
        return bytes.fromhex(self.key)


def moment_of(said: str | None) -> datetime:
    """When a page was shown, as it says; just now if it says nothing that could be a moment."""
    try:
        moment = datetime.fromisoformat(said or "")
    except ValueError:
        return now()
    return moment if moment.tzinfo else now()
