"""What each REST request about conferences does and answers."""

from http import HTTPStatus
from typing import Any, Final

from helpline.providers.practice.calling import Wanted, call_out
from helpline.providers.practice.conference import Conference, Participant
from helpline.providers.practice.dialling import Seat
from helpline.providers.practice.exchange import API_VERSION
from helpline.providers.practice.resources import (
    ROOT,
    callback,
    check_numbers,
    listing,
)
from helpline.providers.practice.rest import Answer, Asked, Handler, RestFault


def _list(asked: Asked) -> Answer:
    name = asked.query.get("FriendlyName")
    found = [one for one in asked.exchange.conferences.values() if name in {None, one.name}]
    return HTTPStatus.OK, listing(asked, "conferences", [_body(asked, one) for one in found])


def _fetch(asked: Asked) -> Answer:
    return HTTPStatus.OK, asked.full(_body(asked, _find(asked)))


def _end(asked: Asked) -> Answer:
    conference = _find(asked)
    if asked.form.get("Status") == "completed":
        conference.end("conference-ended-via-api")
        asked.exchange.change.notify_all()
    return HTTPStatus.OK, asked.full(_body(asked, conference))


def _members(asked: Asked) -> Answer:
    conference = _find(asked)
    bodies = [_member_body(conference, who) for who in conference.members.values()]
    return HTTPStatus.OK, listing(asked, "participants", bodies)


def _add(asked: Asked) -> Answer:
    check_numbers(asked, 21210)
    conference = _find(asked)
    form = asked.form
    seat = Seat(
        conference.name,
        label=form.get("Label", ""),
        ends_it=bool(asked.yes("EndConferenceOnExit")),
        muted=bool(asked.yes("Muted")),
    )
    seconds = float(form.get("Timeout", 60))
    leg = call_out(
        asked.exchange, Wanted(form["From"], form["To"], callback(asked), seconds, seat=seat)
    )
    who = Participant(leg, seat.label, ends_it=seat.ends_it)
    return HTTPStatus.CREATED, asked.full(_member_body(conference, who) | {"status": "queued"})


def _fetch_member(asked: Asked) -> Answer:
    conference = _find(asked)
    return HTTPStatus.OK, asked.full(_member_body(conference, _member(asked, conference)))


def _change_member(asked: Asked) -> Answer:
    conference = _find(asked)
    who = _member(asked, conference)
    wishes = {
        "hold": asked.yes("Hold"),
        "muted": asked.yes("Muted"),
        "hold_url": asked.form.get("HoldUrl"),
    }
    conference.change(who, wishes)
    return HTTPStatus.OK, asked.full(_member_body(conference, who))


def _remove_member(asked: Asked) -> Answer:
    conference = _find(asked)
    conference.leave(_member(asked, conference).call, "participant_updated_via_api")
    return HTTPStatus.NO_CONTENT, {}


def _find(asked: Asked) -> Conference:
    """By id; a new participant may also be added by the conference's name."""
    wanted = asked.places.get("Sid") or asked.places["ConferenceSid"]
    by_name = asked.operation.name == f"POST {ROOT}/Conferences/{{ConferenceSid}}/Participants.json"
    for conference in asked.exchange.conferences.values():
        named = by_name and conference.name == wanted
        if not conference.is_over and (conference.sid == wanted or named):
            return conference
    raise RestFault(HTTPStatus.NOT_FOUND, 20404, "The conference was not found")


def _member(asked: Asked, conference: Conference) -> Participant:
    wanted = asked.places["CallSid"]
    for who in conference.members.values():
        if wanted == who.call.sid or (who.label and wanted == who.label):
            return who
    raise RestFault(HTTPStatus.NOT_FOUND, 20404, "The participant was not found")


def _body(asked: Asked, conference: Conference) -> dict[str, Any]:
    return {
        "sid": conference.sid,
        "account_sid": asked.exchange.setup.account,
        "api_version": API_VERSION,
        "friendly_name": conference.name,
        "status": conference.status,
    }


def _member_body(conference: Conference, who: Participant) -> dict[str, Any]:
    return {
        "call_sid": who.call.sid,
        "conference_sid": conference.sid,
        "label": who.label or None,
        "muted": who.muted,
        "hold": who.hold,
        "coaching": False,
        "start_conference_on_enter": who.starts_it,
        "end_conference_on_exit": who.ends_it,
        "status": "connected",
    }


_MEMBERS: Final = f"{ROOT}/Conferences/{{ConferenceSid}}/Participants.json"
_MEMBER: Final = f"{ROOT}/Conferences/{{ConferenceSid}}/Participants/{{CallSid}}.json"
HANDLERS: Final[dict[str, Handler]] = {
    f"GET {ROOT}/Conferences.json": _list,
    f"GET {ROOT}/Conferences/{{Sid}}.json": _fetch,
    f"POST {ROOT}/Conferences/{{Sid}}.json": _end,
    f"GET {_MEMBERS}": _members,
    f"POST {_MEMBERS}": _add,
    f"GET {_MEMBER}": _fetch_member,
    f"POST {_MEMBER}": _change_member,
    f"DELETE {_MEMBER}": _remove_member,
}
