"""Dial: to a conference, to other phones, or to whoever waits first in a queue."""

from dataclasses import replace
from typing import Final
from xml.etree import ElementTree as ET

from helpline.providers.practice.call import Call, CallerGone, Moved
from helpline.providers.practice.conference import call_name
from helpline.providers.practice.conferring import STAR, confer, seat_of
from helpline.providers.practice.exchange import Exchange
from helpline.providers.practice.grammar import Context
from helpline.providers.practice.queueing import Bridged
from helpline.providers.practice.ringing import ring
from helpline.providers.practice.walk import Next, Walk, address, callback_of, tell_dial

_RING_SECONDS: Final = "30"
_NOBODY: Final = {"DialCallStatus": "no-answer", "DialBridged": "false"}


def dial(walk: Walk, verb: ET.Element, base: str) -> Next | None:
    if verb[0].tag == "Conference":
        return confer(walk, seat_of(verb, base))
    url = address(base, verb, "action")
    action = Next(url, {}, verb.get("method", "POST")) if url else None
    try:
        talk = _queue if verb[0].tag == "Queue" else _phones
        words = talk(walk, verb, base)
    except (CallerGone, Moved) as why:
        tell_dial(walk, action, why)
        raise
    return replace(action, words=words) if action is not None else None


def _phones(walk: Walk, verb: ET.Element, base: str) -> dict[str, str]:
    """Ring all at once; the first to pick up is talked to, until one of the two hangs up."""
    exchange, call = walk.exchange, walk.call
    legs = [_leg(walk, verb, target, base) for target in verb]
    seconds = float(verb.get("timeout", _RING_SECONDS))
    try:
        leg = ring(exchange, legs, seconds, meanwhile=call)
        if leg is None or not _is_let_through(exchange, leg, verb[legs.index(leg)], base):
            return _NOBODY | {"DialCallStatus": legs[0].status, "DialCallSid": legs[0].sid}
        _talk(call, leg, star_leaves=verb.get("hangupOnStar") == "true")
    finally:
        for one in legs:
            exchange.become(one, "completed" if one.status == "in-progress" else "canceled")
    return {
        "DialCallStatus": "completed",
        "DialCallSid": leg.sid,
        "DialBridged": "true",
        "DialCallDuration": str(leg.seconds),
    }


def _leg(walk: Walk, verb: ET.Element, target: ET.Element, base: str) -> Call:
    prefix = "client:" if target.tag == "Client" else ""
    return walk.exchange.new_call(
        "outbound-dial",
        verb.get("callerId") or walk.call.sender,
        prefix + (target.text or "").strip(),
        callback=callback_of(target, base),
        parent=walk.call.sid,
    )


def _is_let_through(exchange: Exchange, leg: Call, target: ET.Element, base: str) -> bool:
    """Whoever picked up may hear something first, and hang up over it."""
    url = address(base, target, "url")
    if url:
        try:
            Walk(exchange, leg, {}).follow(
                Next(url, {}, target.get("method", "POST")), Context.CALLEE
            )
        except CallerGone:
            return False
    return not leg.is_over


def _talk(call: Call, other: Call, *, star_leaves: bool) -> None:
    call.hear("note", f"joined with {call_name(other)}")
    other.hear("note", f"joined with {call_name(call)}")
    call.wait(None, lambda: other.is_over or (star_leaves and STAR in call.typed))


def _queue(walk: Walk, verb: ET.Element, base: str) -> dict[str, str]:
    """Talk to whoever waits first, once there is somebody."""
    call, queue = walk.call, walk.exchange.queue((verb[0].text or "").strip())
    seconds = float(verb.get("timeout", _RING_SECONDS))
    if not call.wait(seconds * call.pace, lambda: bool(queue.places)):
        return _NOBODY
    with call.change:
        other = queue.places.pop(0).call
        bridge = other.moved = Bridged(address(base, verb[0], "url"), call)
        bridge.method = verb[0].get("method", "POST")
        call.change.notify_all()
    try:
        call.wait(None, lambda: bridge.is_up or other.is_over)
        call.hear("note", f"joined with {call_name(other)}")
        call.wait(None, lambda: other.is_over or bridge.is_over)
    finally:
        bridge.end()
    return {"DialCallStatus": "completed", "DialBridged": "true"}
