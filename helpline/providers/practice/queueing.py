"""Waiting in a queue: our waiting page is asked again and again until something happens."""

import time
from typing import NoReturn
from xml.etree import ElementTree as ET

from helpline.providers.practice.call import CallerGone, Moved
from helpline.providers.practice.grammar import Context
from helpline.providers.practice.queues import Place, Queue
from helpline.providers.practice.walk import Fallback, LeftQueue, Next, Walk, address


def enqueue(walk: Walk, verb: ET.Element, base: str) -> Next | None:
    """Wait until we leave, are redirected or hang up; the action hears of each."""
    action = Next(address(base, verb, "action"), {}, verb.get("method", "POST"))
    queue = walk.exchange.queue((verb.text or "").strip(), int(verb.get("maxQueueSize", "0")))
    with walk.call.change:
        if queue.is_full:
            return _left(action, {"QueueSid": queue.sid, "QueueTime": "0"}, "queue-full")
        place = queue.enter(walk.call)
    page = Next(address(base, verb, "waitUrl"), {}, verb.get("waitUrlMethod", "POST"))
    try:
        _wait(walk, page, queue, place)
    except LeftQueue:
        return _left(action, queue.left(place), "leave")
    except (Moved, CallerGone) as why:
        queue.leave(place)
        walk.tell_after(why, _left(action, queue.left(place), _result(why)))
        raise
    finally:
        queue.leave(place)


def _wait(walk: Walk, page: Next, queue: Queue, place: Place) -> NoReturn:
    shortest = walk.exchange.setup.tick_seconds
    while True:
        began = time.monotonic()
        if page.url:
            walk.follow(Next(page.url, queue.position(place), page.method), Context.QUEUE)
        spent = time.monotonic() - began
        walk.call.wait(max(shortest - spent, 0) if page.url else None, lambda: False)


def _left(action: Next, words: dict[str, str], result: str) -> Next | None:
    if not action.url:
        return None
    return Next(action.url, words | {"QueueResult": result}, action.method)


def _result(why: Moved | CallerGone) -> str:
    if isinstance(why, CallerGone):
        return "hangup"
    return "error" if isinstance(why, Fallback) else "redirected"
