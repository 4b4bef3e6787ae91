"""The companies outside: the practice line, reached by the real library and by real SMTP."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Final

import pytest

from helpline.providers import Leg, Mail, carrier_for, mailer_for
from helpline.providers.practice.house import PracticeLine, open_line
from helpline.providers.practice.setup import Setup
from tests.house import House

CONFIG: Final = "helpline.config"
POLL_SECONDS: Final = 0.02
ELSEWHERE: Final = "https://line.example.org"
"""The practice line asks loopback only, so nothing is reported: each test says what happens."""


@dataclass
class Outside:
    """What the worker asked of carrier and mail relay, granted or not."""

    line: PracticeLine
    _before: int = 0
    """How many rings are no longer of interest."""

    @property
    def rung(self) -> list[Leg]:
        """Every attempt to ring a phone, since the last ``forget_rings``."""
        return self._rung()[self._before :]

    @property
    def hung_up(self) -> list[str]:
        """Every call that was to end."""
        return [
            path.rpartition("/")[2].removesuffix(".json")
            for path, form in self._asked("/Calls/")
            if form.get("Status") == ["completed"]
        ]

    @property
    def texts(self) -> list[tuple[str, str]]:
        """To whom, and the words."""
        asked = self._asked("/Messages.json")
        return [(form["To"][0], form["Body"][0]) for _path, form in asked]

    @property
    def mails(self) -> list[Mail]:
        """Every mail that was offered to the relay."""
        return [
            Mail(one.to[0], one.subject, one.words, one.message_id)
            for one in self.line.mailbox.offered
        ]

    def mailed(self, subject: str) -> list[str]:
        """Who got a mail of this subject."""
        return sorted(mail.to for mail in self.mails if mail.subject == subject)

    def fail(self, *, rest: str = "", mail: str = "", times: int = 1) -> None:
        """The next requests go wrong in a way of the practice line's, then all works."""
        wishes = {"rest": rest, "rest_times": times, "mail": mail, "mail_times": times}
        self.line.exchange.faults.want(wishes | {"seconds": 0})

    def work(self) -> None:
        """Nothing goes wrong from now on."""
        self.line.exchange.faults.want({})

    def forget_rings(self) -> None:
        self._before = len(self._rung())

    def _rung(self) -> list[Leg]:
        return [
            Leg(*(form[name][0] for name in ("To", "Url", "StatusCallback")))
            for _path, form in self._asked("/Calls.json")
        ]

    def _asked(self, part: str) -> list[tuple[str, dict[str, Any]]]:
        """Path and form of every request to the carrier that is about this."""
        return [
            (entry["path"], entry["parameters"])
            for entry in list(self.line.exchange.log)
            if entry.get("method") == "POST" and part in entry["path"]
        ]


@pytest.fixture(scope="session")
def practice(built: House) -> Iterator[PracticeLine]:
    """One phone company and one mail relay for all tests of this process."""
    config = built.worker.extensions[CONFIG]
    setup = Setup(
        account=config.carrier_account,
        secret=config.carrier_secret,
        signing_secret=config.carrier_signing_secrets[0],
        public_base_url=config.public_base_url,
        number=config.line_number,
        pace=0,
    )
    line = open_line(setup, port=0, mail_port=0)
    serving = threading.Thread(target=line.web.serve_forever, args=(POLL_SECONDS,), daemon=True)
    serving.start()
    yield line
    line.close()
    serving.join(5)


@pytest.fixture
def outside(
    house: House, practice: PracticeLine, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Outside]:
    """Carrier and relay of the worker, answering well unless told otherwise."""
    config = replace(
        house.worker.extensions[CONFIG],
        public_base_url=ELSEWHERE,
        carrier_base_url=practice.url,
        mail_url=practice.mail_url,
    )
    connected = {CONFIG: config}
    connected |= {"helpline.carrier": carrier_for(config), "helpline.mailer": mailer_for(config)}
    for name, outside in connected.items():
        monkeypatch.setitem(house.worker.extensions, name, outside)
    yield Outside(practice)
    practice.forget()
