"""The line of those who send a form, in Redis: keyed hashes and moments, nothing else.

While Redis is away each process has a line of its own.
"""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Final

import redis
from flask import current_app

from helpline.clock import now
from helpline.intake.floods.decisions import (
    Place,
    Rung,
    decide_lost,
    decide_place,
    decide_rung,
)
from helpline.intake.limits import in_redis
from helpline.policy import current_policy

TAIL: Final = "forms:tail"
KEPT_SECONDS: Final = 3600
MOST_PLACES: Final = 10_000
"""In a process's own line; beyond them the oldest is forgotten."""
REMEMBERED: Final = "helpline.line"
_WRITE: Final = """
local tail, place = redis.call('GET', KEYS[1]) or '', redis.call('GET', KEYS[2]) or ''
if tail ~= ARGV[1] or place ~= ARGV[2] then
    return 0
end
redis.call('SET', KEYS[1], ARGV[3], 'EX', ARGV[5])
if ARGV[4] ~= '' then
    redis.call('SET', KEYS[2], ARGV[4], 'EX', ARGV[5])
end
return 1
"""
"""Both, if they still are what was read: in one go, so that nobody comes between."""
Words = Sequence[str | bytes]
Decision = Callable[[float, Place | None], tuple[float, Place | None]]


class Line:
    """What one process remembers while Redis is away."""

    def __init__(self) -> None:
        self.tail = 0.0
        self.places: OrderedDict[str, Place] = OrderedDict()
        self._lock = Lock()

    def decide(self, form: str, decision: Decision) -> Place | None:
        with self._lock:
            self.tail, place = decision(self.tail, self.places.get(form))
            if place is not None:
                self.places[form] = place
            if len(self.places) > MOST_PLACES:
                self.places.popitem(last=False)
            return place


@dataclass(frozen=True, slots=True)
class Sight:
    """The line as it was a moment ago."""

    tail: float
    place: Place | None
    """What this form was told before."""
    words: Words = ()
    """As they stand in Redis; none where it gave no answer."""

    @property
    def rung(self) -> Rung:
        """How far it has come for all."""
        return decide_rung(self.tail - _moment())


def look(form: str) -> Sight:
    return in_redis(
        lambda client: _seen(client, form),
        lambda: Sight(_line().tail, _line().places.get(form)),
    )


def take_place(form: str, seen: Sight) -> Place:
    """A turn, the one it has, or a time to come back. What was seen need not be asked again."""
    moment, interval = _moment(), _interval()

    def decision(tail: float, known: Place | None) -> tuple[float, Place]:
        return decide_place(tail, known, moment, interval)

    place = _decide(form, decision, seen)
    assert place is not None
    return place


def lost_turn() -> None:
    """Too many waited for a slow hash: as many come later, and the line knows it."""
    moment, interval = _moment(), _interval()
    _decide("", lambda tail, _known: (decide_lost(tail, moment, interval), None))


def rung_now() -> Rung:
    """How far it has come. Any face may ask."""
    tail = in_redis(lambda client: float(client.get(TAIL) or 0), lambda: _line().tail)
    return decide_rung(tail - _moment())


def _decide(form: str, decision: Decision, seen: Sight | None = None) -> Place | None:
    return in_redis(
        lambda client: _decide_in_redis(client, form, decision, seen),
        lambda: _line().decide(form, decision),
    )


def _decide_in_redis(
    client: redis.Redis, form: str, decision: Decision, seen: Sight | None
) -> Place | None:
    while True:
        if seen is None or not seen.words:
            seen = _seen(client, form)
        tail, place = decision(seen.tail, seen.place)
        words = "" if place is None else f"{int(place.is_turn)} {place.at}"
        # Decided anew where another took a place meanwhile: no turn is given twice.
        if client.eval(_WRITE, 2, TAIL, _key(form), *seen.words, tail, words, KEPT_SECONDS):
            return place
        seen = None


def _seen(client: redis.Redis, form: str) -> Sight:
    """A place is ``1`` and the moment of a turn, or ``0`` and when to come back."""
    words = tuple(word or "" for word in client.mget(TAIL, _key(form)))
    tail, place = words
    if not place:
        return Sight(float(tail or 0), None, words)
    is_turn, at = place.split()
    return Sight(float(tail or 0), Place(float(at), is_turn=int(is_turn) == 1), words)


def _key(form: str) -> str:
    return f"forms:place:{form}"


def _line() -> Line:
    line: Line = current_app.extensions.setdefault(REMEMBERED, Line())
    return line


def _moment() -> float:
    return now().timestamp()


def _interval() -> float:
    return 60 / current_policy().floods.forms_a_minute
