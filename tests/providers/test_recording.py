"""Voicemail, as the practice line takes it down and keeps it."""

import io
import wave

import pytest

from helpline.providers import Carrier, CarrierRefused, RecordingState
from helpline.providers.carrier import CallGone
from helpline.providers.practice.remote import Remote
from tests.providers.conftest import MOTHER, eventually
from tests.providers.heard import over
from tests.providers.toy import Toy

WORDS = "Please call me back tomorrow in the morning"


@pytest.fixture
def voicemail(toy: Toy) -> Toy:
    """Takes down ten seconds at most, and thanks."""
    toy.writes(
        "/voice/call",
        "<Record action='/done' timeout='4' maxLength='10' finishOnKey='#'"
        " recordingStatusCallback='/kept' recordingStatusCallbackEvent='completed absent'/>",
    )
    toy.writes("/done", "<Hangup/>")
    toy.writes("/kept", "")
    return toy


def test_what_is_said_can_be_fetched_with_our_secret_and_deleted(
    remote: Remote, voicemail: Toy, carrier: Carrier
) -> None:
    sid = remote.call_in(MOTHER, says=WORDS)
    over(remote, sid)
    eventually(lambda: bool(voicemail.told("/kept")))

    (done,) = voicemail.told("/done")
    kept = carrier.read_recording(voicemail.told("/kept")[0])
    assert kept.call_ref == sid
    assert kept.state is RecordingState.KEPT
    assert done["RecordingSid"] == kept.recording_ref
    assert "Digits" not in done
    sound = carrier.fetch_recording(kept.recording_ref)
    with wave.open(io.BytesIO(sound)) as file:
        assert file.getnframes() / file.getframerate() == kept.lasted.total_seconds()
    carrier.delete_recording(kept.recording_ref)
    with pytest.raises((CallGone, CarrierRefused)):
        carrier.fetch_recording(kept.recording_ref)


@pytest.mark.parametrize(("keys", "digits"), [("#", "#"), ("!", "hangup"), ("", None)])
def test_a_key_silence_or_hanging_up_ends_it(
    remote: Remote, voicemail: Toy, keys: str, digits: str | None
) -> None:
    over(remote, remote.call_in(MOTHER, says=WORDS, keys=keys))

    eventually(lambda: bool(voicemail.told("/kept")))
    (done,) = voicemail.told("/done")
    assert done.get("Digits") == digits


def test_nobody_speaks_for_ever(remote: Remote, voicemail: Toy) -> None:
    over(remote, remote.call_in(MOTHER, says=WORDS * 20))

    assert voicemail.told("/done")[0]["RecordingDuration"] == "10"


@pytest.mark.parametrize(("fault", "states"), [("absent", ["absent"]), ("never", [])])
def test_a_recording_can_be_absent_or_never_told_of(
    remote: Remote, voicemail: Toy, fault: str, states: list[str]
) -> None:
    remote.set_faults(recording=fault, recording_times=1)

    over(remote, remote.call_in(MOTHER, says=WORDS))
    eventually(lambda: bool(voicemail.told("/status")))

    told = voicemail.told("/kept")
    assert [form["RecordingStatus"] for form in told] == states


def test_a_recording_can_come_long_after_the_call(
    remote: Remote, voicemail: Toy, carrier: Carrier
) -> None:
    remote.set_faults(recording="late", recording_times=1, seconds=0.2)

    over(remote, remote.call_in(MOTHER, says=WORDS))

    (done,) = voicemail.told("/done")
    with pytest.raises((CallGone, CarrierRefused)):
        carrier.fetch_recording(done["RecordingSid"])
    eventually(lambda: bool(voicemail.told("/kept")))
    assert carrier.fetch_recording(done["RecordingSid"])[:4] == b"RIFF"


@pytest.mark.parametrize(
    ("fault", "state"),
    [
        ("untold", RecordingState.KEPT),
        ("never", RecordingState.UNDERWAY),
        ("absent", RecordingState.ABSENT),
    ],
)
def test_the_carrier_lists_what_was_recorded_of_a_call_and_of_no_other(
    remote: Remote, voicemail: Toy, carrier: Carrier, fault: str, state: RecordingState
) -> None:
    over(remote, remote.call_in(MOTHER, says=WORDS))
    eventually(lambda: bool(voicemail.told("/kept")))
    remote.set_faults(recording=fault, recording_times=1)
    sid = remote.call_in(MOTHER, says=WORDS)
    over(remote, sid)
    (done,) = (form for form in voicemail.told("/done") if form["CallSid"] == sid)

    (listed,) = carrier.recordings_of(sid)

    assert (listed.call_ref, listed.recording_ref) == (sid, done["RecordingSid"])
    assert listed.state is state
    if state is RecordingState.KEPT:
        assert listed.lasted.total_seconds() == float(done["RecordingDuration"])
    carrier.delete_recording(listed.recording_ref)
    assert carrier.recordings_of(sid) == ()
