"""What was typed so far, carried by the page itself: the server keeps no draft."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from secrets import token_hex
from typing import Final, Self

from helpline.clock import now
from helpline.intake.passes import open_pass, seal_pass
from helpline.policy import Kept, current_policy
from helpline.vault.receipts import draw
from helpline.vault.secret import Secret

Answers = Mapping[str, str]
PURPOSE: Final = "contact form"


@dataclass(frozen=True, slots=True, repr=False, kw_only=True)
class Draft(Secret):
    """One form on its way. Receipt and key are drawn once: posted twice, it is one contact."""

    receipt: str = field(default_factory=draw)
    key: str = field(default_factory=token_hex)
    answers: Answers = field(default_factory=dict)
    notice_version: str = ""
    notice_language: str = ""
    told_at: str = ""
    """When people on duty were told of danger, ISO; empty if they were not."""
    is_checked: bool = False
    """They have seen the check page, and go back there after each change."""
    is_short: bool = False
    """All questions are asked on one page. The page that is posted says it, whatever is in here."""
    begun_at: str = field(default_factory=lambda: now().isoformat())
    is_asked: bool = False
    """They were asked to press Send once more, because something filled in what nobody sees."""
    files: Sequence[tuple[int, str | None]] = ()
    """What became of the files that came with it, said again in another language: see Fate."""

    @classmethod
    def opened(cls, token: str) -> Self:
        """What an older version of the house did not ask is as in a fresh one.

        Raises TokenBroken, TokenExpired.
        """
        payload = open_pass(token, purpose=PURPOSE)
        known = {each.name for each in fields(cls)}
        return cls(**{name: said for name, said in payload.items() if name in known})

    def sealed(self) -> str:
        payload = {each.name: getattr(self, each.name) for each in fields(self)}
        expires = now() + current_policy().retention[Kept.DRAFT]
        return seal_pass(payload, expires, purpose=PURPOSE)

    def answering(self, answers: Answers) -> Self:
        return replace(self, answers={**self.answers, **answers})
