"""The real public face behind a practice line, over HTTP, with the duties carried out for real."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any, Final

import pytest
from werkzeug.serving import ThreadedWSGIServer
from werkzeug.test import TestResponse

from helpline import clock
from helpline.providers import carrier_for
from helpline.providers.practice.house import PracticeLine, open_line
from helpline.providers.practice.remote import Remote
from helpline.providers.practice.setup import Setup
from helpline.providers.practice.signing import signature
from tests.house import House, Visitor
from tests.serving import read_out

CONFIG: Final = "helpline.config"
CARRIER: Final = "helpline.carrier"
MOTHER: Final = "+12025550123"
HEARD: Final = frozenset({"say", "note", "fault"})
POLL_SECONDS: Final = 0.02
PATIENCE_SECONDS: Final = 40.0

AtWork = Callable[..., Visitor]

ENGLISH: Final = "1"
SOMEONE_CLOSE: Final = "1"


@dataclass
class Phones:
    """Everybody's telephone: callers', and ours."""

    house: House
    line: PracticeLine
    remote: Remote
    settle: Callable[[], int]

    def call(self, keys: str = "", *, sender: str = MOTHER, language: str = "") -> str:
        """Somebody calls, and presses one entry at each question."""
        return self.remote.call_in(sender, keys=keys, language=language)

    def waiting_call(self, **caller: str) -> str:
        """Somebody waits for the support desk, in English."""
        sid = self.call(f"{ENGLISH} {SOMEONE_CLOSE}", **caller)
        self.until(lambda: self.row(sid)["state"] == "waiting", lambda: self.heard(sid))
        return sid

    def heard(self, sid: str) -> str:
        lines = self.remote.call(sid)["heard"]
        return "\n".join(
            line["words"] for line in lines if line["kind"] in {"say", "note", "fault"}
        )

    def hears(self, sid: str, words: str, *, times: int = 1) -> None:
        """Wait until they have heard these words, so often."""
        self.until(lambda: self.heard(sid).count(words) >= times, lambda: self.heard(sid))

    def is_over(self, sid: str) -> None:
        self.until(lambda: bool(self.remote.call(sid)["over"]), lambda: self.heard(sid))

    def ringing(self, who: str) -> str:
        """Wait until this person's phone rings; its leg."""
        return self.ringing_at(f"client:{who}")

    def ringing_at(self, address: str) -> str:
        legs: list[str] = []

        def rings() -> bool:
            legs.extend(one["sid"] for one in self.remote.phones() if one["to"] == address)
            return bool(legs)

        self.until(rings)
        return legs[0]

    def are_together(self, one: str, other: str) -> None:
        def together() -> bool:
            members = {who["sid"] for who in self.remote.call(one).get("members", [])}
            return {one, other} <= members

        self.until(together, lambda: f"{self.heard(one)}\n---\n{self.heard(other)}")

    def soon(self, true: Callable[[], bool]) -> None:
        """Wait until this is so, while nothing that is owed is carried out."""
        last = time.monotonic() + PATIENCE_SECONDS
        while not true():
            assert time.monotonic() < last, "it never came true"
            time.sleep(POLL_SECONDS)

    def post(self, path: str, sid: str, **form: str) -> TestResponse:
        """A webhook as the carrier sends it, without the carrier."""
        return self.post_form(path, {"CallSid": sid, **form})

    def post_form(self, path: str, form: dict[str, str], *, signed: bool = True) -> TestResponse:
        setup = self.line.exchange.setup
        fields = {"From": MOTHER, "To": setup.number, **form}
        url = setup.public_base_url + path
        right = signature(setup.signing_secret, url, list(fields.items()))
        headers = {"X-Twilio-Signature": right if signed else "forged"}
        return self.house.public.test_client().post(path, data=fields, headers=headers)

    def later(self, **length: float) -> None:
        clock.move(timedelta(**length))

    def on_sunday(self) -> None:
        """The advice desk is closed."""
        moment = clock.now()
        noon = datetime(moment.year, moment.month, moment.day, 12, tzinfo=UTC)
        clock.move(noon + timedelta(days=(6 - moment.weekday()) % 7 or 7) - moment)

    def row(self, sid: str) -> dict[str, Any]:
        """The call as we remember it; empty before it was answered."""
        rows = self.house.rows("SELECT * FROM call WHERE carrier_ref = :sid", sid=sid)
        return rows[0]._asdict() if rows else {"state": None}

    def until(self, true: Callable[[], bool], shown: Callable[[], object] = str) -> None:
        """Carry out what is owed until this is so; fail if it never is."""
        last = time.monotonic() + PATIENCE_SECONDS
        while not true():
            assert time.monotonic() < last, f"it never came true:\n{shown()}"
            if not self.settle():
                time.sleep(POLL_SECONDS)


@contextmanager
def _in_thread(run: Callable[[], None]) -> Iterator[None]:
    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    yield
    thread.join(5)


@pytest.fixture
def line(house: House) -> Iterator[PracticeLine]:
    """A phone company for the house of this test."""
    web = ThreadedWSGIServer("127.0.0.1", 0, read_out(house.public))
    web.daemon_threads = False  # closing waits for requests, and so for their connections
    config = house.worker.extensions[CONFIG]
    setup = Setup(
        account=config.carrier_account,
        secret=config.carrier_secret,
        signing_secret=config.carrier_signing_secrets[0],
        public_base_url=f"http://127.0.0.1:{web.port}",
        number=config.line_number,
        voice_path="/voice/incoming",
        fallback_path="/voice/fallback",
        status_path="/voice/status",
        text_path="/voice/text",
        pace=0,
    )
    opened = open_line(setup, port=0, mail_port=0)
    with (
        _in_thread(lambda: web.serve_forever(POLL_SECONDS)),
        _in_thread(lambda: opened.web.serve_forever(POLL_SECONDS)),
        _connected(house, opened),
    ):
        yield opened
        _hang_up_all(opened)
        opened.close()
        web.shutdown()
    web.server_close()


def _hang_up_all(line: PracticeLine) -> None:
    """Every call of this test is over, and has told us so, before its house is taken down."""
    for call in list(line.exchange.calls.values()):
        line.exchange.become(call, "completed")
    for thread in threading.enumerate():
        if thread.name in line.exchange.calls:
            thread.join(5)


@contextmanager
def _connected(house: House, line: PracticeLine) -> Iterator[None]:
    """Both faces speak with this phone company for a while."""
    faces = (house.public, house.worker)
    before = [(face.extensions[CONFIG], face.extensions[CARRIER]) for face in faces]
    for face in faces:
        face.extensions[CONFIG] = replace(
            face.extensions[CONFIG],
            public_base_url=line.exchange.setup.public_base_url,
            carrier_base_url=line.url,
        )
        face.extensions[CARRIER] = carrier_for(face.extensions[CONFIG])
    yield
    for face, (config, carrier) in zip(faces, before, strict=True):
        face.extensions[CONFIG], face.extensions[CARRIER] = config, carrier


@pytest.fixture
def phones(house: House, line: PracticeLine, settle: Callable[[], int]) -> Phones:
    return Phones(house, line, Remote(line.url), settle)


@pytest.fixture
def at_work(staff: AtWork) -> AtWork:
    """Signed in at a desk: whoever has learned one only is there at once."""
    return staff


@pytest.fixture
def team(house: House, at_work: AtWork) -> dict[str, Visitor]:
    """Three at the support desk, who all speak English."""
    everything = "desks = '{support}', languages = '{en}'"
    house.change(f"UPDATE account SET {everything} WHERE username IN ('maria', 'omar', 'sara')")
    return {name: at_work(name, "support") for name in ("maria", "omar", "sara")}
