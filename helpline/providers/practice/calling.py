"""Starts calls: from outside to the line, and from the helpline to a phone."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from threading import Thread
from typing import Final

from helpline.providers.practice.call import Call, Callback, CallerGone, Moved
from helpline.providers.practice.conferring import Seat, confer
from helpline.providers.practice.dialling import dial
from helpline.providers.practice.exchange import Exchange
from helpline.providers.practice.queueing import enqueue
from helpline.providers.practice.recording import record
from helpline.providers.practice.ringing import ring
from helpline.providers.practice.walk import Next, Verb, Walk

VERBS: Final[Mapping[str, Verb]] = {"Enqueue": enqueue, "Dial": dial, "Record": record}


@dataclass(frozen=True, slots=True)
class Wanted:
    """A leg that a REST request asked for: to a page of ours, or into a conference."""

    sender: str
    to: str
    callback: Callback
    seconds: float
    first: Next | None = None
    seat: Seat | None = None


@dataclass(frozen=True, slots=True)
class Caller:
    """Somebody outside, and what they will do."""

    sender: str
    keys: str = ""
    """Pressed one entry at a time, when asked; "-" presses none, "!" hangs up."""
    language: str = ""
    says: tuple[str, ...] = ()
    """Said when recorded, one passage for each recording."""
    forwarded_from: str = ""
    mind: Callable[[str], str] | None = None
    """Told what was said since the last question; says what is keyed when the script is over."""


def call_in(exchange: Exchange, caller: Caller, to: str = "") -> Call:
    """Somebody calls the line."""
    number = to or exchange.setup.number
    line = exchange.line(number)
    callback = Callback(line["status_callback"])
    call = exchange.new_call("inbound", caller.sender, number, callback=callback)
    call.script.extend(caller.keys.split())
    call.says.extend(caller.says)
    call.language, call.forwarded_from = caller.language, caller.forwarded_from
    call.mind = caller.mind
    exchange.become(call, "ringing")
    walk = Walk(exchange, call, VERBS)
    _start(call, walk, Next(line["voice_url"]))
    return call


def call_out(exchange: Exchange, wanted: Wanted) -> Call:
    """The helpline rings a phone; returns at once, as the carrier does."""
    leg = exchange.new_call("outbound-api", wanted.sender, wanted.to, callback=wanted.callback)
    Thread(target=_out, args=(exchange, leg, wanted), name=leg.sid, daemon=True).start()
    return leg


def _start(call: Call, walk: Walk, first: Next) -> None:
    Thread(target=walk.run, args=(first,), name=call.sid, daemon=True).start()


def _out(exchange: Exchange, leg: Call, wanted: Wanted) -> None:
    walk = Walk(exchange, leg, VERBS)
    try:
        if ring(exchange, [leg], wanted.seconds, meanwhile=leg) is None:
            return
        if wanted.seat is not None:
            confer(walk, wanted.seat)
    except Moved as moved:
        walk.run(Next(moved.url, moved.words, moved.method, moved.document))
        return
    except CallerGone:
        return
    if wanted.first is not None:
        walk.run(wanted.first)
    exchange.become(leg, "completed")
