"""What a partner answers comes back: to the counsellor, to the family, to nobody else."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from tests.house import House, Visitor
from tests.referrals.conftest import AtPartner, Counsellor, Family, in_mailbox, withdraw

Settle = Callable[[], int]
MoveClock = Callable[[timedelta], None]


def shown(house: House, family: Family) -> str:
    """What the family reads in their mailbox."""
    return in_mailbox(house.public, family, lambda panel, view: str(panel.show(view)))


def state_of(house: House, table: str, column: str = "state") -> str:
    return str(house.rows(f"SELECT {column} AS it FROM {table}")[0].it)


def test_a_partner_reads_what_was_told_and_what_was_held_back(
    lena: AtPartner, handed_on: Family, house: House
) -> None:
    page = lena.read().text

    assert "MARKER-REASON" in page
    assert "Not told to you" in page
    assert house.count("package", "opened_at IS NOT NULL") == 1
    assert house.count("audit_entry", "action = 'package.opened'") == 1


def test_the_loop_closes_from_accepting_to_completing(
    lena: AtPartner, maria: Counsellor, handed_on: Family, house: House, settle: Settle
) -> None:
    assert "have not answered yet" in shown(house, handed_on)

    lena.press("accept", words="Tuesday at ten. MARKER-ANSWER")
    settle()
    assert "said yes" in shown(house, handed_on)
    assert "MARKER-ANSWER" in maria.referrals(handed_on)
    assert state_of(house, "support_referral_wanted", "outcome") == "accepted"

    lena.press("first-contact")
    settle()
    assert "has been in touch for the first time" in shown(house, handed_on)
    assert state_of(house, "support_referral_wanted", "outcome") == "first_contact"

    lena.press("complete")
    settle()
    assert "has finished" in shown(house, handed_on)
    assert house.count("package", "wrapped_key IS NULL AND closed_at IS NOT NULL") == 1


def test_a_decline_needs_a_reason(lena: AtPartner, handed_on: Family, house: House) -> None:
    answer = lena.press("decline", words="We are sorry. MARKER-TYPED")

    assert answer.status_code == 422
    assert "Please choose one." in answer.text
    assert "MARKER-TYPED" in answer.text
    assert state_of(house, "referral") == "requested"


def test_another_reason_must_be_written(lena: AtPartner, handed_on: Family, house: House) -> None:
    assert lena.press("decline", reason="other", words=" ").status_code == 422
    assert state_of(house, "referral") == "requested"


def test_a_decline_returns_to_the_counsellor_who_can_choose_the_next(
    lena: AtPartner, maria: Counsellor, handed_on: Family, house: House, settle: Settle
) -> None:
    house.change("UPDATE contact SET state = 'closed', closed_at = received_at")

    lena.press("decline", reason="full", words="In spring again. MARKER-WHY")
    settle()

    page = maria.referrals(handed_on)
    assert "We have no free place" in page
    assert "MARKER-WHY" in page
    assert state_of(house, "contact") == "returned"
    assert state_of(house, "support_referral_wanted", "outcome") == "declined"
    assert "looking for somebody else" in shown(house, handed_on)
    assert maria.record_yes(handed_on, "ausweg").status_code == 302
    assert maria.hand_on(handed_on, "ausweg").status_code == 302


def test_after_a_decline_the_partner_can_no_longer_read_it(
    lena: AtPartner, handed_on: Family, house: House, settle: Settle
) -> None:
    path = lena.newest()
    lena.press("decline", reason="full")

    assert lena.read(path).status_code == 410
    settle()
    assert house.count("package", "wrapped_key IS NULL") == 1


def test_what_a_partner_writes_is_sealed_to_the_desk(
    lena: AtPartner, handed_on: Family, house: House
) -> None:
    lena.press("accept", words="MARKER-ANSWER")

    report = house.rows("SELECT words, key_id FROM partner_report")[0]
    assert report.key_id.startswith("support:")
    assert b"MARKER" not in bytes(report.words)
    assert "MARKER-ANSWER" not in lena.read().text


def test_two_people_at_a_partner_cannot_both_answer(
    lena: AtPartner, handed_on: Family, house: House
) -> None:
    lena.press("accept")
    answer = lena.press("accept")

    assert answer.status_code == 409
    assert house.count("partner_report") == 1


def test_first_contact_is_not_reported_before_accepting(lena: AtPartner, handed_on: Family) -> None:
    assert lena.press("first-contact").status_code == 409


def test_another_partner_sees_nothing_of_it(
    tom: AtPartner, handed_on: Family, house: House
) -> None:
    path = tom.newest()

    assert "Nothing waits for you" in tom.list
    assert tom.read(path).status_code == 404
    assert tom.press("accept").status_code == 404
    assert state_of(house, "referral") == "requested"


def test_a_yes_that_is_taken_back_closes_the_partners_page_at_once(
    lena: AtPartner, maria: Counsellor, handed_on: Family, house: House, settle: Settle
) -> None:
    lena.press("accept")
    path = lena.newest()
    assert lena.read(path).status_code == 200

    assert "taken it back" in withdraw(house, handed_on)

    assert lena.read(path).status_code == 410
    assert lena.press("first-contact", path).status_code == 410
    assert "can no longer be opened" in lena.list
    settle()
    assert house.count("package", "wrapped_key IS NULL AND key_id IS NULL") == 1
    assert state_of(house, "referral") == "cancelled"
    assert state_of(house, "support_referral_wanted", "outcome") == "withdrawn"
    assert "You took this back" in shown(house, handed_on)


def test_taking_a_yes_back_twice_changes_nothing(
    handed_on: Family, house: House, settle: Settle
) -> None:
    withdraw(house, handed_on)
    first = house.rows("SELECT withdrawn_at FROM consent")

    assert "taken back before" in withdraw(house, handed_on)
    assert house.rows("SELECT withdrawn_at FROM consent") == first


def test_nobody_takes_back_the_yes_of_another_family(
    handed_on: Family, family: Callable[..., Family], house: House
) -> None:
    stranger = family("Somebody else.")
    consent = str(house.rows("SELECT id FROM consent")[0].id)

    in_mailbox(house.public, stranger, lambda panel, view: panel.act(view, {"withdraw": consent}))

    assert house.count("consent", "withdrawn_at IS NOT NULL") == 0
    assert shown(house, stranger) == ""


def test_a_yes_that_runs_out_closes_the_page_by_itself(
    lena: AtPartner, handed_on: Family, house: House, settle: Settle, move_clock: MoveClock
) -> None:
    house.change("UPDATE consent SET until = CAST(:now AS date) + 3")
    house.change("UPDATE obligation SET due_at = :now WHERE kind = 'referrals.end_consent'")
    settle()
    assert lena.read().status_code == 200
    path = lena.newest()

    move_clock(timedelta(days=5))
    partner = lena.browser.submit(
        "/sign-in", {"username": "lena", "password": "practice-makes-calm"}
    )
    assert partner.status_code == 302
    assert lena.read(path).status_code == 410
    settle()
    assert house.count("package", "wrapped_key IS NULL") == 1
    assert state_of(house, "referral") == "cancelled"


def test_a_silent_partner_is_reminded_once_and_then_the_counsellor_decides(
    handed_on: Family, house: House, settle: Settle, move_clock: MoveClock
) -> None:
    settle()
    assert mails(house) == ["partner_new"]

    move_clock(timedelta(days=2, hours=1))
    settle()
    assert mails(house) == ["partner_new", "partner_reminder"]
    house.change("UPDATE contact SET state = 'answered'")

    move_clock(timedelta(days=2, hours=1))
    settle()
    assert mails(house) == ["partner_new", "partner_reminder"]
    assert state_of(house, "support_referral_wanted", "outcome") == "unanswered"
    assert state_of(house, "contact") == "returned"


def test_a_partner_gets_one_mail_that_says_nothing_of_the_family(
    handed_on: Family, house: House, settle: Settle
) -> None:
    settle()
    house.reopen("referrals.tell_partner")
    settle()

    assert mails(house) == ["partner_new"]
    assert house.count("outgoing", "template = 'partner_new' AND link = '/'") == 1


def test_the_counsellor_can_end_a_handover(
    maria: Counsellor, lena: AtPartner, handed_on: Family, house: House
) -> None:
    path = lena.newest()
    referral = path.rpartition("/")[2]

    maria.browser.submit(f"/support/{handed_on.id}/handovers/{referral}/end", at="/")

    assert lena.read(path).status_code == 410
    assert house.count("package", "wrapped_key IS NULL") == 1


def test_a_partner_says_how_many_can_come(
    lena: AtPartner, tom: AtPartner, maria: Counsellor, handed_on: Family, house: House
) -> None:
    service = house.rows("SELECT id FROM service WHERE name LIKE 'Br%'")[0].id
    answers = {"capacity": "full", "waiting_days": "60"}

    assert tom.browser.submit(f"/services/{service}", answers, at="/services").status_code == 404
    lena.browser.submit(f"/services/{service}", answers, at="/services")

    assert "No free place at the moment" in maria.referrals(handed_on)


@pytest.mark.parametrize("path", ["/", "/services"])
def test_nobody_looks_in_without_signing_in(house: House, path: str) -> None:
    answer = house.partner.test_client().get(path)

    assert answer.status_code == 302
    assert "/sign-in" in answer.headers["Location"]


def test_a_wrong_password_lets_nobody_in_and_the_sixth_must_wait(house: House) -> None:
    browser = house.partner.test_client()
    assert isinstance(browser, Visitor)
    answers = {"username": "lena", "password": "wrong"}

    tries = [browser.submit("/sign-in", answers).status_code for _ in range(7)]

    assert tries[:5] == [403] * 5
    assert tries[-1] == 429


def test_signing_out_ends_it_everywhere(lena: AtPartner, house: House) -> None:
    cookie = lena.browser.get_cookie("helpline_partner")
    assert cookie is not None
    lena.browser.submit("/sign-out", at="/")
    other = house.partner.test_client()
    other.set_cookie("helpline_partner", cookie.value)

    assert other.get("/").status_code == 302


def mails(house: House) -> list[str]:
    rows = house.rows(
        "SELECT template FROM outgoing WHERE template LIKE 'partner%' ORDER BY created_at"
    )
    return [row.template for row in rows]
