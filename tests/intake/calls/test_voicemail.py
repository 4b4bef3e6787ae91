"""A message on the phone: spoken, fetched, sealed, played, deleted; and whatever goes wrong."""

import re
import wave
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO

import pytest

from helpline.db import db
from helpline.doors import Role
from helpline.intake.actions import erasing
from helpline.intake.models import Contact
from tests.house import House, Visitor, inside
from tests.intake.calls.conftest import AtWork, Phones

TO_THE_TONE = "1 1 3 1 3"
"""English, somebody close, no matter whom; rather not wait, and leave a message."""
WORDS = "I am afraid for my brother, please write to me"
MARIA = "maria"


def leave(phones: Phones, words: str = WORDS) -> str:
    """Out of the line, and to the tone. Nothing that is owed is carried out meanwhile."""
    sid = phones.remote.call_in("+12025550123", keys=TO_THE_TONE, says=words)
    phones.soon(lambda: "a beep" in phones.heard(sid))
    return sid


def states(house: House) -> list[str]:
    return [row.state for row in house.rows("SELECT state FROM voicemail ORDER BY begun_at")]


def is_stored(phones: Phones, house: House, count: int = 1) -> None:
    phones.until(lambda: states(house).count("stored") == count, lambda: states(house))


def page_of(house: House) -> str:
    return f"/support/{house.rows('SELECT contact_id FROM voicemail')[0].contact_id}"


def sound_of(house: House) -> str:
    return f"{page_of(house)}/voicemail/{house.rows('SELECT id FROM voicemail')[0].id}.wav"


def test_a_message_is_fetched_sealed_and_then_deleted_at_the_carrier(
    phones: Phones, house: House
) -> None:
    sid = leave(phones)
    phones.is_over(sid)
    is_stored(phones, house)

    phones.until(lambda: not phones.line.exchange.recordings)
    heard = phones.heard(sid)
    told = heard[heard.index("You can leave us a message") :]
    assert told.index("Nobody hears it at once") < told.index("a beep")
    assert "We keep it for 2 years" in told
    assert phones.row(sid)["ending"] == "voicemail"
    sealed = house.rows("SELECT sound, key_id FROM voicemail")[0]
    assert b"RIFF" not in bytes(sealed.sound)
    assert sealed.key_id.startswith("support:")
    assert house.count("contact", "state = 'new'") == 1


def test_whoever_has_the_contact_hears_it_and_nobody_else(
    phones: Phones, house: House, staff: Callable[..., Visitor]
) -> None:
    leave(phones)
    is_stored(phones, house)
    maria, page = staff(MARIA), page_of(house)
    assert "Left a message" in maria.get("/queue").text
    assert "To listen to it, take the contact first" in maria.get(page).text
    assert maria.get(sound_of(house)).status_code == 409

    maria.submit(f"{page}/take", at=page)
    answer = maria.get(sound_of(house))

    [player] = re.findall("<audio[^>]*>", maria.get(page).text)
    assert f'src="{sound_of(house)}"' in player
    assert 'controlslist="nodownload"' in player
    assert 'aria-label="A message was left on the phone"' in player
    assert answer.headers["Cache-Control"] == "no-store"
    with wave.open(BytesIO(answer.data)) as sound:
        assert sound.getnframes() > 0
    part = maria.get(sound_of(house), headers={"Range": "bytes=0-3"})
    assert (part.status_code, part.data) == (206, b"RIFF")
    assert staff("omar").get(sound_of(house)).status_code == 409
    assert staff("jonas").get(sound_of(house)).status_code in {403, 404, 409}
    assert house.count("audit_entry", "action = 'voicemail.played'") == 2


def test_a_message_that_was_heard_is_marked_and_reminds_nobody(
    phones: Phones, house: House, staff: Callable[..., Visitor]
) -> None:
    leave(phones)
    is_stored(phones, house)
    maria, page = staff(MARIA), page_of(house)
    maria.submit(f"{page}/take", at=page)

    maria.submit(sound_of(house).replace(".wav", "/heard"), at=page)

    assert "Maria Sommer has listened to it" in maria.get(page).text
    assert "Left a message" not in maria.get("/queue").text
    assert house.count("obligation", "kind = 'voicemail.unheard' AND state = 'open'") == 0


def test_a_message_that_nobody_hears_comes_before_the_supervisors(
    phones: Phones, house: House, move_clock: Callable[[timedelta], None]
) -> None:
    leave(phones)
    is_stored(phones, house)

    move_clock(timedelta(days=8))
    phones.settle()

    assert house.count("outgoing", "template = 'unanswered'") > 0


@pytest.mark.parametrize("pressed", ["0", "- 0"])
def test_danger_works_before_the_tone_and_while_a_message_is_spoken(
    phones: Phones, house: House, pressed: str
) -> None:
    phones.call(f"{TO_THE_TONE} {pressed} 1")

    phones.until(lambda: house.count("danger_declaration") == 1)
    assert house.count("call", "state = 'waiting' AND is_danger") == 1


@pytest.mark.parametrize("pressed", ["*", "- *"])
def test_the_quiet_exit_works_there_too(phones: Phones, pressed: str) -> None:
    sid = phones.call(f"{TO_THE_TONE} {pressed}")

    phones.is_over(sid)
    assert phones.row(sid)["ending"] == "quiet_exit"


def test_a_key_that_means_nothing_there_leads_to_the_tone(phones: Phones, house: House) -> None:
    phones.is_over(phones.remote.call_in("+12025550123", keys=f"{TO_THE_TONE} 7", says=WORDS))

    is_stored(phones, house)
    assert house.count("voicemail") == 1


def test_a_caller_who_hangs_up_has_left_a_message_all_the_same(
    phones: Phones, house: House
) -> None:
    sid = phones.remote.call_in("+12025550123", keys=f"{TO_THE_TONE} - !", says=WORDS)

    is_stored(phones, house)
    phones.until(lambda: phones.row(sid)["ending"] == "voicemail", lambda: phones.row(sid))


@pytest.mark.parametrize("fault", ["late", "twice"])
def test_the_carriers_word_comes_late_or_twice(phones: Phones, house: House, fault: str) -> None:
    if fault == "late":
        phones.remote.set_faults(recording="late", recording_times=1, seconds=0.2)
    else:
        phones.remote.set_faults(webhooks="twice", webhook_times=9)

    leave(phones)

    is_stored(phones, house)
    phones.until(lambda: not phones.line.exchange.recordings)
    assert house.count("voicemail") == 1


def test_the_same_report_long_afterwards_makes_no_second_message(
    phones: Phones, house: House
) -> None:
    sid = leave(phones)
    is_stored(phones, house)
    row = house.rows("SELECT id, recording_ref FROM voicemail")[0]
    told = {"RecordingSid": row.recording_ref, "RecordingStatus": "completed"}

    again = phones.post(f"/voice/voicemail/{row.id}/kept", sid, RecordingDuration="3", **told)

    assert again.status_code == 204
    assert states(house) == ["stored"]


def test_where_nothing_was_recorded_nothing_is_shown(phones: Phones, house: House) -> None:
    phones.remote.set_faults(recording="absent", recording_times=1)

    leave(phones)
    phones.until(lambda: states(house) == ["empty"])


def test_a_recording_that_never_comes_is_told_to_the_supervisors_until_one_has_seen_it(
    phones: Phones,
    house: House,
    staff: Callable[..., Visitor],
    move_clock: Callable[[timedelta], None],
) -> None:
    phones.remote.set_faults(recording="never", recording_times=1)
    phones.is_over(leave(phones))

    move_clock(timedelta(minutes=20))
    phones.until(lambda: states(house) == ["lost"])

    assert house.count("outgoing", "template = 'voicemail_lost'") > 0
    sara = staff("sara", "support")
    assert "A caller may have left a message that we never got" in sara.get("/supervisors").text
    assert "The caller may have left a message that we never got" in sara.get(page_of(house)).text


def test_who_hangs_up_before_the_tone_has_left_nothing_and_alarms_nobody(
    phones: Phones, house: House, move_clock: Callable[[timedelta], None]
) -> None:
    sid = phones.call(f"{TO_THE_TONE} !")
    phones.is_over(sid)
    phones.soon(lambda: phones.row(sid)["ending"] == "hung_up")

    move_clock(timedelta(minutes=20))
    phones.until(lambda: states(house) == ["empty"], lambda: states(house))

    assert house.count("outgoing", "template = 'voicemail_lost'") == 0


@pytest.mark.parametrize("fault", ["500", "lost"])
def test_a_carrier_that_fails_is_asked_again_and_nothing_is_doubled(
    phones: Phones, house: House, fault: str
) -> None:
    phones.remote.set_faults(rest=fault, rest_times=3)
    leave(phones)

    for _ in range(5):
        phones.settle()
        phones.later(minutes=1)

    assert states(house) == ["stored"]
    assert not phones.line.exchange.recordings
    assert house.count("obligation", "kind = 'voicemail.fetch' AND state = 'done'") == 1


def test_a_recording_that_the_carrier_lost_is_told(phones: Phones, house: House) -> None:
    leave(phones)
    phones.soon(lambda: states(house) == ["reported"])
    phones.line.exchange.recordings.clear()

    phones.until(lambda: states(house) == ["lost"])
    assert house.count("outgoing", "template = 'voicemail_lost'") > 0


def erase(house: House) -> None:
    with inside(house.staff, Role.SUPPORT):
        erasing.erase(db.session.query(Contact).one(), reason="asked")


def test_a_contact_that_is_erased_takes_its_messages_along(phones: Phones, house: House) -> None:
    leave(phones)
    is_stored(phones, house)
    phones.until(lambda: not phones.line.exchange.recordings)

    erase(house)

    assert house.count("voicemail", "sound IS NOT NULL OR wrapped_key IS NOT NULL") == 0
    phones.later(minutes=20)
    phones.until(lambda: house.count("voicemail") == 0)


def test_what_the_carrier_still_has_of_an_erased_contact_is_deleted_and_never_fetched(
    phones: Phones, house: House
) -> None:
    leave(phones)
    phones.soon(lambda: states(house) == ["reported"])

    erase(house)

    phones.until(lambda: house.count("voicemail") == 0)
    assert not phones.line.exchange.recordings


def test_no_phone_of_ours_rings_for_somebody_who_speaks_to_the_machine(
    phones: Phones, house: House, at_work: AtWork
) -> None:
    at_work(MARIA)
    sid = phones.waiting_call()
    maria = phones.ringing(MARIA)

    phones.remote.press(sid, "1 3")

    phones.hears(sid, "a beep")
    phones.is_over(maria)
    phones.until(lambda: house.count("call_leg", "state <> 'ended'") == 0)
