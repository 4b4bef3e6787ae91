"""The police get a package that a person composed: never access, and nothing from a drill."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest

from helpline.doors import Role
from helpline.intake.actions.danger import DangerOrigin, DangerWords, declare_danger
from helpline.intake.models import DangerSource
from tests.house import House, Visitor, inside
from tests.referrals.conftest import AtPartner

Staff = Callable[..., Visitor]
TOLD = {
    "said": "He took the knife. MARKER-SAID",
    "known_how": "Saw it herself.",
    "not_known": "Where he is going.",
    "basis": "Danger to life.",
    "answering": "Maria Sommer, +49 30 23125 101",
    "step": "send",
}


@pytest.fixture
def danger(house: House) -> Callable[..., UUID]:
    """Somebody declares danger on the form."""

    def danger(*, is_drill: bool = False) -> UUID:
        words = DangerWords(where="At the station. MARKER-WHERE", what="He has a knife.")
        origin = DangerOrigin(source=DangerSource.FORM, language="en", is_drill=is_drill)
        with inside(house.public, Role.PUBLIC):
            return declare_danger(words, origin).id

    return danger


@pytest.fixture
def kramer(house: House, partner: Callable[[str], Visitor]) -> AtPartner:
    return AtPartner(partner("kramer"), house)


def package_path(house: House) -> str:
    return f"/packages/{house.rows('SELECT id FROM package')[0].id}"


def test_what_was_declared_is_filled_in_to_be_cut_down(
    staff: Staff, danger: Callable[..., UUID]
) -> None:
    page = staff("maria").get(f"/danger/{danger()}/package").text

    assert "MARKER-WHERE" in page


def test_a_package_is_read_by_the_police_contact_and_acknowledged(
    staff: Staff, danger: Callable[..., UUID], kramer: AtPartner, house: House
) -> None:
    maria, path = staff("maria"), f"/danger/{danger()}/package"
    assert maria.submit(path, TOLD).status_code == 302

    page = kramer.read(package_path(house)).text
    assert "MARKER-SAID" in page
    assert "Not told to you" in page
    kramer.press("acknowledge", package_path(house), reference="Kramer, K 3. MARKER-REFERENCE")

    seen = maria.get(path).text
    assert "Acknowledged on" in seen
    assert "MARKER-REFERENCE" in seen
    assert "MARKER-SAID" not in seen


def test_the_police_can_ask_to_be_called(
    staff: Staff, danger: Callable[..., UUID], kramer: AtPartner, house: House
) -> None:
    maria, path = staff("maria"), f"/danger/{danger()}/package"
    maria.submit(path, TOLD)

    kramer.press("call-us", package_path(house), words="Me, on +49 30 23125 110, now.")

    assert "They ask to be called" in maria.get(path).text


@pytest.mark.parametrize("missing", ["said", "known_how", "not_known", "basis", "answering"])
def test_a_package_leaves_out_nothing_that_every_package_must_say(
    staff: Staff, danger: Callable[..., UUID], house: House, missing: str
) -> None:
    answer = staff("maria").submit(f"/danger/{danger()}/package", {**TOLD, missing: " "})

    assert answer.status_code == 422
    assert house.count("package") == 0


def test_nothing_is_sent_before_it_was_shown_unless_a_person_presses_send(
    staff: Staff, danger: Callable[..., UUID], house: House
) -> None:
    page = staff("maria").submit(f"/danger/{danger()}/package", {**TOLD, "step": "preview"})

    assert "This is all that" in page.text
    assert house.count("package") == 0


def test_a_drill_tells_nobody_outside(
    staff: Staff, danger: Callable[..., UUID], house: House
) -> None:
    answer = staff("maria").submit(f"/danger/{danger(is_drill=True)}/package", TOLD)

    assert answer.status_code == 409
    assert house.count("package") == 0


def test_other_partners_do_not_see_it(
    staff: Staff, danger: Callable[..., UUID], lena: AtPartner, house: House
) -> None:
    staff("maria").submit(f"/danger/{danger()}/package", TOLD)

    assert lena.read(package_path(house)).status_code == 410
    assert "Nothing waits for you" in lena.list


@pytest.fixture
def told(house: House, staff: Staff, danger: Callable[..., UUID]) -> House:
    staff("maria").submit(f"/danger/{danger()}/package", TOLD)
    return house


def test_the_police_are_written_to_until_they_acknowledge(
    told: House, settle: Callable[[], int], move_clock: Callable[[timedelta], None]
) -> None:
    house = told
    tell_now(house, settle)
    assert mails(house) == 1

    move_clock(timedelta(minutes=31))
    tell_now(house, settle)
    assert mails(house) == 2

    house.change("UPDATE package SET acknowledged_at = :now")
    move_clock(timedelta(minutes=31))
    tell_now(house, settle)
    assert mails(house) == 2
    assert house.count("obligation", "kind = 'referrals.tell_police' AND state = 'done'") == 1


def test_without_a_decision_of_two_readers_the_hotline_tells_nobody(
    staff: Staff, contact: Callable[..., UUID], house: House
) -> None:
    signal = contact("hotline")

    answer = staff("jonas").submit(f"/hotline/{signal}/package", TOLD, at="/")

    assert answer.status_code == 409
    assert "second person" in answer.text
    assert house.count("package") == 0


def tell_now(house: House, settle: Callable[[], int]) -> None:
    """Only this duty: the ladder of the danger itself is tried elsewhere."""
    house.change("UPDATE obligation SET state = 'cancelled' WHERE kind LIKE 'danger%'")
    house.change("DELETE FROM obligation WHERE kind LIKE 'messages%'")
    settle()


def mails(house: House) -> int:
    return house.count("outgoing", "template LIKE 'partner%'")
