"""What each REST request about recordings does and answers. Their sound needs a password too."""

from http import HTTPStatus
from typing import Any, Final

from flask import Blueprint, Response, current_app

from helpline.providers.practice.exchange import API_VERSION, Exchange
from helpline.providers.practice.recording import address_of
from helpline.providers.practice.resources import ROOT, listing
from helpline.providers.practice.rest import (
    Answer,
    Asked,
    Handler,
    RestFault,
    check_credentials,
    explain,
    note,
)
from helpline.providers.practice.sounds import Recording

bp = Blueprint("recordings", __name__)
bp.register_error_handler(RestFault, explain)
_STATUS: Final = {"in-progress": "processing"}


@bp.get("/2010-04-01/Accounts/<account>/Recordings/<sid>")
@bp.get("/2010-04-01/Accounts/<account>/Recordings/<sid>.wav")
def sound(account: str, sid: str) -> Response:
    """The sound itself. There is none as MP3 here."""
    exchange: Exchange = current_app.extensions["practice"]
    note(exchange)
    check_credentials(exchange, f"Accounts/{account}/Recordings")
    recording = exchange.recordings.get(sid)
    if recording is None or recording.status != "completed":
        raise RestFault(HTTPStatus.NOT_FOUND, 20404, "The recording was not found")
    return Response(recording.sound(), content_type="audio/x-wav")


def _list(asked: Asked) -> Answer:
    call = asked.places.get("CallSid") or asked.query.get("CallSid")
    found = [one for one in asked.exchange.recordings.values() if call in {None, one.call_sid}]
    bodies = [_body(asked.exchange, one) for one in found]
    return HTTPStatus.OK, listing(asked, "recordings", bodies)


def _fetch(asked: Asked) -> Answer:
    return HTTPStatus.OK, asked.full(_body(asked.exchange, _find(asked)))


def _delete(asked: Asked) -> Answer:
    del asked.exchange.recordings[_find(asked).sid]
    return HTTPStatus.NO_CONTENT, {}


def _find(asked: Asked) -> Recording:
    recording = asked.exchange.recordings.get(asked.places["Sid"])
    if recording is None:
        raise RestFault(HTTPStatus.NOT_FOUND, 20404, "The recording was not found")
    return recording


def _body(exchange: Exchange, recording: Recording) -> dict[str, Any]:
    account = exchange.setup.account
    return {
        "sid": recording.sid,
        "account_sid": account,
        "api_version": API_VERSION,
        "call_sid": recording.call_sid,
        "channels": 1,
        "duration": str(recording.seconds) if recording.status == "completed" else None,
        "media_url": address_of(account, recording),
        "source": "RecordVerb",
        "status": _STATUS.get(recording.status, recording.status),
    }


HANDLERS: Final[dict[str, Handler]] = {
    f"GET {ROOT}/Recordings.json": _list,
    f"GET {ROOT}/Calls/{{CallSid}}/Recordings.json": _list,
    f"GET {ROOT}/Recordings/{{Sid}}.json": _fetch,
    f"DELETE {ROOT}/Recordings/{{Sid}}.json": _delete,
}
