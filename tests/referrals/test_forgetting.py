"""What was told elsewhere is forgotten with the contact; refusals hold below the pages too."""

from collections.abc import Callable
from uuid import UUID

import pytest

from helpline.db import db
from helpline.demonstration import id_of
from helpline.doors import Role
from helpline.intake.actions.erasing import erase
from helpline.intake.models import Contact
from helpline.people import Staff
from helpline.referrals.actions.handing_on import hand_on
from helpline.referrals.errors import OutsideAgreement, OutsideConsent
from helpline.referrals.models import Service
from tests.house import OPERATOR, House, inside
from tests.referrals.conftest import AtPartner, Counsellor, Family

MARIA = Staff(
    id=id_of(OPERATOR, "account", "maria"),
    session_id=UUID(int=1),
    username="maria",
    display_name="Maria Sommer",
    desks=(),
    languages=(),
    is_supervisor=False,
    desk=None,
    is_on_duty=True,
)


def test_an_erased_contact_leaves_nothing_at_any_partner(
    lena: AtPartner, handed_on: Family, house: House
) -> None:
    lena.press("accept", words="Tuesday.")
    path = lena.newest()

    with inside(house.staff, Role.SUPPORT):
        erase(db.session.get_one(Contact, handed_on.id), reason="asked")

    tables = ("package", "partner_report", "referral", "consent")
    assert [house.count(table) for table in tables] == [0, 0, 0, 0]
    assert lena.read(path).status_code == 404


def test_another_familys_handover_stays(
    maria: Counsellor, handed_on: Family, family: Callable[..., Family], house: House
) -> None:
    other = family("Somebody else.")

    with inside(house.staff, Role.SUPPORT):
        erase(db.session.get_one(Contact, other.id), reason="asked")

    assert house.count("package") == 1


@pytest.mark.parametrize(
    "agreed",
    [("consent", "what", OutsideConsent), ("agreement", "categories", OutsideAgreement)],
)
def test_a_field_that_was_not_agreed_is_refused_and_not_dropped_in_silence(
    maria: Counsellor,
    family: Callable[..., Family],
    house: House,
    agreed: tuple[str, str, type[Exception]],
) -> None:
    table, column, refusal = agreed
    father = family()
    maria.record_yes(father)
    house.change(f"UPDATE {table} SET {column} = '{{language}}'")

    with inside(house.staff, Role.SUPPORT):
        contact = db.session.get_one(Contact, father.id)
        service = db.session.get_one(Service, id_of(OPERATOR, "service", "bruecke"))
        with pytest.raises(refusal):
            hand_on(contact, service, {"reason": "MARKER"}, by=MARIA)

    assert house.count("referral") == 0
