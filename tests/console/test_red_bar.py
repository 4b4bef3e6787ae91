"""Danger is red on every console until it ends, and says nothing of what it is."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from helpline.doors import Role
from helpline.intake.actions.danger import DangerOrigin, DangerWords, declare_danger
from helpline.intake.models import DangerSource
from tests.contacts import Arrive, text_of
from tests.house import House, Visitor, inside

Staff = Callable[..., Visitor]


@pytest.fixture
def danger(house: House) -> None:
    with inside(house.staff, Role.SUPPORT):
        declare_danger(
            DangerWords(where="Marker-9c1b street"),
            DangerOrigin(source=DangerSource.CONSOLE, language="en"),
        )


@pytest.mark.parametrize(
    ("username", "page"),
    [
        ("maria", "/"),
        ("maria", "/queue"),
        ("jonas", "/queue"),
        ("peter", "/queue"),
        ("sara", "/"),
        ("sara", "/supervisors"),
        ("maria", "/red-bar?poll=1"),
        ("maria", "/supervisors"),
        ("maria", "/nothing/here"),
    ],
)
def test_open_danger_is_on_every_page_even_on_a_refusal(
    staff: Staff, danger: None, username: str, page: str
) -> None:
    seen = text_of(staff(username).get(page).text)

    assert "Nobody has accepted it yet." in seen
    assert "Marker-9c1b" not in seen


def test_a_stranger_sees_no_danger(house: House, danger: None) -> None:
    assert "Nobody has accepted" not in house.staff.test_client().get("/sign-in").text


def test_the_bar_says_who_has_it(staff: Staff, danger: None, house: House) -> None:
    house.change(
        "UPDATE danger SET state = 'accepted', accepted_at = :now,"
        " accepted_by = (SELECT id FROM account WHERE username = 'omar')"
    )

    assert "Omar Haddad has it." in text_of(staff("maria").get("/red-bar?poll=1").text)


def test_a_danger_that_was_stood_down_stays_amber_until_a_second_person_confirms(
    staff: Staff, danger: None, house: House
) -> None:
    house.change(
        "UPDATE danger SET state = 'ended', ended_at = :now, ending = 'stood_down',"
        " ended_by = (SELECT id FROM account WHERE username = 'omar')"
    )
    bar = staff("maria").get("/red-bar?poll=1").text
    assert "amber" in bar
    assert "A second person must confirm." in text_of(bar)

    house.change(
        "UPDATE danger SET second_at = :now,"
        " second_by = (SELECT id FROM account WHERE username = 'sara')"
    )
    assert text_of(staff("maria").get("/red-bar?poll=1").text) == ""


def test_danger_is_declared_from_a_contact_with_every_field_empty(
    staff: Staff, contact: Arrive, house: House
) -> None:
    maria, page = staff("maria"), f"/support/{contact('support')}"
    form = maria.get(f"{page}/danger").text
    assert form.index("112") < form.index('<form method="post" class="writing"')

    maria.submit(f"{page}/danger", {"once": "0" * 32, "language": "ar"})
    maria.submit(f"{page}/danger", {"once": "0" * 32, "language": "ar"})

    assert house.count("danger") == 1
    assert house.rows("SELECT language FROM danger_declaration")[0].language == "ar"
    assert "Danger was declared from this contact." in maria.get(page).text


@pytest.mark.parametrize(
    ("username", "desk"), [("maria", "support"), ("jonas", "hotline"), ("peter", "advice")]
)
def test_everybody_at_a_desk_can_declare_danger_without_a_contact(
    staff: Staff, house: House, username: str, desk: str
) -> None:
    words = {"where": "Marker-2d", "how_to_reach": "+49 30 23125 123"}

    answer = staff(username).submit(f"/{desk}/danger", words)

    assert answer.status_code == 302
    assert house.count("danger") == 1
    assert house.count("obligation", "queue = 'danger'") >= 1


def test_metrics_tell_the_age_of_the_oldest_danger_and_nothing_of_contacts(
    house: House, danger: None, contact: Arrive, move_clock: Callable[[timedelta], None]
) -> None:
    contact("support")
    move_clock(timedelta(minutes=10))

    metrics = house.staff.test_client().get("/metrics").text

    age = next(
        float(line.split()[1])
        for line in metrics.splitlines()
        if line.startswith("helpline_danger_oldest_open_seconds ")
    )
    assert 600 <= age < 660
    assert 'helpline_obligations_open{kind="retention.erase",queue="later"} 1.0' in metrics
    assert "support" not in metrics


def test_without_danger_its_age_is_nothing(house: House) -> None:
    metrics = house.staff.test_client().get("/metrics").text

    assert "helpline_danger_oldest_open_seconds 0.0" in metrics
