"""A mail relay on loopback that delivers nothing and keeps everything to be read."""

from asyncio import Transport
from dataclasses import asdict, dataclass
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any, Final, cast

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from helpline.providers.practice.call import new_id
from helpline.providers.practice.faults import Faults

_ANSWERS: Final = {"451": "451 later", "550": "550 never"}


@dataclass(frozen=True, slots=True)
class KeptMail:
    to: tuple[str, ...]
    subject: str
    words: str
    message_id: str

    def shown(self) -> dict[str, Any]:
        return asdict(self)


class Mailbox:
    """Keeps mails in memory, and as files where a folder is named."""

    def __init__(self, folder: Path | None = None, faults: Faults | None = None) -> None:
        self.mails: list[KeptMail] = []
        self.offered: list[KeptMail] = []
        """Those that it refused, too."""
        self._folder = folder
        self._faults = faults or Faults()
        if folder is not None:
            folder.mkdir(parents=True, exist_ok=True)

    async def handle_DATA(self, relay: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802  (aiosmtpd's name)
        content = cast("bytes", envelope.content)
        message = message_from_bytes(content, policy=policy.default)
        body = message.get_body(("plain", "html"))
        mail = KeptMail(
            to=tuple(envelope.rcpt_tos),
            subject=str(message.get("Subject", "")),
            words=body.get_content() if body else "",
            message_id=str(message.get("Message-ID", "")),
        )
        self.offered.append(mail)
        fault = self._faults.mail()
        if fault in _ANSWERS:
            return _ANSWERS[fault]
        self.mails.append(mail)
        if self._folder is not None:
            (self._folder / f"{new_id('mail-')}.eml").write_bytes(content)
        if fault == "lost":
            cast("Transport", relay.transport).close()
        return "250 kept"

    def forget(self) -> None:
        """Empty, in memory; files stay."""
        self.mails.clear()
        self.offered.clear()


def serve_mail(mailbox: Mailbox, port: int) -> Controller:
    """Listen on loopback, in a thread of its own."""
    controller = Controller(mailbox, hostname="127.0.0.1", port=port)
    controller.start()
    return controller
