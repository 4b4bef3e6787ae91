"""Waiting in a queue: our waiting page is asked again and again until something happens."""

import time
from dataclasses import dataclass, field
from typing import Final
from xml.etree import ElementTree as ET

from helpline.providers.practice.call import CallerGone, Moved, new_id
from helpline.providers.practice.rules import Context
from helpline.providers.practice.walk import Fallback, LeftQueue, Next, Walk, address

SHORTEST_TICK_SECONDS: Final = 0.2
"""However fast prompts are spoken, the helpline is not asked more often."""


@dataclass(frozen=True, slots=True)
class _Place:
    """A private queue: nobody else ever stands in it."""

    sid: str = field(default_factory=lambda: new_id("QU"))
    since: float = field(default_factory=time.monotonic)

    @property
    def words(self) -> dict[str, str]:
        return {"QueueSid": self.sid, "QueueTime": str(int(time.monotonic() - self.since))}

    @property
    def position(self) -> dict[str, str]:
        return self.words | {
            "QueuePosition": "1",
            "AvgQueueTime": "0",
            "CurrentQueueSize": "1",
            "MaxQueueSize": "100",
        }


def enqueue(walk: Walk, verb: ET.Element, base: str) -> Next | None:
    """Wait until we leave, are redirected or hang up; the action hears of each."""
    place = _Place()
    action = address(base, verb, "action")
    walk.call.queue = (verb.text or "").strip()
    try:
        _wait(walk, address(base, verb, "waitUrl"), place)
    except LeftQueue:
        return _left(action, place, "leave")
    except (Moved, CallerGone) as why:
        if action:
            walk.tell(_left(action, place, _result(why)) or Next(action))
        raise
    finally:
        walk.call.queue = ""
    return None


def _wait(walk: Walk, url: str, place: _Place) -> None:
    while True:
        began = time.monotonic()
        if url:
            walk.follow(Next(url, place.position), Context.QUEUE)
        spent = time.monotonic() - began
        walk.call.wait(max(SHORTEST_TICK_SECONDS - spent, 0) if url else None, lambda: False)


def _left(action: str, place: _Place, result: str) -> Next | None:
    return Next(action, place.words | {"QueueResult": result}) if action else None


def _result(why: Moved | CallerGone) -> str:
    if isinstance(why, CallerGone):
        return "hangup"
    return "error" if isinstance(why, Fallback) else "redirected"
