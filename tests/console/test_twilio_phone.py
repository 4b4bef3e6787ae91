"""Twilio's own library on our page, as we serve it: a signalling server of ours answers it.

What it really says to Twilio was never tried (README). Here nothing may leave this machine.
"""

import base64
import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Final
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Route, WebSocketRoute, expect

from tests.house import House
from tests.journeys.browsing import PATIENCE_MS
from tests.journeys.phoning import AtThePhone
from tests.serving import served

CONFIG: Final = "helpline.config"
CALL: Final = "CA" + "1" * 32
HEARTBEAT: Final = "\n"


@dataclass
class Signalling:
    """As much of Twilio's signalling as a phone that waits needs."""

    seconds: int = 600
    """How long it says that a token lasts."""
    tokens: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)
    """Descriptions of sound with which calls were answered."""
    socket: WebSocketRoute | None = None

    def connect(self, socket: WebSocketRoute) -> None:
        self.socket = socket
        socket.on_message(self._hear)

    def send(self, kind: str, **payload: object) -> None:
        assert self.socket is not None
        self.socket.send(json.dumps({"type": kind, "payload": payload}))

    def _hear(self, words: str | bytes) -> None:
        if words == HEARTBEAT:
            assert self.socket is not None
            self.socket.send(HEARTBEAT)
            return
        message = json.loads(words)
        self.said.append(message.get("type", ""))
        if message.get("type") == "listen":
            self.tokens.append(message["payload"]["token"])
            self.send("connected", edge="dublin", token={"ttl": self.seconds})
        elif message.get("type") == "register":
            self.send("ready")
        elif message.get("type") == "answer":
            self.answers.append(message["payload"]["sdp"])


OFFER: Final = """async () => {
    const line = new RTCPeerConnection();
    window.line = line;
    const sound = await navigator.mediaDevices.getUserMedia({ audio: true });
    sound.getTracks().forEach((track) => line.addTrack(track, sound));
    await line.setLocalDescription(await line.createOffer());
    await new Promise((done) => {
        line.onicegatheringstatechange = () => line.iceGatheringState === "complete" && done();
    });
    return line.localDescription.sdp;
}"""
TAKE: Final = "(sdp) => window.line.setRemoteDescription({ type: 'answer', sdp })"


@dataclass
class Outside:
    """Every address that the page asked for and that is not this machine's."""

    asked: list[str] = field(default_factory=list)

    def stop(self, route: Route) -> None:
        if urlsplit(route.request.url).hostname == "localhost":
            route.continue_()
        else:
            self.asked.append(route.request.url)
            route.abort()


@pytest.fixture
def address(house: House) -> Iterator[str]:
    """The console of a house whose carrier is Twilio, in Dublin."""
    before = house.staff.extensions[CONFIG]
    house.staff.extensions[CONFIG] = replace(
        before, carrier_base_url="https://api.twilio.com", carrier_edge="dublin"
    )
    with served(house.staff) as port:
        yield f"http://localhost:{port}"
    house.staff.extensions[CONFIG] = before


@pytest.fixture
def signalling() -> Signalling:
    return Signalling()


@pytest.fixture
def outside() -> Outside:
    return Outside()


@pytest.fixture
def faults() -> list[str]:
    """What the browser complains of: scripts that fail, addresses that the page may not ask."""
    return []


@pytest.fixture
def omar(
    address: str,
    chromium_with_microphone: Browser,
    signalling: Signalling,
    outside: Outside,
    faults: list[str],
) -> Iterator[AtThePhone]:
    context = chromium_with_microphone.new_context()
    context.route("**/*", outside.stop)
    context.route_web_socket("wss://voice-js.dublin.twilio.com/signal", signalling.connect)

    def note(said: ConsoleMessage) -> None:
        faults.extend([said.text] if said.type == "error" else [])

    def listen(page: Page) -> None:
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", note)

    context.on("page", listen)
    yield AtThePhone(context, address, "omar", "support")
    context.close()


def test_the_library_registers_with_our_token_and_asks_nobody_else(
    omar: AtThePhone, signalling: Signalling, outside: Outside, faults: list[str]
) -> None:
    omar.turn_on()
    omar.is_ready()

    [token] = signalling.tokens
    claims = json.loads(base64.urlsafe_b64decode(token.split(".")[1] + "=="))
    assert claims["grants"]["identity"].startswith("staff_")
    assert (outside.asked, faults) == ([], [])


def test_before_a_token_ends_the_library_is_given_another(
    omar: AtThePhone, signalling: Signalling
) -> None:
    signalling.seconds = 62  # it asks a minute before the end, so again and again
    omar.turn_on()

    eventually_with(omar.window, lambda: len(set(signalling.tokens)) >= 2)

    omar.is_ready()


def test_a_call_rings_and_is_declined_or_given_up(
    omar: AtThePhone, signalling: Signalling, faults: list[str]
) -> None:
    omar.turn_on()
    omar.is_ready()
    signalling.send("invite", callsid=CALL, sdp="v=0", parameters={"CallSid": CALL})
    omar.says("ringing")
    omar.press("decline")
    omar.is_ready()

    signalling.send("invite", callsid=CALL, sdp="v=0", parameters={"CallSid": CALL})
    omar.says("ringing")
    signalling.send("cancel", callsid=CALL)
    omar.is_ready()

    assert "reject" in signalling.said
    assert faults == []


def test_an_answered_call_is_talked_muted_keyed_and_hung_up(
    omar: AtThePhone, signalling: Signalling, outside: Outside, faults: list[str]
) -> None:
    omar.turn_on()
    omar.is_ready()
    carrier = omar.page.context.new_page()
    carrier.goto(f"{omar.face}/phone")  # a page that may use the microphone
    offer = carrier.evaluate(OFFER)
    signalling.send("invite", callsid=CALL, sdp=offer, parameters={"CallSid": CALL})
    omar.says("ringing")
    omar.press("answer")
    eventually_with(omar.window, lambda: bool(signalling.answers))
    carrier.evaluate(TAKE, signalling.answers[0])

    omar.says("talking")
    omar.press("mute")
    expect(omar.window.locator("[data-deed=mute]")).to_have_attribute("aria-pressed", "true")
    omar.page.locator("[data-phone] summary").click()
    omar.page.locator("[data-deed=press][value='1']").click()
    omar.press("hang-up")

    omar.is_ready()
    assert "hangup" in signalling.said
    assert (outside.asked, faults) == ([], [])


def eventually_with(page: Page, true: Callable[[], bool]) -> None:
    """Let the browser speak until it is true."""
    until = time.monotonic() + PATIENCE_MS / 1000
    while not true():
        assert time.monotonic() < until, "it never came"
        page.wait_for_timeout(50)
