"""A call is taken in a real browser, with the practice line as the phone company."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from helpline.providers.practice.remote import Remote
from tests.journeys.browsing import Launch
from tests.journeys.phoning import AtThePhone
from tests.running import System, eventually

pytestmark = pytest.mark.xdist_group("ringing")

MOTHER = "+12025550142"


@pytest.fixture
def line(ringing: System) -> Iterator[Remote]:
    line = Remote(ringing.practice)
    yield line
    for call in line.get("calls")["calls"]:
        if not call["over"]:
            line.hang_up(call["sid"])


@pytest.fixture
def context(chromium_with_microphone: Browser) -> Iterator[BrowserContext]:
    context = chromium_with_microphone.new_context(locale="en")
    yield context
    context.close()


@pytest.fixture
def omar(context: BrowserContext, ringing: System) -> AtThePhone:
    return ready(AtThePhone(context, ringing.staff, "omar", "support"))


@pytest.fixture
def maria(context: BrowserContext, ringing: System) -> AtThePhone:
    """She speaks German. Who declines is left alone for a while, and Omar is rung in all tests."""
    return ready(AtThePhone(context, ringing.staff, "maria", "support"))


def ready(colleague: AtThePhone) -> AtThePhone:
    colleague.turn_on()
    colleague.is_ready()
    return colleague


def calls(line: Remote, language: str = "ar") -> str:
    return line.call_in(MOTHER, language=language, keys="1")


def heard(line: Remote, call: str) -> str:
    return " ".join(str(entry["words"]) for entry in line.call(call)["heard"])


def leg_of(line: Remote) -> str:
    """What happened on the phone that was rung last."""
    legs = [one for one in line.get("calls")["calls"] if one["direction"] != "inbound"]
    return " ".join(str(entry["words"]) for entry in legs[-1]["heard"])


def is_joined(line: Remote, call: str) -> bool:
    return eventually(lambda: "joined" in heard(line, call))


def test_a_call_rings_in_the_browser_and_answering_is_accepting(
    line: Remote, omar: AtThePhone, picture: Callable[[Page, str], None]
) -> None:
    call = calls(line)
    omar.says("ringing")

    bar = omar.page.locator("[data-phone]")
    expect(bar.locator("[data-words]")).to_have_text("A caller in Arabic, desk: Support")
    picture(omar.page, "ringing")
    expect(bar.locator("[data-deed=answer]")).to_be_focused()
    expect(bar.locator("[data-deed=answer]")).to_have_css("outline-style", "solid")
    omar.page.keyboard.press("Enter")

    omar.says("talking")
    assert is_joined(line, call), heard(line, call)
    picture(omar.page, "talking")


def test_a_call_goes_on_from_page_to_page_until_it_is_hung_up(
    line: Remote, omar: AtThePhone
) -> None:
    call = calls(line)
    omar.says("ringing")
    omar.press("answer")
    assert is_joined(line, call), heard(line, call)

    omar.page.goto(omar.face)
    omar.says("talking")
    omar.press("mute")
    expect(omar.window.locator("[data-deed=mute]")).to_have_attribute("aria-pressed", "true")
    expect(omar.page.locator("[data-announce]")).to_contain_text("You are muted")
    omar.press("mute", on=omar.window)
    expect(omar.page.locator("[data-deed=mute]")).to_have_attribute("aria-pressed", "false")
    expect(omar.page.locator("[data-clock]")).to_have_text(re.compile(r"00:\d\d"))
    omar.press("hang-up")

    omar.says("ready")
    assert "muted in the browser no longer muted" in leg_of(line)


def test_ringing_does_not_take_the_keyboard_from_who_types_and_is_declined(
    line: Remote, maria: AtThePhone
) -> None:
    field = maria.page.locator("input[name=reference]")
    field.focus()
    call = calls(line, "de")
    maria.says("ringing")
    expect(field).to_be_focused()
    expect(maria.page.locator("[data-announce]")).to_contain_text("Your phone rings. A caller")

    maria.press("decline")

    maria.is_ready()
    line.hang_up(call)


def test_a_line_that_is_lost_is_found_again_and_rings(line: Remote, omar: AtThePhone) -> None:
    omar.page.context.set_offline(True)
    omar.says("reconnecting")
    omar.page.context.set_offline(False)
    omar.says("ready")

    call = calls(line)

    omar.says("ringing")
    line.hang_up(call)
    omar.says("ready")


def test_a_token_that_has_run_out_is_replaced_unnoticed(line: Remote, omar: AtThePhone) -> None:
    with omar.window.expect_response(lambda one: "/phone/token" in one.url and one.ok):
        line.post("devices/expire", {})

    omar.says("ready")
    call = calls(line)
    omar.says("ringing")
    line.hang_up(call)


def test_a_closed_phone_is_told_on_every_page_and_one_click_rings_the_telephone(
    line: Remote, omar: AtThePhone
) -> None:
    omar.window.close(run_before_unload=True)
    expect(omar.page.locator("[data-phone]")).to_have_attribute("data-state", "closed")

    omar.page.get_by_role("button", name="Ring my telephone instead").click()

    expect(omar.page.locator("[data-phone]")).to_have_count(0)
    call = calls(line)
    assert eventually(lambda: "client:omar" in {one["to"] for one in line.phones()})
    line.hang_up(call)


@pytest.mark.parametrize(
    ("flags", "state"),
    [
        (("--use-fake-device-for-media-stream", "--deny-permission-prompts"), "refused"),
        (("--use-fake-ui-for-media-stream",), "no-microphone"),
    ],
)
def test_without_a_microphone_the_page_says_so_and_nothing_rings_there(
    ringing: System, line: Remote, launch: Launch, flags: tuple[str, ...], state: str
) -> None:
    browser = launch(*flags)
    omar = AtThePhone(browser.new_context(), ringing.staff, "omar", "support")

    omar.turn_on()

    omar.says(state)
    call = calls(line)
    assert eventually(lambda: "client:omar" in {one["to"] for one in line.phones()})
    line.hang_up(call)
    browser.close()
