"""A family is handed on only with a yes and an agreement, and only in the words agreed."""

from collections.abc import Callable

import pytest

from helpline.doors import Role
from helpline.referrals.models import Package
from helpline.referrals.package import unpack
from helpline.vault import CannotOpen, Sealed
from helpline.vault.current import partner_keyring
from tests.house import House, Visitor, inside
from tests.referrals.conftest import SAID, Counsellor, Family, service_page, withdraw

Families = Callable[..., Family]


def test_a_counsellor_finds_a_service_by_what_the_family_wants(
    maria: Counsellor, family: Families
) -> None:
    father = family()
    maria.want(father)

    page = maria.referrals(father)

    assert page.index("Brücke") < page.index("Ausweg")
    assert "Speaks the language" in page
    assert "Does not speak the language" in page
    assert "Police contact" not in page


def test_a_full_service_says_so(maria: Counsellor, family: Families, house: House) -> None:
    house.change("UPDATE service SET capacity = 'full'")
    house.change("UPDATE partner SET vetted_until = '2020-01-01'")

    page = maria.referrals(family())

    assert "No free place at the moment" in page
    assert "Not vetted" in page


def test_nobody_is_handed_on_without_their_yes(maria: Counsellor, family: Families) -> None:
    answer = maria.hand_on(family())

    assert answer.status_code == 409
    assert "no recorded yes" in answer.text


def test_a_yes_to_one_partner_is_no_yes_to_another(maria: Counsellor, family: Families) -> None:
    father = family()
    maria.record_yes(father, "bruecke")

    assert maria.hand_on(father, "ausweg").status_code == 409


def test_a_yes_without_their_being_told_is_not_recorded(
    maria: Counsellor, family: Families, house: House
) -> None:
    answer = maria.record_yes(family(), said_yes="")

    assert answer.status_code == 422
    assert "Without their yes nothing is told" in answer.text
    assert house.count("consent") == 0


def test_a_yes_that_was_taken_back_hands_nobody_on(
    maria: Counsellor, family: Families, house: House
) -> None:
    father = family()
    maria.record_yes(father)
    house.change("UPDATE consent SET withdrawn_at = :now")

    assert "took their yes" in maria.hand_on(father).text
    assert house.count("referral") == 0


def test_a_yes_posted_twice_is_one_and_taking_it_back_leaves_none(
    maria: Counsellor, family: Families, house: House
) -> None:
    father = family()
    assert [maria.record_yes(father).status_code for _press in range(2)] == [302, 302]
    assert house.count("consent") == 1

    withdraw(house, father)

    assert "took their yes" in maria.hand_on(father).text


def test_a_yes_that_has_run_out_hands_nobody_on(
    maria: Counsellor, family: Families, house: House
) -> None:
    father = family()
    maria.record_yes(father)
    house.change("UPDATE consent SET until = '2020-01-01'")

    assert "has run out" in maria.hand_on(father).text
    assert house.count("referral") == 0


def test_without_an_agreement_in_force_no_yes_is_asked_for_and_nothing_told(
    maria: Counsellor, family: Families, house: House
) -> None:
    father = family()
    maria.record_yes(father)
    house.change("UPDATE agreement SET valid_to = '2020-01-01'")

    assert "No agreement with" in maria.record_yes(father).text
    assert "No agreement with" in maria.hand_on(father).text
    assert "No agreement in force" in maria.referrals(father)
    assert house.count("referral") == 0


def test_a_yes_covers_no_more_than_the_agreement(
    maria: Counsellor, family: Families, house: House
) -> None:
    house.change("UPDATE agreement SET categories = '{language}'")

    answer = maria.record_yes(family(), what=["language", "reach"])

    assert answer.status_code == 422
    assert house.count("consent") == 0


def test_a_service_that_closed_takes_nobody(
    maria: Counsellor, family: Families, house: House
) -> None:
    father = family()
    maria.record_yes(father)
    house.change("UPDATE service SET is_active = false")

    assert "takes nobody" in maria.hand_on(father).text


def test_an_empty_package_is_not_sent(maria: Counsellor, family: Families, house: House) -> None:
    father = family()
    maria.record_yes(father)

    answer = maria.hand_on(father, language=" ", reason="")

    assert answer.status_code == 422
    assert "Nothing is filled in" in answer.text
    assert house.count("package") == 0


def test_a_family_is_not_handed_to_the_same_service_twice(
    maria: Counsellor, handed_on: Family, house: House
) -> None:
    answer = maria.hand_on(handed_on)

    assert answer.status_code == 409
    assert house.count("referral") == 1


def test_the_counsellor_sees_first_what_the_partner_will_read(
    maria: Counsellor, family: Families, house: House
) -> None:
    father = family()
    maria.record_yes(father)
    path = f"{service_page(father)}/package"

    page = maria.browser.submit(path, {"reason": "Afraid.", "step": "preview"}, at="/").text

    assert "This is all that" in page
    assert "Held back" in page
    assert house.count("package") == 0


def test_a_field_that_was_not_agreed_is_not_told_even_if_it_is_posted(
    maria: Counsellor, family: Families, house: House
) -> None:
    father = family()
    maria.record_yes(father, what=["language"])

    maria.hand_on(father, reason="MARKER-REASON", reach="MARKER-REACH")

    package = house.rows("SELECT id, released, held_back FROM package")[0]
    assert package.released == ["language"]
    assert "reason" in package.held_back
    assert set(opened(house, "bruecke")) == {"language"}


def test_chosen_passages_are_told_exactly_as_they_were_written(
    maria: Counsellor, family: Families, house: House
) -> None:
    father = family()
    maria.record_yes(father)
    passage = str(house.rows("SELECT id FROM message")[0].id)

    maria.hand_on(father, words=[passage])

    assert opened(house, "bruecke")["words"] == SAID


def test_a_package_holds_no_word_in_clear_and_opens_for_its_partner_alone(
    handed_on: Family, house: House
) -> None:
    body = house.rows("SELECT body FROM package")[0].body

    assert b"MARKER" not in bytes(body)
    assert "MARKER-REASON" in opened(house, "bruecke")["reason"]
    with pytest.raises(CannotOpen):
        opened(house, "ausweg")


def test_the_desk_itself_cannot_read_what_it_sent(maria: Counsellor, handed_on: Family) -> None:
    page = maria.referrals(handed_on)

    assert "Waiting for their answer" in page
    assert "MARKER-REASON" not in page


def test_a_receipt_of_their_yes_can_be_printed_in_their_language(
    maria: Counsellor, handed_on: Family, house: House
) -> None:
    consent = house.rows("SELECT id FROM consent")[0].id

    page = maria.browser.get(f"/support/{handed_on.id}/consents/{consent}").text

    assert 'dir="rtl"' in page
    assert "Brücke" in page


def test_another_desk_cannot_look_at_handovers(
    handed_on: Family, staff: Callable[..., Visitor]
) -> None:
    peter = staff("peter")

    assert peter.get(f"/support/{handed_on.id}/referrals").status_code == 403


def opened(house: House, slug: str) -> dict[str, str]:
    """What one partner's key opens."""
    row = house.rows("SELECT id, key_id, wrapped_key, body FROM package")[0]
    with inside(house.partner, Role.PARTNER):
        keyring = partner_keyring(slug)
        package = Package(
            id=row.id,
            key_id=row.key_id,
            wrapped_key=bytes(row.wrapped_key),
            body=Sealed(bytes(row.body)),
        )
        return unpack(package, keyring)
