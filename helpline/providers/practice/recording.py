"""Record: takes down what a caller says after the beep."""

from threading import Timer
from typing import Final
from xml.etree import ElementTree as ET

from helpline.providers.practice.call import Call, CallerGone
from helpline.providers.practice.gather import press_one_of
from helpline.providers.practice.sounds import Recording
from helpline.providers.practice.speech import SECONDS_PER_WORD
from helpline.providers.practice.walk import Next, Walk, address, callback_of

EVERY_KEY: Final = "1234567890*#"


def record(walk: Walk, verb: ET.Element, base: str) -> Next:
    """Take down until silence, a key, the longest time or a hang-up; then the action."""
    call, exchange = walk.call, walk.exchange
    recording = Recording(call.sid)
    exchange.recordings[recording.sid] = recording
    action = Next(address(base, verb, "action") or base, {}, verb.get("method", "POST"))
    if verb.get("playBeep", "true") == "true":
        call.hear("note", "a beep")
    try:
        key = _taken_down(call, verb, recording)
    except CallerGone:
        _keep(walk, verb, base, recording)
        walk.tell(_told(walk, action, recording, "hangup"))
        raise
    _keep(walk, verb, base, recording)
    return _told(walk, action, recording, key)


def _taken_down(call: Call, verb: ET.Element, recording: Recording) -> str:
    """The key that ended it, or nothing."""
    longest, done_on = float(verb.get("maxLength", "3600")), verb.get("finishOnKey", EVERY_KEY)
    patience = float(verb.get("timeout", "5"))

    def pressed() -> bool:
        return any(key in done_on for key in call.typed)

    while call.lasts(patience, lambda: bool(call.says) or pressed()) and not pressed():
        if not _say(call, recording, longest):
            return ""
    if not recording.words:
        recording.lasted = patience
    key = press_one_of(call, done_on)
    if key:
        call.hear("key", key)
    return key


def _say(call: Call, recording: Recording, longest: float) -> bool:
    """One passage. Says whether there is room for more."""
    words = call.says.popleft()
    call.hear("spoken", words)
    wanted = max(1.0, SECONDS_PER_WORD * len(words.split()))
    seconds = min(wanted, longest - recording.lasted)
    call.lasts(seconds, lambda: False)
    recording.words = f"{recording.words} {words}".strip()
    recording.lasted += seconds
    return seconds == wanted


def _told(walk: Walk, action: Next, recording: Recording, key: str) -> Next:
    words = {
        "RecordingSid": recording.sid,
        "RecordingUrl": address_of(walk.exchange.setup.account, recording),
        "RecordingDuration": str(recording.seconds),
        **({"Digits": key} if key else {}),
    }
    return Next(action.url, words, action.method)


def address_of(account: str, recording: Recording) -> str:
    """Where Twilio would say that it is. A made-up host: only a name, never to be followed."""
    return f"https://api.practice.invalid/2010-04-01/Accounts/{account}/Recordings/{recording.sid}"


def _keep(walk: Walk, verb: ET.Element, base: str, recording: Recording) -> None:
    """It can be fetched now, later or never, and who wanted to know is told."""
    fault = walk.exchange.faults.recording()
    report = callback_of(verb, base, "recordingStatusCallback")
    if fault == "never":
        return

    def finish() -> None:
        recording.status = "absent" if fault == "absent" else "completed"
        if recording.status in report.events and fault != "untold":
            walk.exchange.courier.send(report.url, _report(walk, recording))

    if fault == "late":
        later = Timer(walk.exchange.faults.late_seconds, finish)
        later.daemon = True
        later.start()
    else:
        finish()


def _report(walk: Walk, recording: Recording) -> dict[str, str]:
    account = walk.exchange.setup.account
    words = {
        "AccountSid": account,
        "CallSid": walk.call.sid,
        "RecordingSid": recording.sid,
        "RecordingStatus": recording.status,
        "RecordingChannels": "1",
        "RecordingSource": "RecordVerb",
        "RecordingStartTime": recording.started_at.strftime("%a, %d %b %Y %H:%M:%S +0000"),
    }
    if recording.status == "completed":
        words["RecordingDuration"] = str(recording.seconds)
        words["RecordingUrl"] = address_of(account, recording)
    return words
