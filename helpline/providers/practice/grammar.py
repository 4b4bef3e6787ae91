"""The words of TwiML: verbs, where each may stand, its attributes and what these may say."""

import re
from collections.abc import Callable
from enum import StrEnum
from typing import Final
from urllib.parse import urlsplit

from helpline.providers.practice.voices import LANGUAGES

_SPOKEN: Final = frozenset({"Say", "Play", "Pause"})


class Context(StrEnum):
    """Where a document is being followed; each place knows its own verbs."""

    CALL = "a call"
    QUEUE = "a queue's waitUrl"
    CONFERENCE = "a conference's waitUrl"
    HOLD = "a participant's holdUrl"
    ANNOUNCEMENT = "an announcement"
    CALLEE = "the url of somebody who is dialled"
    DEQUEUED = "the url of a queue that is dialled"


TALKING: Final = frozenset({Context.CONFERENCE, Context.HOLD, Context.ANNOUNCEMENT})
"""A fault there ends no call."""
ALLOWED: Final[dict[Context, frozenset[str]]] = {
    Context.CALL: _SPOKEN | {"Gather", "Redirect", "Hangup", "Reject", "Enqueue", "Dial", "Record"},
    Context.QUEUE: _SPOKEN | {"Gather", "Redirect", "Hangup", "Leave"},
    Context.CONFERENCE: _SPOKEN | {"Redirect"},
    Context.HOLD: _SPOKEN | {"Redirect"},
    Context.ANNOUNCEMENT: _SPOKEN | {"Redirect"},
    Context.CALLEE: frozenset({"Say", "Play", "Gather", "Hangup"}),
    Context.DEQUEUED: _SPOKEN | {"Redirect"},
}
NESTED: Final[dict[str, frozenset[str]]] = {
    "Gather": _SPOKEN,
    "Dial": frozenset({"Conference", "Number", "Client", "Queue"}),
}
LAST_WORDS: Final = frozenset({"Redirect", "Hangup", "Leave", "Reject", "Record"})
WORDLESS: Final = frozenset(
    {"Response", "Gather", "Dial", "Pause", "Hangup", "Leave", "Reject", "Record"}
)
ADDRESSES: Final = frozenset(
    {"action", "waitUrl", "url", "statusCallback", "recordingStatusCallback"}
)

Check = Callable[[str], bool]


def is_address(value: str) -> bool:
    """Absolute or relative, of the web; Twilio refuses host names with an underscore."""
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    return parts.scheme in {"", "http", "https"} and "_" not in (parts.hostname or "")


def _one_of(*words: str) -> Check:
    return frozenset(words).__contains__


def _some_of(*words: str) -> Check:
    return lambda value: frozenset(words).issuperset(value.split())


def _like(pattern: str) -> Check:
    found = re.compile(pattern)
    return lambda value: found.fullmatch(value) is not None


def _number(value: str) -> bool:
    return value.isascii() and value.isdecimal()


def _from_one(value: str) -> bool:
    return _number(value) and int(value) > 0


def _any(_value: str) -> bool:
    return True


_YES_OR_NO: Final = _one_of("true", "false")
_METHOD: Final = _one_of("GET", "POST")
_LEG_EVENTS: Final = _some_of("initiated", "ringing", "answered", "completed")
_CALLBACK: Final[dict[str, Check]] = {"statusCallback": is_address, "statusCallbackMethod": _METHOD}
_ACTION: Final[dict[str, Check]] = {"action": is_address, "method": _METHOD}
_PHONE: Final[dict[str, Check]] = {
    "url": is_address,
    "method": _METHOD,
    "statusCallbackEvent": _LEG_EVENTS,
    **_CALLBACK,
}

VERBS: Final[dict[str, dict[str, Check]]] = {
    "Response": {},
    "Say": {"language": LANGUAGES.__contains__, "voice": _any, "loop": _number},
    "Play": {"loop": _number, "digits": _like("[0-9wW*#]+")},
    "Pause": {"length": _number},
    "Gather": {
        **_ACTION,
        "input": _one_of("dtmf"),
        "timeout": _number,
        "numDigits": _from_one,
        "finishOnKey": _like("[0-9*#]?"),
        "actionOnEmptyResult": _YES_OR_NO,
    },
    "Redirect": {"method": _METHOD},
    "Hangup": {},
    "Leave": {},
    "Reject": {"reason": _one_of("busy", "rejected")},
    "Enqueue": {
        **_ACTION,
        "maxQueueSize": _from_one,
        "waitUrl": is_address,
        "waitUrlMethod": _METHOD,
    },
    "Record": {
        **_ACTION,
        "timeout": _from_one,
        "finishOnKey": _like("[0-9*#]*"),
        "maxLength": _from_one,
        "playBeep": _YES_OR_NO,
        "trim": _one_of("trim-silence", "do-not-trim"),
        "recordingStatusCallback": is_address,
        "recordingStatusCallbackMethod": _METHOD,
        "recordingStatusCallbackEvent": _some_of("in-progress", "completed", "absent"),
    },
    "Dial": {
        **_ACTION,
        "timeout": _from_one,
        "timeLimit": _from_one,
        "callerId": _any,
        "hangupOnStar": _YES_OR_NO,
        "answerOnBridge": _YES_OR_NO,
    },
    "Conference": {
        "muted": _YES_OR_NO,
        "beep": _one_of("true", "false", "onEnter", "onExit"),
        "startConferenceOnEnter": _YES_OR_NO,
        "endConferenceOnExit": _YES_OR_NO,
        "waitUrl": is_address,
        "waitMethod": _METHOD,
        "maxParticipants": _from_one,
        "coach": _like("CA[0-9a-f]{32}"),
        "participantLabel": _like("[ -~]{1,128}"),
        "statusCallbackEvent": _some_of(
            "start", "end", "join", "leave", "mute", "hold", "modify", "speaker", "announcement"
        ),
        **_CALLBACK,
    },
    "Number": _PHONE,
    "Client": _PHONE,
    "Queue": {"url": is_address, "method": _METHOD},
}
