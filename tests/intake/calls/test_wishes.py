"""Numbers bound to languages or a desk, wishes about people, callbacks as wished, and silence."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, Final

import pytest

from helpline import clock
from helpline.db import db
from helpline.doors import Desk, Door, Role, through
from helpline.intake import duties
from helpline.intake.actions.callbacks import opened
from helpline.intake.models import Callback, Contact
from helpline.policy.terms import LineBinding, Organisation
from tests.house import OPERATOR, House, inside
from tests.intake.calls.conftest import MOTHER, AtWork, Phones

LINE: Final = "+493023125100"
OTHER: Final = "030 23125 177"
POLICY: Final = "helpline.policy"
SILENT: Final = "CA" + "5" * 32
PROMISED: Final = (
    ("/voice/incoming", ""),
    *((f"/voice/keys/{step}", key) for step, key in enumerate("113")),
    *((f"/voice/waiting/keys/{step}", "1") for step in range(3, 7)),
)
"""In line at the support desk, and then at the next time at their own number."""
Calls = Callable[..., None]


@pytest.fixture
def calls(house: House) -> Iterator[Calls]:
    """Change what the policy says of calls, for every process."""
    faces = (house.public, house.worker)
    before = [face.extensions[POLICY] for face in faces]

    def calls(**different: Any) -> None:  # noqa: ANN401  (whatever the policy's fields are)
        for face in faces:
            policy = face.extensions[POLICY]
            face.extensions[POLICY] = replace(policy, calls=replace(policy.calls, **different))

    yield calls
    for face, policy in zip(faces, before, strict=True):
        face.extensions[POLICY] = policy


def test_a_number_of_one_language_has_no_menu_and_one_of_a_desk_no_question(
    phones: Phones, calls: Calls, at_work: AtWork
) -> None:
    at_work("peter")
    calls(lines=(LineBinding(number=LINE, languages=("de",), desk=Desk.ADVICE),))

    sid = phones.call("1")

    phones.until(lambda: phones.row(sid).get("desk") is not None, lambda: phones.heard(sid))
    heard = phones.heard(sid)
    assert "English" not in heard
    assert "Polizei" in heard, "the notice is heard all the same"
    assert (phones.row(sid)["desk"], phones.row(sid)["language"]) == ("advice", "de")
    assert phones.row(sid)["line"] == LINE


def test_the_languages_of_a_number_stand_in_its_own_order(phones: Phones, calls: Calls) -> None:
    calls(lines=(LineBinding(number=LINE, languages=("ar", "en")),))

    sid = phones.call("2")

    phones.until(lambda: phones.row(sid).get("language") == "en", lambda: phones.heard(sid))
    assert "Deutsch" not in phones.heard(sid)


def test_whom_they_asked_for_is_rung_and_nobody_else(
    phones: Phones, house: House, at_work: AtWork
) -> None:
    house.change("UPDATE account SET gender = 'woman' WHERE username = 'maria'")
    house.change("UPDATE account SET gender = 'man' WHERE username = 'omar'")
    at_work("maria")
    at_work("omar")

    sid = phones.call("1 1 1")

    phones.ringing("maria")
    assert [one["to"] for one in phones.remote.phones()] == ["client:maria"]
    assert phones.row(sid)["wanted_gender"] == "woman"


def test_no_match_is_told_honestly_and_anyone_can_be_taken(
    phones: Phones, house: House, at_work: AtWork
) -> None:
    house.change("UPDATE account SET gender = 'man' WHERE username = 'omar'")
    at_work("omar")

    sid = phones.call("1 1 1")
    phones.hears(sid, "Nobody you asked for is here now")
    assert house.count("call_leg") == 0
    phones.until(lambda: phones.row(sid)["waits_for_wish"], lambda: phones.heard(sid))
    house.change("UPDATE call SET waits_for_wish = false, scene = 'unmatched'")
    phones.remote.press(sid, "1")

    phones.ringing("omar")
    assert phones.row(sid)["wanted_gender"] is None


def test_an_organisation_can_be_refused(phones: Phones, calls: Calls, house: House) -> None:
    wishes = house.public.extensions[POLICY].calls.wishes
    one = Organisation(slug="bruecke", name={"en": "the Bridge", "de": "die Brücke"})
    calls(wishes=replace(wishes, gender=False, organisations=(one,)))

    sid = phones.call("1 1 2")

    phones.hears(sid, "rather not talk with somebody from the Bridge, press 2")
    phones.until(lambda: phones.row(sid)["state"] == "waiting", lambda: phones.heard(sid))
    row = phones.row(sid)
    assert (row["wanted_organisation"], row["refused_organisation"]) == (None, "bruecke")


def test_another_number_is_read_back_digit_by_digit_and_kept_sealed(
    phones: Phones, house: House
) -> None:
    typed = OTHER.replace(" ", "")

    sid = phones.call(f"1 1 3 1 1 2 2 {typed}# 2 {typed}# 1")
    phones.is_over(sid)

    heard = phones.heard(sid)
    assert "We understood this number:\n4\n9\n3\n0\n2\n3\n1\n2\n5\n1\n7\n7\n" in heard
    assert phones.row(sid)["ending"] == "callback"
    assert phones.row(sid)["typed"] is None
    with inside(house.staff, Role.SUPPORT):
        callback = db.session.query(Callback).one()
        contact = db.session.get_one(Contact, callback.contact_id)
        assert opened(callback, contact).number == "+493023125177"
        assert callback.wanted_at > clock.now()
    assert house.count("webhook_answer", "answer LIKE '%We understood%'") == 0
    for (table,) in house.rows("SELECT tablename FROM pg_tables WHERE schemaname = 'public'"):
        assert house.count(table, f"\"{table}\"::text LIKE '%3023125177%'") == 0, table


def test_a_call_promised_on_the_phone_is_brought_to_mind_and_seen_when_missed(
    phones: Phones, house: House, at_work: AtWork
) -> None:
    """Nobody of ours has agreed to it, and the caller was told all the same that we will call."""
    at_work("maria")
    for path, key in PROMISED:
        told = phones.post(path, SILENT, Digits=key).get_data(as_text=True)
    assert "We will call you on" in told
    (promised,) = house.rows("SELECT id, wanted_at FROM callback")
    due = "SELECT kind, due_at FROM obligation WHERE subject_id = :id"
    owed = {row.kind: row.due_at for row in house.rows(due, id=promised.id)}
    assert owed["callback.remind"] < promised.wanted_at < owed["callback.missed"]

    with house.worker.app_context(), through(Door(Role.SUPPORT, OPERATOR)):
        duties.remind_of_callback(promised.id)
        duties.miss_callback(promised.id)

    assert house.count("callback", "state = 'missed' AND reminded_at IS NOT NULL") == 1
    letters = {row.template for row in house.rows("SELECT template FROM outgoing")}
    assert letters >= {"callback_needs_you", "callback_missed"}


@pytest.mark.parametrize("odd", ["110#", "1#", "09001234567#", "7378742833#", "1" * 18])
def test_what_cannot_be_called_is_never_promised(phones: Phones, house: House, odd: str) -> None:
    sid = phones.call(f"1 1 3 1 1 2 2 {odd} 1 *#", sender=MOTHER)

    phones.is_over(sid)
    assert house.count("callback") == 0
    assert phones.row(sid)["ending"] == "quiet_exit"


def test_who_hangs_up_without_a_key_was_silent_and_is_nobodys_contact(
    phones: Phones, house: House
) -> None:
    phones.post("/voice/incoming", SILENT)
    phones.post("/voice/keys/0", SILENT)
    phones.post("/voice/status", SILENT, CallStatus="completed", SequenceNumber="0")

    assert phones.row(SILENT)["ending"] == "silent"
    assert house.count("contact") == 0


def test_who_hangs_up_after_a_key_was_not_silent(phones: Phones) -> None:
    phones.post("/voice/incoming", SILENT)
    phones.post("/voice/keys/0", SILENT, Digits="8")
    phones.post("/voice/status", SILENT, CallStatus="completed", SequenceNumber="0")

    assert phones.row(SILENT)["ending"] == "hung_up"


def test_who_keys_nothing_out_of_hours_is_told_so_and_is_nobodys_contact(
    phones: Phones, house: House, calls: Calls
) -> None:
    phones.on_sunday()
    calls(lines=(LineBinding(number=LINE, languages=("en",), desk=Desk.ADVICE),))

    sid = phones.call("-")

    phones.is_over(sid)
    assert "Nobody is here now" in phones.heard(sid)
    assert phones.row(sid)["ending"] == "silent"
    assert house.count("contact") == 0


def test_whose_phone_sends_no_keys_still_waits_for_a_person(
    phones: Phones, house: House, at_work: AtWork
) -> None:
    at_work("maria")

    sid = phones.call("-")

    phones.ringing("maria")
    phones.remote.hang_up(sid)
    phones.until(lambda: phones.row(sid)["state"] == "ended")
    assert phones.row(sid)["ending"] == "hung_up"
    assert house.count("contact") == 1
