"""Texts: those that the line sends and gets, what becomes of them, and who is told."""

from dataclasses import asdict, dataclass, field
from typing import Any, Final

from helpline.providers.practice.call import new_id

USUAL_FATE: Final = ("sent", "delivered")
FINAL_STATES: Final = frozenset({"delivered", "undelivered", "failed", "received"})
WHY: Final = {"undelivered": "30003", "failed": "30008"}
STATES: Final = frozenset({"sending", "sent", *FINAL_STATES})


@dataclass(slots=True)
class Text:
    sender: str
    to: str
    words: str
    status: str = "queued"
    direction: str = "outbound-api"
    sid: str = field(default_factory=lambda: new_id("SM"))
    is_taken: bool = False
    """It came in, and the helpline answered."""

    @property
    def error_code(self) -> str:
        return WHY.get(self.status, "")

    def shown(self) -> dict[str, Any]:
        return asdict(self)

    def report(self) -> dict[str, str]:
        """What is told about its fate, as far as that has come."""
        return {
            "MessageSid": self.sid,
            "SmsSid": self.sid,
            "MessageStatus": self.status,
            "SmsStatus": self.status,
            "From": self.sender,
            "To": self.to,
            **({"ErrorCode": self.error_code} if self.error_code else {}),
        }

    def arrival(self, account: str) -> dict[str, str]:
        """What is told when it comes in."""
        return {
            "AccountSid": account,
            "ApiVersion": "2010-04-01",
            "MessageSid": self.sid,
            "SmsSid": self.sid,
            "SmsMessageSid": self.sid,
            "SmsStatus": "received",
            "From": self.sender,
            "To": self.to,
            "Body": self.words,
            "NumMedia": "0",
            "NumSegments": str(max(1, -(-len(self.words) // 153))),
        }
