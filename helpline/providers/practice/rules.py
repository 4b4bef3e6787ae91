"""What Twilio takes as TwiML, and where. What it would refuse, we refuse aloud."""

import re
from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from itertools import pairwise
from typing import Final
from xml.etree import ElementTree as ET

from helpline.providers.practice.voices import LANGUAGES, speaks

_SPOKEN: Final = frozenset({"Say", "Play", "Pause"})


class Context(StrEnum):
    """Where a document is being followed; each place knows its own verbs."""

    CALL = "a call"
    QUEUE = "a queue's waitUrl"
    CONFERENCE = "a conference's waitUrl"


ALLOWED: Final[dict[Context, frozenset[str]]] = {
    Context.CALL: _SPOKEN | {"Gather", "Redirect", "Hangup", "Reject", "Enqueue", "Dial"},
    Context.QUEUE: _SPOKEN | {"Gather", "Redirect", "Hangup", "Leave"},
    Context.CONFERENCE: _SPOKEN | {"Redirect"},
}
NESTED: Final[dict[str, frozenset[str]]] = {
    "Gather": _SPOKEN,
    "Dial": frozenset({"Conference", "Number", "Client"}),
}
LAST_WORDS: Final = frozenset({"Redirect", "Hangup", "Leave", "Reject"})

Check = Callable[[str], bool]


def _one_of(*words: str) -> Check:
    return frozenset(words).__contains__


def _number(value: str) -> bool:
    return value.isascii() and value.isdecimal()


def _any(_value: str) -> bool:
    return True


_YES_OR_NO: Final = _one_of("true", "false")
_METHOD: Final = _one_of("GET", "POST")
_NAME: Final[Check] = re.compile(r"[ -~]{1,128}").fullmatch  # type: ignore[assignment]  # a match is true
_EVENTS: Final = frozenset(
    {"start", "end", "join", "leave", "mute", "hold", "modify", "speaker", "announcement"}
)
_LEG_EVENTS: Final = frozenset({"initiated", "ringing", "answered", "completed"})
_CALLBACK: Final[dict[str, Check]] = {"statusCallback": _any, "statusCallbackMethod": _METHOD}

VERBS: Final[dict[str, dict[str, Check]]] = {
    "Response": {},
    "Say": {"language": LANGUAGES.__contains__, "voice": _any, "loop": _number},
    "Play": {"loop": _number, "digits": _any},
    "Pause": {"length": _number},
    "Gather": {
        "input": _one_of("dtmf"),
        "action": _any,
        "method": _METHOD,
        "timeout": _number,
        "numDigits": _number,
        "finishOnKey": re.compile(r"[0-9*#]?").fullmatch,  # type: ignore[dict-item]
        "actionOnEmptyResult": _YES_OR_NO,
    },
    "Redirect": {"method": _METHOD},
    "Hangup": {},
    "Leave": {},
    "Reject": {"reason": _one_of("busy", "rejected")},
    "Enqueue": {
        "action": _any,
        "method": _METHOD,
        "maxQueueSize": _number,
        "waitUrl": _any,
        "waitUrlMethod": _METHOD,
    },
    "Dial": {
        "action": _any,
        "method": _METHOD,
        "timeout": _number,
        "timeLimit": _number,
        "callerId": _any,
        "hangupOnStar": _YES_OR_NO,
        "answerOnBridge": _YES_OR_NO,
    },
    "Conference": {
        "muted": _YES_OR_NO,
        "beep": _one_of("true", "false", "onEnter", "onExit"),
        "startConferenceOnEnter": _YES_OR_NO,
        "endConferenceOnExit": _YES_OR_NO,
        "waitUrl": _any,
        "waitMethod": _METHOD,
        "maxParticipants": _number,
        "participantLabel": _NAME,
        "statusCallbackEvent": lambda value: _EVENTS.issuperset(value.split()),
        **_CALLBACK,
    },
    "Number": {
        "statusCallbackEvent": lambda value: _LEG_EVENTS.issuperset(value.split()),
        **_CALLBACK,
    },
    "Client": {
        "statusCallbackEvent": lambda value: _LEG_EVENTS.issuperset(value.split()),
        **_CALLBACK,
    },
}
_WORDLESS: Final = frozenset({"Response", "Gather", "Dial", "Pause", "Hangup", "Leave", "Reject"})


class BadTwiml(Exception):
    """Twilio would end the call over this document. Names every fault."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("; ".join(faults))
        self.faults = faults


def read(document: str, context: Context) -> tuple[list[ET.Element], list[str]]:
    """The verbs of a document, and what deserves a warning. Raises BadTwiml."""
    try:
        root = ET.fromstring(document)  # noqa: S314  (our own pages, on our own loopback)
    except ET.ParseError as error:
        raise BadTwiml([f"12100: no XML at line {error.position[0]}"]) from None
    if root.tag != "Response":
        raise BadTwiml([f"12100: the root is {root.tag}, not Response"])
    verbs = list(root)
    faults = [fault for verb in verbs for fault in _faults(verb, ALLOWED[context], context)]
    faults += [f"12200: {verb.tag} must come first" for verb in verbs[1:] if verb.tag == "Reject"]
    if faults:
        raise BadTwiml(faults)
    return verbs, list(_unreachable(verbs))


def _faults(verb: ET.Element, allowed: frozenset[str], where: str) -> Iterator[str]:
    if verb.tag not in VERBS:
        yield f"12200: there is no verb {verb.tag}"
        return
    if verb.tag not in allowed:
        yield f"12200: {verb.tag} may not stand in {where}"
    yield from _attributes(verb.tag, verb.attrib)
    if verb.tag in _WORDLESS and (verb.text or "").strip():
        yield f"12200: {verb.tag} holds words"
    yield from _ONLY_HERE.get(verb.tag, _nothing)(verb)
    for child in verb:
        yield from _faults(child, NESTED.get(verb.tag, frozenset()), verb.tag)


def _attributes(tag: str, attributes: Mapping[str, str]) -> Iterator[str]:
    known = VERBS[tag]
    for name, value in attributes.items():
        if name == "record":
            yield f"{tag} records, and nobody is recorded here"
        elif name not in known:
            yield f"12200: {tag} has no attribute {name}"
        elif not known[name](value):
            yield f"12200: {tag} cannot have {name}={value!r}"


def _nothing(_verb: ET.Element) -> Iterator[str]:
    return iter(())


def _voice(say: ET.Element) -> Iterator[str]:
    voice, language = say.get("voice", ""), say.get("language", "")
    if voice and not speaks(voice, language):
        yield f"13520: {voice} does not speak {language}"


def _callee(dial: ET.Element) -> Iterator[str]:
    if len(dial) != 1:
        yield "12200: Dial must call one, and only one"


_ONLY_HERE: Final = {"Say": _voice, "Dial": _callee}


def _unreachable(verbs: list[ET.Element]) -> Iterator[str]:
    for verb, after in pairwise(verbs):
        ends = verb.tag in LAST_WORDS or (
            verb.tag in {"Enqueue", "Dial"} and verb.get("action") is not None
        )
        if ends:
            yield f"{after.tag} after {verb.tag} is never reached"
