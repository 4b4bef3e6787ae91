"""Who sees what was sent along, where it goes, and when it is gone."""

from collections.abc import Callable
from io import BytesIO
from uuid import UUID

import pytest
from PIL import Image
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError

from helpline.db import db
from helpline.doors import Role
from tests.house import House, Visitor, inside
from tests.intake.attachments import samples
from tests.intake.attachments.conftest import Sender, only

Staff = Callable[..., Visitor]


def test_another_desk_finds_no_such_picture(house: House, written: Sender, staff: Staff) -> None:
    written.send_along(samples.photo())
    contact, sent = only(house)
    jonas = staff("jonas")
    assert jonas.get(f"/hotline/{contact}/sent/{sent}").status_code == 404
    assert jonas.get(f"/support/{contact}/sent/{sent}").status_code in {403, 404}


def test_a_picture_of_another_contact_is_not_found_under_this_one(
    house: House, written: Sender, staff: Staff
) -> None:
    written.send_along(samples.photo())
    _contact, sent = only(house)
    elsewhere = UUID(int=0)
    assert staff("maria").get(f"/support/{elsewhere}/sent/{sent}").status_code == 404


def test_the_public_face_cannot_read_back_what_was_sent(house: House, written: Sender) -> None:
    written.send_along(samples.photo())
    lookup = bytes(house.rows("SELECT lookup FROM mailbox")[0].lookup)
    with (
        inside(house.public, Role.PUBLIC, mailbox=lookup),
        pytest.raises(ProgrammingError, match="permission denied"),
        db.session.begin_nested(),
    ):
        db.session.execute(text("SELECT body FROM attachment"))


def test_erasing_destroys_what_was_sent_along(
    house: House, written: Sender, settle: Callable[[], None]
) -> None:
    receipt = written.send_along(samples.photo()).receipt
    written.open_mailbox(receipt)
    written.post("messages/delete", {"token": written.fields["token"], "sure": "yes"})
    settle()
    assert house.rows("SELECT state FROM contact")[0].state == "erased"
    assert house.count("attachment") == 0


def test_with_their_yes_a_picture_goes_to_the_desk_they_meant(
    house: House, written: Sender, staff: Staff
) -> None:
    written.send_along(samples.photo())
    contact, sent = only(house)
    yes = {"to": "hotline", "released": [sent], "said_yes": "y", "how": "on the phone"}

    staff("maria").submit(f"/support/{contact}/wrong-door", yes)

    new = house.rows("SELECT id, contact_id FROM attachment WHERE desk = 'hotline'")[0]
    answer = staff("jonas").get(f"/hotline/{new.contact_id}/sent/{new.id}")
    assert Image.open(BytesIO(answer.data)).size == (32, 64)
