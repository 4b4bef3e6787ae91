import re
from collections.abc import Callable
from datetime import timedelta
from html import unescape
from http import HTTPStatus

from helpline import demonstration
from tests.contacts import Arrive
from tests.house import House, Visitor

Staff = Callable[..., Visitor]


def browser(house: House) -> Visitor:
    """Of somebody who is not signed in."""
    client = house.staff.test_client()
    assert isinstance(client, Visitor)
    return client


def test_nobody_is_let_in_with_a_wrong_password(house: House) -> None:
    answer = browser(house).submit(
        "/sign-in", {"username": "maria", "password": "practice-makes-noise"}
    )

    assert answer.status_code == HTTPStatus.FORBIDDEN
    assert "do not fit together" in answer.text
    assert 'value="maria"' in answer.text


def test_an_empty_sign_in_says_what_is_missing(house: House) -> None:
    answer = browser(house).submit("/sign-in", {"username": "", "password": ""})

    assert answer.status_code == 422
    assert "Please type your name." in answer.text


def test_a_page_sends_a_stranger_to_sign_in_and_back(house: House) -> None:
    stranger = browser(house)

    sent = stranger.get("/queue").location
    answer = stranger.submit(sent, {"username": "maria", "password": demonstration.PASSWORD})

    assert "/sign-in?next=" in sent
    assert answer.location == "/queue"


def test_a_link_cannot_send_somebody_to_another_site_after_signing_in(house: House) -> None:
    away = "elsewhere.example.org"
    for trap in (f"https://{away}", f"//{away}", f"/\\{away}", f"/%09/{away}", f"/%0A/{away}"):
        answer = browser(house).submit(
            f"/sign-in?next={trap}", {"username": "maria", "password": demonstration.PASSWORD}
        )
        assert answer.location == "/"


def test_signing_out_ends_the_session_itself(staff: Staff) -> None:
    maria = staff("maria")
    cookie = maria.get_cookie("helpline_staff")
    assert cookie is not None

    maria.submit("/sign-out", at="/")
    maria.set_cookie("helpline_staff", cookie.value)

    assert maria.get("/").status_code == HTTPStatus.FOUND


def test_a_session_ends_when_nobody_uses_it(
    staff: Staff, move_clock: Callable[[timedelta], None]
) -> None:
    maria = staff("maria")

    move_clock(timedelta(minutes=31))

    assert "/sign-in" in maria.get("/").location


def test_a_console_that_only_polls_does_not_keep_a_session_alive(
    staff: Staff, move_clock: Callable[[timedelta], None]
) -> None:
    maria = staff("maria")
    for _ in range(4):
        move_clock(timedelta(minutes=9))
        answer = maria.get("/queue?poll=1")

    assert answer.status_code == HTTPStatus.UNAUTHORIZED


def test_a_contact_page_that_only_polls_does_not_keep_a_session_alive(
    staff: Staff, contact: Arrive, move_clock: Callable[[timedelta], None]
) -> None:
    maria, father = staff("maria"), contact("support")
    page = maria.get(f"/support/{father}").text
    polls = [unescape(address) for address in re.findall(r'data-poll="([^"]+)"', page)]

    for _ in range(4):
        move_clock(timedelta(minutes=9))
        answers = {address: maria.get(address).status_code for address in polls}

    assert f"/support/{father}/said?poll=1" in polls
    assert set(answers.values()) == {HTTPStatus.UNAUTHORIZED}


def test_a_desk_needs_the_training_for_it(staff: Staff) -> None:
    answer = staff("maria").submit("/desk", {"desk": "hotline"}, at="/")

    assert answer.status_code == HTTPStatus.FORBIDDEN


def test_an_unknown_desk_is_refused(staff: Staff) -> None:
    assert staff("sara").submit("/desk", {"desk": "x' OR 1"}, at="/").status_code == 403


def test_somebody_with_several_desks_chooses_one_first(staff: Staff) -> None:
    sara = staff("sara")

    assert sara.get("/queue").status_code == HTTPStatus.CONFLICT
    sara.submit("/desk", {"desk": "advice"}, at="/")
    assert "Queue: Advice" in sara.get("/queue").text
    sara.submit("/desk", {"desk": "hotline"}, at="/")
    assert "Queue: Hotline" in sara.get("/queue").text


def test_going_off_duty_is_one_press(staff: Staff, house: House) -> None:
    maria = staff("maria")

    maria.submit("/duty", {"duty": "off"}, at="/")
    assert "You are off duty" in maria.get("/").text

    maria.submit("/duty", {"duty": "on"}, at="/")
    assert "You are on duty" in maria.get("/").text


def test_a_post_without_its_token_is_refused(staff: Staff) -> None:
    assert staff("maria").post("/duty", data={"duty": "off"}).status_code == 400
