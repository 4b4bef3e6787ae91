"""What each REST request about queues, and those who wait in them, does and answers."""

from http import HTTPStatus
from typing import Any, Final

from helpline.providers.practice.exchange import MOST_IN_QUEUE
from helpline.providers.practice.queues import Place, Queue
from helpline.providers.practice.resources import ROOT, listing
from helpline.providers.practice.rest import Answer, Asked, Handler, RestFault

FRONT: Final = "Front"
MOST_EVER: Final = 5000


def _create(asked: Asked) -> Answer:
    name = asked.form["FriendlyName"]
    if name in {queue.name for queue in asked.exchange.queues.values()}:
        raise RestFault(HTTPStatus.BAD_REQUEST, 22003, "There is a queue of this name already")
    queue = asked.exchange.queue(name, _most(asked, MOST_IN_QUEUE))
    return HTTPStatus.CREATED, asked.full(_body(asked, queue))


def _list(asked: Asked) -> Answer:
    bodies = [_body(asked, queue) for queue in asked.exchange.queues.values()]
    return HTTPStatus.OK, listing(asked, "queues", bodies)


def _fetch(asked: Asked) -> Answer:
    return HTTPStatus.OK, asked.full(_body(asked, _find(asked)))


def _update(asked: Asked) -> Answer:
    queue = _find(asked)
    queue.name = asked.form.get("FriendlyName", queue.name)
    queue.most = _most(asked, queue.most)
    return HTTPStatus.OK, asked.full(_body(asked, queue))


def _delete(asked: Asked) -> Answer:
    queue = _find(asked)
    if queue.places:
        raise RestFault(HTTPStatus.BAD_REQUEST, 22002, "The queue is not empty")
    del asked.exchange.queues[queue.sid]
    return HTTPStatus.NO_CONTENT, {}


def _members(asked: Asked) -> Answer:
    queue = _find(asked)
    bodies = [_member_body(queue, place) for place in queue.places]
    return HTTPStatus.OK, listing(asked, "queue_members", bodies)


def _fetch_member(asked: Asked) -> Answer:
    queue = _find(asked)
    return HTTPStatus.OK, asked.full(_member_body(queue, _member(asked, queue)))


def _take_out(asked: Asked) -> Answer:
    """Somebody who waits goes on at another address."""
    queue = _find(asked)
    place = _member(asked, queue)
    body = _member_body(queue, place)
    queue.leave(place)
    place.call.move(asked.form["Url"], method=asked.form.get("Method", "POST"))
    return HTTPStatus.OK, asked.full(body)


def _most(asked: Asked, otherwise: int) -> int:
    most = int(asked.form.get("MaxSize", otherwise))
    if not 1 <= most <= MOST_EVER:
        raise RestFault(HTTPStatus.BAD_REQUEST, 22004, "MaxSize is out of range")
    return most


def _find(asked: Asked) -> Queue:
    queue = asked.exchange.queues.get(asked.places.get("Sid") or asked.places["QueueSid"])
    if queue is None:
        raise RestFault(HTTPStatus.NOT_FOUND, 20404, "The queue was not found")
    return queue


def _member(asked: Asked, queue: Queue) -> Place:
    wanted = asked.places["CallSid"]
    for place in queue.places:
        if wanted in {FRONT, place.call.sid}:
            return place
    raise RestFault(HTTPStatus.NOT_FOUND, 20404, "Nobody like that waits here")


def _body(asked: Asked, queue: Queue) -> dict[str, Any]:
    return {
        "sid": queue.sid,
        "account_sid": asked.exchange.setup.account,
        "friendly_name": queue.name,
        "current_size": len(queue.places),
        "max_size": queue.most,
        "average_wait_time": queue.average,
    }


def _member_body(queue: Queue, place: Place) -> dict[str, Any]:
    return {
        "call_sid": place.call.sid,
        "queue_sid": queue.sid,
        "position": queue.places.index(place) + 1,
        "wait_time": place.waited,
        "date_enqueued": place.at.strftime("%a, %d %b %Y %H:%M:%S +0000"),
    }


_QUEUE: Final = f"{ROOT}/Queues/{{Sid}}.json"
_MEMBERS: Final = f"{ROOT}/Queues/{{QueueSid}}/Members.json"
_MEMBER: Final = f"{ROOT}/Queues/{{QueueSid}}/Members/{{CallSid}}.json"
HANDLERS: Final[dict[str, Handler]] = {
    f"POST {ROOT}/Queues.json": _create,
    f"GET {ROOT}/Queues.json": _list,
    f"GET {_QUEUE}": _fetch,
    f"POST {_QUEUE}": _update,
    f"DELETE {_QUEUE}": _delete,
    f"GET {_MEMBERS}": _members,
    f"GET {_MEMBER}": _fetch_member,
    f"POST {_MEMBER}": _take_out,
}
