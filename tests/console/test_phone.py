"""The phone in the browser, seen from the console: who may have one, and where people are rung."""

import base64
import hashlib
import json
import re
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from werkzeug.test import TestResponse

from helpline import demonstration
from helpline.doors import Role
from helpline.people import reachable
from tests.house import OPERATOR, House, Visitor, inside
from tests.prove.sabotage import ROOT

Signed = Callable[..., Visitor]
Move = Callable[[timedelta], None]
MARIA = demonstration.id_of(OPERATOR, "account", "maria")
IN_HER_BROWSER = f"client:staff_{MARIA.hex}"
ON_HER_PHONE = "client:maria"


def rung_at(house: House, account_id: UUID = MARIA) -> str | None:
    with inside(house.worker, Role.WORKER):
        person = reachable(account_id)
        assert person is not None
        return person.ring_address


def chooses_browser(maria: Visitor) -> None:
    assert maria.submit("/phone/rings", {"rings": "browser"}, at="/").status_code == 302


def posts(maria: Visitor, path: str, **data: str) -> TestResponse:
    """As the script of the phone's window does."""
    token = re.search(r'data-csrf="([^"]+)"', maria.get("/phone").get_data(as_text=True))
    assert token is not None
    return maria.post(path, data=data, headers={"X-CSRFToken": token.group(1)})


def says(maria: Visitor, state: str) -> None:
    assert posts(maria, "/phone/state", state=state).status_code == 200


def asks_for_pass(maria: Visitor) -> TestResponse:
    return posts(maria, "/phone/token")


def test_somebody_is_rung_on_the_telephone_until_they_choose(house: House, staff: Signed) -> None:
    staff("maria", "support")

    assert rung_at(house) == ON_HER_PHONE


def test_a_browser_that_was_chosen_but_is_not_open_rings_nowhere_unheard(
    house: House, staff: Signed
) -> None:
    chooses_browser(staff("maria", "support"))

    assert rung_at(house) == ON_HER_PHONE


def test_an_open_browser_is_rung_and_a_closed_one_no_longer(house: House, staff: Signed) -> None:
    maria = staff("maria", "support")
    chooses_browser(maria)
    says(maria, "ready")
    while_open = rung_at(house)
    says(maria, "gone")

    assert while_open == IN_HER_BROWSER
    assert rung_at(house) == ON_HER_PHONE


def test_a_browser_that_falls_silent_is_believed_for_two_minutes_and_a_half(
    house: House, staff: Signed, move_clock: Move
) -> None:
    maria = staff("maria", "support")
    chooses_browser(maria)
    says(maria, "ready")
    move_clock(timedelta(seconds=149))
    before = rung_at(house)
    move_clock(timedelta(seconds=2))

    assert (before, rung_at(house)) == (IN_HER_BROWSER, ON_HER_PHONE)


@pytest.mark.parametrize("deed", ["/sign-out", "/phone/rings"])
def test_who_signs_out_or_chooses_the_telephone_is_not_rung_in_the_browser(
    house: House, staff: Signed, deed: str
) -> None:
    maria = staff("maria", "support")
    chooses_browser(maria)
    says(maria, "ready")
    maria.submit(deed, {"rings": "phone"}, at="/")

    assert rung_at(house) == ON_HER_PHONE


def test_the_phones_library_is_the_one_that_was_published() -> None:
    written = (ROOT / "NOTICE").read_text()
    [library] = (ROOT / "helpline/static/vendor").glob("*.js")

    assert f"sha256 {hashlib.sha256(library.read_bytes()).hexdigest()}" in written
    assert library.name in written


def test_only_the_phones_own_window_may_use_the_microphone_and_ask_elsewhere(
    house: House, staff: Signed
) -> None:
    maria = staff("maria", "support")
    chooses_browser(maria)
    window, queue = maria.get("/phone").headers, maria.get("/queue").headers

    assert "microphone=(self)" in window["Permissions-Policy"]
    assert "connect-src 'self' http://127.0.0.1:9;" in window["Content-Security-Policy"]
    assert "unsafe" not in window["Content-Security-Policy"]
    assert "microphone=()" in queue["Permissions-Policy"]
    assert "connect-src 'self';" in queue["Content-Security-Policy"]


def test_the_carriers_library_is_loaded_only_where_twilio_carries(
    house: House, staff: Signed
) -> None:
    maria = staff("maria", "support")
    chooses_browser(maria)

    assert "vendor/" not in maria.get("/phone").get_data(as_text=True)


def test_a_pass_lets_one_person_be_rung_for_ten_minutes_and_place_no_calls(
    house: House, staff: Signed
) -> None:
    maria = staff("maria", "support")
    chooses_browser(maria)

    given = asks_for_pass(maria).get_json()

    claims = json.loads(base64.urlsafe_b64decode(given["token"].split(".")[1] + "=="))
    assert claims["exp"] - claims["nbf"] == 600
    assert claims["grants"] == {
        "identity": f"staff_{MARIA.hex}",
        "voice": {"incoming": {"allow": True}},
    }


def test_passes_are_not_given_out_by_the_dozen(house: House, staff: Signed) -> None:
    maria = staff("maria", "support")
    chooses_browser(maria)

    first, second = asks_for_pass(maria), asks_for_pass(maria)

    assert (first.status_code, second.status_code) == (200, 429)


def test_nobody_is_given_a_pass_whom_no_call_would_look_for(house: House, staff: Signed) -> None:
    maria = staff("maria")
    house.change("DELETE FROM shift")
    house.change("UPDATE staff_session SET desk = NULL")
    chooses_browser(maria)

    assert asks_for_pass(maria).status_code == 403


def test_an_open_window_that_renews_its_pass_keeps_no_session_alive(
    house: House, staff: Signed, move_clock: Move
) -> None:
    maria = staff("maria", "support")
    chooses_browser(maria)
    window = maria.get("/phone").text
    read = {name: re.search(f'data-{name}="([^"]+)"', window) for name in ("token", "csrf")}
    asked = {name: found.group(1) for name, found in read.items() if found}
    answers = []
    for _renewal in range(4):
        move_clock(timedelta(minutes=9))
        answers.append(maria.post(asked["token"], headers={"X-CSRFToken": asked["csrf"]}))

    assert [answer.status_code for answer in answers] == [200, 200, 200, 401]


def test_without_a_session_there_is_no_pass(house: House) -> None:
    stranger = house.staff.test_client()

    assert stranger.post("/phone/token").status_code in {302, 400, 401}
