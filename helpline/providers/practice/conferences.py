"""What each REST request about conferences does and answers."""

import re
from http import HTTPStatus
from typing import Any, Final

from helpline.providers.practice.call import Callback
from helpline.providers.practice.calling import Wanted, call_out
from helpline.providers.practice.conference import Conference, Participant
from helpline.providers.practice.conferring import Seat, participant
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


def _change(asked: Asked) -> Answer:
    conference = _find(asked)
    if asked.form.get("AnnounceUrl"):
        conference.announce(asked.form.get("AnnounceMethod", "POST"), asked.form["AnnounceUrl"])
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
    _check_nobody_recorded(asked)
    conference = _find_or_found(asked)
    form = asked.form
    seat = Seat(
        conference.name,
        waiting_url=form.get("WaitUrl", ""),
        label=form.get("Label", ""),
        muted=bool(asked.yes("Muted")),
        coached=form.get("CallSidToCoach", "") if asked.yes("Coaching") else "",
        starts_it=asked.yes("StartConferenceOnEnter") is not False,
        ends_it=bool(asked.yes("EndConferenceOnExit")),
    )
    _check_coaching(asked, conference)
    seconds = float(form.get("Timeout", 60))
    leg = call_out(
        asked.exchange, Wanted(form["From"], form["To"], callback(asked), seconds, seat=seat)
    )
    who = participant(leg, seat)
    return HTTPStatus.CREATED, asked.full(_member_body(conference, who) | {"status": "queued"})


def _fetch_member(asked: Asked) -> Answer:
    conference = _find(asked)
    return HTTPStatus.OK, asked.full(_member_body(conference, _member(asked, conference)))


def _change_member(asked: Asked) -> Answer:
    conference = _find(asked)
    who = _member(asked, conference)
    _check_coaching(asked, conference)
    form = asked.form
    wishes = {
        "hold": asked.yes("Hold"),
        "muted": asked.yes("Muted"),
        "coaching": asked.yes("Coaching"),
        "coached": form.get("CallSidToCoach"),
        "hold_url": form.get("HoldUrl"),
        "hold_method": form.get("HoldMethod"),
        "ends_it": asked.yes("EndConferenceOnExit"),
    }
    conference.change(who, wishes)
    if form.get("AnnounceUrl"):
        conference.announce(form.get("AnnounceMethod", "POST"), form["AnnounceUrl"], who)
    return HTTPStatus.OK, asked.full(_member_body(conference, who))


def _remove_member(asked: Asked) -> Answer:
    conference = _find(asked)
    conference.leave(_member(asked, conference).call, "participant_updated_via_api")
    return HTTPStatus.NO_CONTENT, {}


def _find(asked: Asked) -> Conference:
    wanted = asked.places.get("Sid") or asked.places["ConferenceSid"]
    conference = asked.exchange.conferences.get(wanted)
    is_read = asked.operation.name.startswith("GET ") and "CallSid" not in asked.places
    if conference is not None and (is_read or not conference.is_over):
        return conference
    raise RestFault(HTTPStatus.NOT_FOUND, 20404, "The conference was not found")


def _find_or_found(asked: Asked) -> Conference:
    """By id; or by name, which founds one where none of this name is under way."""
    wanted = asked.places["ConferenceSid"]
    if re.fullmatch("CF[0-9a-f]{32}", wanted):
        return _find(asked)
    events = frozenset(asked.form.getlist("ConferenceStatusCallbackEvent"))
    reports = Callback(asked.form.get("ConferenceStatusCallback", ""), events)
    return asked.exchange.conference(wanted, reports)


def _check_nobody_recorded(asked: Asked) -> None:
    """Not one of Twilio's rules but ours: nobody is recorded outside voicemail."""
    if asked.yes("Record") or asked.form.get("ConferenceRecord", "false") != "false":
        raise RestFault(HTTPStatus.BAD_REQUEST, 20001, "Record is never asked for here")


def _check_coaching(asked: Asked, conference: Conference) -> None:
    """Whoever coaches must name somebody who is there."""
    coached = asked.form.get("CallSidToCoach")
    if asked.yes("Coaching") and coached not in conference.members:
        raise RestFault(HTTPStatus.BAD_REQUEST, 20001, "CallSidToCoach is no participant")


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
        "coaching": who.coaching,
        "call_sid_to_coach": who.coached or None,
        "start_conference_on_enter": who.starts_it,
        "end_conference_on_exit": who.ends_it,
        "status": "connected",
    }


_MEMBERS: Final = f"{ROOT}/Conferences/{{ConferenceSid}}/Participants.json"
_MEMBER: Final = f"{ROOT}/Conferences/{{ConferenceSid}}/Participants/{{CallSid}}.json"
HANDLERS: Final[dict[str, Handler]] = {
    f"GET {ROOT}/Conferences.json": _list,
    f"GET {ROOT}/Conferences/{{Sid}}.json": _fetch,
    f"POST {ROOT}/Conferences/{{Sid}}.json": _change,
    f"GET {_MEMBERS}": _members,
    f"POST {_MEMBERS}": _add,
    f"GET {_MEMBER}": _fetch_member,
    f"POST {_MEMBER}": _change_member,
    f"DELETE {_MEMBER}": _remove_member,
}
