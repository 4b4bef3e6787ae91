"""The carrier's word on a message is lost on the way: its own list of recordings has it."""

from collections.abc import Callable
from datetime import timedelta

from helpline.providers.practice.sounds import Recording
from tests.house import House
from tests.intake.calls.conftest import Phones
from tests.intake.calls.test_voicemail import WORDS, erase, is_stored, leave, states


def test_a_message_whose_report_is_lost_is_found_in_the_carriers_own_list(
    phones: Phones, house: House, move_clock: Callable[[timedelta], None]
) -> None:
    phones.remote.set_faults(recording="untold", recording_times=1)
    phones.is_over(leave(phones))
    phones.settle()
    assert states(house) == ["expected"]

    move_clock(timedelta(minutes=20))
    is_stored(phones, house)

    assert house.rows("SELECT seconds FROM voicemail")[0].seconds > 0
    assert house.count("outgoing", "template = 'voicemail_lost'") == 0
    assert house.count("audit_entry", "action IN ('voicemail.left', 'voicemail.stored')") == 2
    phones.until(lambda: not phones.line.exchange.recordings)


def test_two_messages_of_one_call_whose_reports_are_lost_are_both_found(
    phones: Phones, house: House, move_clock: Callable[[timedelta], None]
) -> None:
    phones.remote.set_faults(recording="untold", recording_times=1)
    sid = leave(phones)
    phones.is_over(sid)
    second = Recording(sid, words=WORDS, lasted=4, status="completed")
    phones.line.exchange.recordings[second.sid] = second

    move_clock(timedelta(minutes=20))

    is_stored(phones, house, 2)
    assert house.count("voicemail", "contact_id IS NOT NULL") == 2


def test_a_carrier_that_cannot_say_what_it_has_is_asked_again(
    phones: Phones, house: House, move_clock: Callable[[timedelta], None]
) -> None:
    phones.remote.set_faults(recording="untold", recording_times=1)
    phones.is_over(leave(phones))
    phones.remote.set_faults(rest="500", rest_times=99)

    move_clock(timedelta(minutes=20))
    phones.settle()
    assert states(house) == ["expected"]
    phones.remote.set_faults()
    move_clock(timedelta(minutes=16))

    is_stored(phones, house)


def test_of_a_contact_that_is_erased_an_untold_recording_is_deleted_at_the_carrier(
    phones: Phones, house: House, move_clock: Callable[[timedelta], None]
) -> None:
    phones.remote.set_faults(recording="untold", recording_times=1)
    phones.is_over(leave(phones))
    erase(house)

    move_clock(timedelta(minutes=20))

    phones.until(lambda: not phones.line.exchange.recordings)
    phones.until(lambda: house.count("voicemail") == 0)


def test_what_was_thought_lost_is_found_a_day_later(
    phones: Phones, house: House, move_clock: Callable[[timedelta], None]
) -> None:
    phones.remote.set_faults(recording="never", recording_times=1)
    phones.is_over(leave(phones))
    move_clock(timedelta(minutes=20))
    phones.until(lambda: states(house) == ["lost"])

    (recording,) = phones.line.exchange.recordings.values()
    recording.status = "completed"
    move_clock(timedelta(days=1))

    is_stored(phones, house)
    assert house.count("obligation", "kind = 'voicemail.miss' AND state = 'open'") == 0


def test_what_was_thought_lost_is_kept_when_it_comes_after_all(
    phones: Phones, house: House, move_clock: Callable[[timedelta], None]
) -> None:
    phones.remote.set_faults(recording="never", recording_times=1)
    sid = leave(phones)
    phones.is_over(sid)
    move_clock(timedelta(minutes=20))
    phones.until(lambda: states(house) == ["lost"])

    (recording,) = phones.line.exchange.recordings.values()
    recording.status = "completed"
    id_ = house.rows("SELECT id FROM voicemail")[0].id
    told = {"RecordingSid": recording.sid, "RecordingStatus": "completed", "RecordingDuration": "3"}
    phones.post(f"/voice/voicemail/{id_}/kept", sid, **told)

    is_stored(phones, house)
    assert house.rows("SELECT seconds FROM voicemail")[0].seconds == 3
