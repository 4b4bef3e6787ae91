import socket
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from helpline.config import Config, ConfigError
from helpline.providers import (
    Leg,
    Mail,
    MailRefused,
    MailUnavailable,
    MailUnclear,
    carrier_for,
    mailer_for,
)
from helpline.providers.mail import SmtpMailer
from helpline.providers.practice.house import PracticeLine
from helpline.providers.practice.mailbox import Mailbox, serve_mail
from helpline.providers.practice.remote import Remote

MAIL = Mail("father@example.org", "Eine Nachricht für Sie", "Bitte sehen Sie nach. شكرا", "<1@x>")


class Grumpy:
    """A relay that answers with the words it is given."""

    def __init__(self, to_address: str = "250 ok", to_mail: str = "250 ok") -> None:
        self.to_address, self.to_mail = to_address, to_mail

    async def handle_RCPT(  # noqa: N802  (aiosmtpd's name)
        self, _relay: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        envelope.rcpt_tos.append(address)
        return self.to_address

    async def handle_DATA(self, *_: object) -> str:  # noqa: N802
        return self.to_mail


@contextmanager
def relay(handler: object) -> Iterator[SmtpMailer]:
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = free.getsockname()[1]
    controller = Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    yield SmtpMailer(f"smtp://127.0.0.1:{port}", sender="line@example.org")
    controller.stop()


def test_a_mail_arrives_whole(config: Config, remote: Remote, line: PracticeLine) -> None:
    mailer_for(config).send(MAIL)

    (kept,) = remote.mails()
    assert kept["to"] == ["father@example.org"]
    assert kept["subject"] == "Eine Nachricht für Sie"
    assert kept["words"].strip() == "Bitte sehen Sie nach. شكرا"
    assert kept["message_id"] == "<1@x>"


def test_a_relay_that_says_no_for_good_refuses() -> None:
    with (
        relay(Grumpy(to_address="550 father@example.org unknown")) as mailer,
        pytest.raises(MailRefused) as refused,
    ):
        mailer.send(MAIL)
    assert "father" not in str(refused.value)

    with relay(Grumpy(to_mail="554 no")) as mailer, pytest.raises(MailRefused):
        mailer.send(MAIL)


def test_a_relay_that_says_later_is_unavailable() -> None:
    with relay(Grumpy(to_address="451 greylisted")) as mailer, pytest.raises(MailUnavailable):
        mailer.send(MAIL)
    with relay(Grumpy(to_mail="452 full")) as mailer, pytest.raises(MailUnavailable):
        mailer.send(MAIL)


def test_a_relay_that_is_not_there_is_unavailable() -> None:
    with pytest.raises(MailUnavailable):
        SmtpMailer("smtp://127.0.0.1:1", sender="line@example.org").send(MAIL)


def test_a_relay_that_falls_silent_after_the_mail_leaves_it_unclear() -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as rude:

        def take_and_vanish() -> None:
            connection, _ = rude.accept()
            connection.sendall(b"220 hello\r\n")
            with connection.makefile("rb") as words:
                for line in words:
                    if line == b".\r\n":
                        break
                    if line.upper().startswith((b"EHLO", b"MAIL", b"RCPT")):
                        connection.sendall(b"250 ok\r\n")
                    if line.upper().startswith(b"DATA"):
                        connection.sendall(b"354 go on\r\n")
            connection.close()

        threading.Thread(target=take_and_vanish, daemon=True).start()
        port = rude.getsockname()[1]
        with pytest.raises(MailUnclear):
            SmtpMailer(f"smtp://127.0.0.1:{port}", sender="line@example.org").send(MAIL)


@pytest.mark.parametrize(
    ("fault", "error", "kept"),
    [("451", MailUnavailable, 0), ("550", MailRefused, 0), ("lost", MailUnclear, 1)],
)
def test_the_practice_relay_fails_as_it_is_told_and_then_works_again(
    config: Config, remote: Remote, fault: str, error: type[Exception], kept: int
) -> None:
    remote.set_faults(mail=fault, mail_times=1)

    with pytest.raises(error):
        mailer_for(config).send(MAIL)
    assert len(remote.mails()) == kept
    mailer_for(config).send(MAIL)

    assert len(remote.mails()) == kept + 1


def test_the_practice_line_forgets_when_it_is_told(
    config: Config, line: PracticeLine, remote: Remote
) -> None:
    mailer_for(config).send(MAIL)
    carrier_for(config).ring(
        Leg("client:maria", "https://line.example.org/leg", "https://line.example.org/fate")
    )
    remote.set_faults(mail="550", mail_times=1)

    line.forget()

    assert not [*remote.mails(), *remote.get("calls")["calls"], *remote.log()]
    mailer_for(config).send(MAIL)


def test_a_line_break_in_a_header_is_refused_and_nothing_leaves() -> None:
    evil = Mail("a@example.org\nBcc: b@example.org", "x", "y", "<1@x>")

    with pytest.raises(MailRefused):
        SmtpMailer("smtp://127.0.0.1:1", sender="line@example.org").send(evil)


@pytest.mark.parametrize("url", ["", "http://x", "smtp://", "example.org:25"])
def test_an_address_that_is_no_relay_is_a_fault_of_the_settings(url: str) -> None:
    with pytest.raises(ConfigError):
        SmtpMailer(url, sender="line@example.org")


def test_the_practice_relay_keeps_mails_as_files_where_asked(tmp_path: Path) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = free.getsockname()[1]
    controller = serve_mail(Mailbox(tmp_path / "mail"), port)

    SmtpMailer(f"smtp://127.0.0.1:{port}", sender="line@example.org").send(MAIL)
    controller.stop()

    (file,) = (tmp_path / "mail").glob("*.eml")
    assert b"Message-ID: <1@x>" in file.read_bytes()
