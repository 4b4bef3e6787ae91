"""Hands our mails to a relay."""

import smtplib
import ssl
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import format_datetime
from typing import Final, Protocol
from urllib.parse import SplitResult, unquote, urlsplit

from helpline import clock
from helpline.config import ConfigError

TIMEOUT_SECONDS: Final = 10
_PORTS: Final = {"smtp": 25, "starttls": 587, "smtps": 465}


class MailUnavailable(Exception):
    """The relay did not take the mail. Trying again later may work."""


class MailRefused(Exception):
    """The relay said no for good. Trying again will not help."""


class MailUnclear(Exception):
    """The relay fell silent after we handed the mail over: it may be on its way."""


@dataclass(frozen=True, slots=True, repr=False)
class Mail:
    """One mail to one person. Never printed."""

    to: str
    subject: str
    words: str
    message_id: str
    """``<id@host>``, the same at every attempt, so that a double can be told."""


class Mailer(Protocol):
    def send(self, mail: Mail) -> None:
        """Hand over one mail.

        Raises MailUnavailable, MailRefused or MailUnclear, and nothing else; none of
        them repeats an address.
        """
        ...


class SmtpMailer:
    """Speaks SMTP to ``smtp://``, ``starttls://`` or ``smtps://user:password@host:port``."""

    def __init__(self, url: str, *, sender: str) -> None:
        self._relay = urlsplit(url)
        if self._relay.scheme not in _PORTS or not self._relay.hostname:
            raise ConfigError(["HELPLINE_MAIL_URL is not smtp://, starttls:// or smtps://host"])
        self._sender = sender

    def send(self, mail: Mail) -> None:
        message = self._message(mail)
        try:
            with _connected(self._relay) as relay:
                _hand_over(relay, message)
        except smtplib.SMTPAuthenticationError:
            raise MailRefused("the relay does not know us") from None
        except (smtplib.SMTPException, OSError):
            raise MailUnavailable("no connection to the relay") from None

    def _message(self, mail: Mail) -> EmailMessage:
        message = EmailMessage()
        try:
            message["From"] = self._sender
            message["To"] = mail.to
            message["Subject"] = mail.subject
        except ValueError:  # a line break in a header
            raise MailRefused("a header that no mail can have") from None
        message["Message-ID"] = mail.message_id
        message["Date"] = format_datetime(clock.now())
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(mail.words)
        return message


def _connected(url: SplitResult) -> smtplib.SMTP:
    host, port = url.hostname or "", url.port or _PORTS[url.scheme]
    if url.scheme == "smtps":
        relay: smtplib.SMTP = smtplib.SMTP_SSL(
            host, port, timeout=TIMEOUT_SECONDS, context=ssl.create_default_context()
        )
    else:
        relay = smtplib.SMTP(host, port, timeout=TIMEOUT_SECONDS)
    if url.scheme == "starttls":
        relay.starttls(context=ssl.create_default_context())
    if url.username:
        relay.login(unquote(url.username), unquote(url.password or ""))
    return relay


def _hand_over(relay: smtplib.SMTP, message: EmailMessage) -> None:
    try:
        relay.send_message(message)
    except smtplib.SMTPRecipientsRefused as error:
        codes = [code for code, _words in error.recipients.values()]
        raise _judged(max(codes, default=0)) from None
    except (smtplib.SMTPServerDisconnected, TimeoutError, ConnectionError):
        raise MailUnclear("the relay fell silent") from None
    except smtplib.SMTPResponseException as error:
        raise _judged(error.smtp_code) from None


def _judged(code: int) -> MailRefused | MailUnavailable:
    """SMTP says 5xx for never, 4xx for later."""
    if code >= 500:  # noqa: PLR2004
        return MailRefused(f"the relay answered {code}")
    return MailUnavailable(f"the relay answered {code}")
