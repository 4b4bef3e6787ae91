"""A practice line and a toy helpline behind it, both on loopback."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import pytest
from flask import Flask
from twilio.rest import Client
from werkzeug.serving import BaseWSGIServer, make_server

from helpline.config import Config
from helpline.providers import Answer, Ask, Carrier, Join, Leg, Spoken, carrier_for
from helpline.providers.practice.house import PracticeLine, open_line
from helpline.providers.practice.remote import Remote
from helpline.providers.practice.setup import Setup
from helpline.providers.practice.undocumented import Undocumented
from helpline.providers.twilio.http import CarrierHttp
from helpline.providers.twilio.kinds import rest_address
from tests import running
from tests.providers.toy import Toy

ACCOUNT: Final = "AC" + "1" * 32
LINE: Final = "+12025550100"
MARIA: Final = "client:maria"
MOTHER: Final = "+12025550111"
SECRET: Final = "signs-our-webhooks"
POLL_SECONDS: Final = 0.02


@contextmanager
def in_thread(run: Callable[[], None]) -> Iterator[None]:
    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    yield
    thread.join(5)


@pytest.fixture
def web() -> Iterator[BaseWSGIServer]:
    """Serves a toy helpline; each test fills in its pages."""
    server = make_server("127.0.0.1", 0, Flask("toy"), threaded=True)
    with in_thread(lambda: server.serve_forever(POLL_SECONDS)):
        yield server
        server.shutdown()
    server.server_close()


@pytest.fixture
def undocumented() -> Undocumented:
    """What we take for likely; a test may say otherwise."""
    return Undocumented()


@pytest.fixture
def line(web: BaseWSGIServer, undocumented: Undocumented) -> Iterator[PracticeLine]:
    setup = Setup(
        account=ACCOUNT,
        secret="token",
        signing_secret=SECRET,
        public_base_url=f"http://127.0.0.1:{web.port}",
        number=LINE,
        voice_path="/voice/call",
        status_path="/status",
        text_path="/text",
        pace=0,
        undocumented=undocumented,
    )
    opened = open_line(setup, port=0, mail_port=0)
    with in_thread(lambda: opened.web.serve_forever(POLL_SECONDS)):
        yield opened
        opened.close()


@pytest.fixture
def config(line: PracticeLine) -> Config:
    return Config(
        database_url="",
        secret_key="x" * 32,
        policy_file=Path("policy.toml"),
        public_keys=Path("keys"),
        public_base_url=line.exchange.setup.public_base_url,
        carrier_base_url=line.url,
        carrier_account=ACCOUNT,
        carrier_secret="token",
        carrier_signing_secrets=("an-older-secret", SECRET),
        line_number=LINE,
        mail_url=line.mail_url,
        mail_from="line@example.org",
    )


@pytest.fixture
def carrier(config: Config) -> Carrier:
    return carrier_for(config)


@pytest.fixture
def client(config: Config) -> Client:
    """The library itself, for what our own words do not need."""
    http = CarrierHttp(rest_address(config))
    return Client(ACCOUNT, "token", http_client=http, environment={"TWILIO_REGION": ""})


@pytest.fixture
def remote(line: PracticeLine) -> Remote:
    return Remote(line.url)


@pytest.fixture
def toy(web: BaseWSGIServer, carrier: Carrier, config: Config) -> Toy:
    toy = Toy(carrier, config.public_base_url)
    web.app = toy.app
    return toy


@pytest.fixture
def leg(toy: Toy) -> Leg:
    """Maria's phone; whoever picks up presses 1 to accept."""
    toy.says("/leg", lambda _: Answer().ask(Ask(toy.url("/accept"), (Spoken("Press 1", "en"),))))
    toy.says("/accept", lambda _: Answer().join(Join("room", toy.url("/over"), toy.url("/events"))))
    toy.says("/over", lambda _: Answer().say(Spoken("Goodbye", "en")).hang_up())
    return Leg(MARIA, toy.url("/leg"), toy.url("/status"))


def eventually(true: Callable[[], bool], *, seconds: float = 30) -> None:
    """Wait until it is so; fail if it never is."""
    assert running.eventually(true, seconds), "it never came true"
