"""Waiting in a queue: our waiting page is asked again and again until something happens."""

import time
from typing import NoReturn
from xml.etree import ElementTree as ET

from helpline.providers.practice.call import Call, CallerGone, Moved
from helpline.providers.practice.conference import call_name
from helpline.providers.practice.grammar import Context
from helpline.providers.practice.queues import Place, Queue
from helpline.providers.practice.walk import Fallback, LeftQueue, Next, Walk, address


class Bridged(Moved):
    """Somebody dialled the queue and took this caller out of it, to talk."""

    def __init__(self, url: str, other: Call) -> None:
        """``url``: what the caller hears first, if anything."""
        super().__init__(url)
        self.other = other
        self.is_up = False
        self.is_over = False

    def end(self) -> None:
        with self.other.change:
            self.is_over = True
            self.other.change.notify_all()


def enqueue(walk: Walk, verb: ET.Element, base: str) -> Next | None:
    """Wait until we leave, are redirected, dialled or hang up; the action hears of each."""
    action = Next(address(base, verb, "action"), {}, verb.get("method", "POST"))
    queue = walk.exchange.queue((verb.text or "").strip(), int(verb.get("maxQueueSize", "0")))
    with walk.call.change:
        if queue.is_full:
            return _left(action, {"QueueSid": queue.sid, "QueueTime": "0"}, "queue-full")
        place = queue.enter(walk.call)
    page = Next(address(base, verb, "waitUrl"), {}, verb.get("waitUrlMethod", "POST"))
    try:
        result = _until_out(walk, page, queue, place)
        return _left(action, queue.left(place), result)
    except (Moved, CallerGone) as why:
        queue.leave(place)
        walk.tell_after(why, _left(action, queue.left(place), _result(why)))
        raise
    finally:
        queue.leave(place)


def _until_out(walk: Walk, page: Next, queue: Queue, place: Place) -> str:
    """How it came. Raises CallerGone or Moved."""
    try:
        _wait(walk, page, queue, place)
    except LeftQueue:
        return "leave"
    except Bridged as bridge:
        words = queue.left(place)
        queue.leave(place)
        _talk(walk, bridge, words)
        return "bridged"


def _wait(walk: Walk, page: Next, queue: Queue, place: Place) -> NoReturn:
    shortest = walk.exchange.setup.tick_seconds
    while True:
        began = time.monotonic()
        if page.url:
            walk.follow(Next(page.url, queue.position(place), page.method), Context.QUEUE)
        spent = time.monotonic() - began
        walk.call.wait(max(shortest - spent, 0) if page.url else None, lambda: False)


def _talk(walk: Walk, bridge: Bridged, words: dict[str, str]) -> None:
    call = walk.call
    if bridge.url:
        words = words | {"DequeingCallSid": bridge.other.sid}
        walk.follow(Next(bridge.url, words, bridge.method), Context.DEQUEUED)
    call.hear("note", f"joined with {call_name(bridge.other)}")
    with call.change:
        bridge.is_up = True
        call.change.notify_all()
    try:
        call.wait(None, lambda: bridge.is_over or bridge.other.is_over)
    finally:
        bridge.end()


def _left(action: Next, words: dict[str, str], result: str) -> Next | None:
    if not action.url:
        return None
    return Next(action.url, words | {"QueueResult": result}, action.method)


def _result(why: Moved | CallerGone) -> str:
    if isinstance(why, CallerGone):
        return "hangup"
    return "error" if isinstance(why, Fallback) else "redirected"
