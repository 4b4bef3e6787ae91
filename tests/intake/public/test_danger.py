"""Danger on the form: the emergency number first, people told at once, and once."""

from helpline.db import db
from helpline.doors import Role
from helpline.intake import DangerDeclaration
from helpline.vault import place
from helpline.vault.current import current_keyring
from tests.house import House, inside
from tests.intake.public.walker import Walker


def _declared(house: House) -> list[str]:
    """Where, as people on duty read it."""
    with inside(house.staff, Role.DANGER):
        found = []
        for said in db.session.query(DangerDeclaration).order_by(DangerDeclaration.declared_at):
            assert said.key_id is not None
            assert said.wrapped_key is not None
            key = current_keyring().unwrap(said.key_id, said.wrapped_key)
            spot = place(said.id, "danger_declaration.where")
            found.append(key.open(said.where, spot) if said.where else "")
        return found


def test_the_emergency_number_comes_before_every_question(mother: Walker) -> None:
    for path in ("", "contact"):
        page = mother.open(path).page
        assert 0 < page.index("tel:112") < page.index('name="danger"')
    page = mother.press(danger="yes").page
    assert page.index("tel:112") < page.index('name="where"')


def test_people_are_told_at_once_even_if_the_form_is_never_finished(
    house: House, mother: Walker
) -> None:
    mother.open("contact").press(danger="yes").press("now", where="Station Road 4")
    assert mother.step == "told"
    assert _declared(house) == ["Station Road 4"]
    assert house.count("contact") == 0


def test_people_told_at_once_are_not_told_again_by_the_finished_form(
    house: House, mother: Walker
) -> None:
    mother.open("contact").press(danger="yes").press("now", where="here")
    for _page in range(5):
        mother.press()
    assert mother.step == "check"
    mother.press("send")
    assert len(mother.receipt) == 16
    assert house.count("danger_declaration") == 1


def test_pressing_the_button_twice_raises_one_danger(house: House, mother: Walker) -> None:
    mother.open("contact").press(danger="yes")
    posted = {**mother.fields, "go": "now", "where": "here"}
    assert mother.post("contact", posted).step == "told"
    assert mother.post("contact", posted).step == "told"
    assert house.count("danger_declaration") == 1


def test_what_changed_since_then_reaches_the_people_on_duty_too(
    house: House, mother: Walker
) -> None:
    mother.open("contact").press(danger="yes").press("now", where="at home")
    mother.press("back").press("now", where="on the way to the station")
    assert _declared(house) == ["at home", "on the way to the station"]


def test_danger_without_a_wish_for_action_is_told_when_the_form_is_sent(
    house: House, mother: Walker
) -> None:
    mother.until_check(danger="yes", where="here")
    assert house.count("danger_declaration") == 0
    mother.press("send")
    assert _declared(house) == ["here"]


def test_the_desk_learns_that_there_was_danger_and_not_what(house: House, mother: Walker) -> None:
    mother.send(danger="yes", where="here", wish="concern")
    assert house.rows("SELECT kind FROM message") == [("danger_yes",)]
    assert house.count("danger_declaration", "post_key IN (SELECT post_key FROM contact)") == 0
