"""Talking: in a conference, or with one other phone."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final
from urllib.parse import urljoin
from xml.etree import ElementTree as ET

from helpline.providers.practice.call import NOWHERE, Call, Callback, CallerGone, Moved
from helpline.providers.practice.conference import Conference, Participant, call_name
from helpline.providers.practice.exchange import Exchange
from helpline.providers.practice.ringing import ring
from helpline.providers.practice.rules import Context
from helpline.providers.practice.walk import Next, Walk, address

STAR: Final = "*"


@dataclass(frozen=True, slots=True)
class Seat:
    """A place in a conference, and what was agreed about it."""

    conference: str
    callback: Callback = NOWHERE
    action: str = ""
    waiting_url: str = ""
    label: str = ""
    muted: bool = False
    starts_it: bool = True
    ends_it: bool = False
    star_leaves: bool = False


def dial(walk: Walk, verb: ET.Element, base: str) -> Next | None:
    target = verb[0]
    action = address(base, verb, "action")
    if target.tag == "Conference":
        return confer(walk, _seat(verb, base))
    prefix = "client:" if target.tag == "Client" else ""
    to = prefix + (target.text or "").strip()
    sender = verb.get("callerId") or walk.call.sender
    leg = walk.exchange.new_call(
        "outbound-dial", sender, to, callback=_callback(target, base), parent=walk.call.sid
    )
    words = _talk(walk, leg, float(verb.get("timeout", "30")))
    return Next(action, words) if action else None


def _seat(dial_verb: ET.Element, base: str) -> Seat:
    verb = dial_verb[0]
    return Seat(
        conference=(verb.text or "").strip(),
        callback=_callback(verb, base),
        action=address(base, dial_verb, "action"),
        waiting_url=urljoin(base, verb.get("waitUrl", "")) if verb.get("waitUrl") else "",
        label=verb.get("participantLabel", ""),
        muted=verb.get("muted") == "true",
        starts_it=verb.get("startConferenceOnEnter", "true") == "true",
        ends_it=verb.get("endConferenceOnExit") == "true",
        star_leaves=dial_verb.get("hangupOnStar") == "true",
    )


def _callback(verb: ET.Element, base: str) -> Callback:
    url = verb.get("statusCallback", "")
    events = verb.get("statusCallbackEvent", "completed")
    return Callback(urljoin(base, url) if url else "", frozenset(events.split()))


def confer(walk: Walk, seat: Seat) -> Next | None:
    """Sit in a conference until out of it; the action hears of each way out."""
    call, exchange = walk.call, walk.exchange
    conference = exchange.conference(seat.conference, seat.callback)
    who = Participant(call, seat.label, seat.muted, starts_it=seat.starts_it, ends_it=seat.ends_it)
    conference.enter(who)
    try:
        _sit(walk, conference, who, seat)
    except CallerGone:
        conference.leave(call, "participant_hung_up")
        _tell(walk, seat, "answered")
        raise
    except Moved:
        conference.leave(call, "participant_updated_via_api")
        _tell(walk, seat, "completed")
        raise
    conference.leave(call, "participant_hung_up")
    return Next(seat.action, {"DialCallStatus": "answered"}) if seat.action else None


def _tell(walk: Walk, seat: Seat, status: str) -> None:
    if seat.action:
        walk.tell(Next(seat.action, {"DialCallStatus": status}))


def _sit(walk: Walk, conference: Conference, who: Participant, seat: Seat) -> None:
    call = walk.call

    def out() -> bool:
        return call.sid not in conference.members or _starred(call, seat)

    if seat.waiting_url and conference.status == "init":
        _listen(walk, seat.waiting_url, lambda: conference.status != "init" or out())
    while not out():
        call.wait(None, lambda: out() or who.hold)
        if who.hold and not out():
            if who.hold_url:
                _listen(walk, who.hold_url, lambda: not who.hold or out())
            call.wait(None, lambda: not who.hold or out())


def _starred(call: Call, seat: Seat) -> bool:
    if not seat.star_leaves:
        return False
    if call.script and call.script[0] == STAR:
        call.script.popleft()
        call.press(STAR)
    return STAR in call.typed


def _listen(walk: Walk, url: str, enough: Callable[[], bool]) -> None:
    before, walk.speech.enough = walk.speech.enough, enough
    try:
        walk.follow(Next(url), Context.CONFERENCE)
    finally:
        walk.speech.enough = before


def _talk(walk: Walk, leg: Call, seconds: float) -> dict[str, str]:
    """Ring the other phone and talk until one of the two hangs up."""
    exchange, call = walk.exchange, walk.call
    try:
        answered = ring(exchange, leg, seconds, meanwhile=call)
        if answered:
            call.hear("note", f"joined with {call_name(leg)}")
            leg.hear("note", f"joined with {call_name(call)}")
            call.wait(None, lambda: leg.is_over)
    except (CallerGone, Moved):
        _drop(exchange, leg)
        raise
    return {
        "DialCallStatus": leg.status,
        "DialCallSid": leg.sid,
        "DialBridged": "true" if answered else "false",
        **({"DialCallDuration": str(leg.seconds)} if answered else {}),
    }


def _drop(exchange: Exchange, leg: Call) -> None:
    exchange.become(leg, "completed" if leg.status == "in-progress" else "canceled")
