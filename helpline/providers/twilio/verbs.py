"""Asks Twilio to ring, move, hang up, text and forget."""

from collections.abc import Callable
from datetime import timedelta
from functools import cached_property
from http import HTTPStatus
from typing import Final, TypeVar
from urllib.parse import quote

from requests.exceptions import ConnectionError as NoConnection
from requests.exceptions import ConnectTimeout, RequestException
from twilio.base import values
from twilio.base.exceptions import TwilioException, TwilioRestException
from twilio.rest import Client
from twilio.rest.api.v2010.account.conference import ConferenceContext
from twilio.rest.api.v2010.account.conference.participant import ParticipantContext
from urllib3.exceptions import NewConnectionError

from helpline.config import Config
from helpline.providers.carrier import (
    CarrierRefused,
    CarrierUnavailable,
    CarrierUnclear,
    Leg,
    Member,
    Reason,
)
from helpline.providers.reports import RecordingReport, RecordingState
from helpline.providers.twilio import softphone
from helpline.providers.twilio.codes import Trouble, explained
from helpline.providers.twilio.http import CarrierHttp
from helpline.providers.twilio.kinds import rest_address
from helpline.providers.twilio.webhooks import TwilioWebhooks

# A list, one form field each: words joined by spaces are taken and never acted upon.
LEG_EVENTS: Final = ["initiated", "ringing", "answered", "completed"]
RECORDED: Final = {"completed": RecordingState.KEPT, "absent": RecordingState.ABSENT}
# The library would look for a region of its own in the environment.
_NONE: Final = {"TWILIO_REGION": ""}
_T = TypeVar("_T")


class Twilio(TwilioWebhooks):
    """Rings from one number. Holds a connection pool, so make one per process."""

    def __init__(self, config: Config) -> None:
        super().__init__(config)
        self._account = config.carrier_account
        self._http = CarrierHttp(rest_address(config))

    @cached_property
    def _client(self) -> Client:
        # The public face has no credentials and must live without a client.
        return _client(self._config, self._http)

    def ring(self, leg: Leg) -> str:
        return asked(
            lambda: str(
                self._client.calls.create(
                    to=leg.to,
                    from_=self._line,
                    url=self._page(leg.answered_url),
                    method="POST",
                    status_callback=self._page(leg.status_url),
                    status_callback_method="POST",
                    status_callback_event=LEG_EVENTS,
                    timeout=leg.seconds,
                ).sid
            )
        )

    def redirect(self, call_ref: str, url: str) -> None:
        asked(lambda: self._client.calls(call_ref).update(url=self._page(url), method="POST"))

    def hang_up(self, call_ref: str) -> None:
        asked(lambda: self._client.calls(call_ref).update(status="completed"))

    def send_text(self, to: str, words: str, status_url: str) -> str:
        return asked(
            lambda: str(
                self._client.messages.create(
                    to=to, from_=self._line, body=words, status_callback=self._page(status_url)
                ).sid
            )
        )

    def add(self, conference: str, member: Member) -> str:
        return asked(
            lambda: str(
                self._client.conferences(conference)
                .participants.create(
                    from_=self._line,
                    to=member.to,
                    label=member.label,
                    timeout=member.seconds,
                    beep="false",
                    early_media=True,
                    start_conference_on_enter=member.starts_it,
                    end_conference_on_exit=member.ends_it,
                    muted=member.muted,
                    coaching=bool(member.coaches) or values.unset,
                    call_sid_to_coach=member.coaches or values.unset,
                    status_callback=self._page(member.status_url),
                    status_callback_method="POST",
                    status_callback_event=LEG_EVENTS,
                )
                .call_sid
            )
        )

    def hold(self, conference_ref: str, call_ref: str, *, music_url: str) -> None:
        member = self._member(conference_ref, call_ref)
        asked(
            lambda: member().update(hold=True, hold_url=self._page(music_url), hold_method="POST")
        )

    def unhold(self, conference_ref: str, call_ref: str) -> None:
        member = self._member(conference_ref, call_ref)
        asked(lambda: member().update(hold=False))

    def mute(self, conference_ref: str, call_ref: str) -> None:
        member = self._member(conference_ref, call_ref)
        asked(lambda: member().update(muted=True))

    def unmute(self, conference_ref: str, call_ref: str) -> None:
        member = self._member(conference_ref, call_ref)
        asked(lambda: member().update(muted=False))

    def announce(self, conference_ref: str, call_ref: str, url: str) -> None:
        whom = self._member(conference_ref, call_ref) if call_ref else self._room(conference_ref)
        asked(lambda: whom().update(announce_url=self._page(url), announce_method="POST"))

    def present(self, conference: str) -> frozenset[str]:
        rooms = asked(lambda: self._client.conferences.list(friendly_name=conference))
        live = [str(room.sid) for room in rooms if str(room.status) != "completed"]
        return frozenset(who for room_ref in live for who in self._members(room_ref))

    def remove(self, conference_ref: str, call_ref: str) -> None:
        member = self._member(conference_ref, call_ref)
        asked(lambda: member().delete())

    def delete_call_record(self, call_ref: str) -> None:
        asked(lambda: self._client.calls(call_ref).delete())

    def delete_text(self, text_ref: str) -> None:
        asked(lambda: self._client.messages(text_ref).delete())

    def recordings_of(self, call_ref: str) -> tuple[RecordingReport, ...]:
        found = asked(self._client.calls(call_ref).recordings.list)
        return tuple(
            RecordingReport(
                call_ref=call_ref,
                recording_ref=str(one.sid),
                state=RECORDED.get(str(one.status), RecordingState.UNDERWAY),
                lasted=timedelta(seconds=int(one.duration or 0)),
            )
            for one in found
        )

    def fetch_recording(self, recording_ref: str) -> bytes:
        name = quote(recording_ref, safe="")
        path = f"/2010-04-01/Accounts/{self._account}/Recordings/{name}.wav"
        return asked(lambda: self._http.fetch(path, auth=self._client.auth))

    def delete_recording(self, recording_ref: str) -> None:
        asked(lambda: self._client.recordings(recording_ref).delete())

    def softphone_token(self, identity: str, seconds: int) -> str:
        return softphone.token(self._config, identity, seconds)

    def _page(self, url: str) -> str:
        return f"{url}{self._wishes}"

    def _member(self, conference_ref: str, call_ref: str) -> Callable[[], ParticipantContext]:
        return lambda: self._client.conferences(conference_ref).participants(call_ref)

    def _members(self, conference_ref: str) -> list[str]:
        members = self._client.conferences(conference_ref).participants
        return [str(one.call_sid) for one in asked(members.list)]

    def _room(self, conference_ref: str) -> Callable[[], ConferenceContext]:
        return lambda: self._client.conferences(conference_ref)


def client_for(config: Config) -> Client:
    """The library's own way to ask. Raises CarrierRefused where we have no credentials."""
    return _client(config, CarrierHttp(rest_address(config)))


def _client(config: Config, http: CarrierHttp) -> Client:
    user, secret = _credentials(config)
    if not (config.carrier_account and user and secret):
        raise CarrierRefused(Reason.CREDENTIALS)
    return Client(user, secret, config.carrier_account, http_client=http, environment=_NONE)


def _credentials(config: Config) -> tuple[str, str]:
    """A key of our own if there is one: it can be taken back alone, the account's cannot."""
    if config.carrier_api_key:
        return config.carrier_api_key, config.carrier_api_secret
    return config.carrier_account, config.carrier_secret


def asked(ask: Callable[[], _T]) -> _T:
    """What Twilio answered, or one of our four errors. ``from None``: its texts hold numbers."""
    try:
        return ask()
    except TwilioRestException as error:
        raise explained(error.status, error.code) from None
    except TwilioException as error:
        raise _of_list(error) from None
    except RequestException as error:
        raise _unheard(error) from None


def _of_list(error: TwilioException) -> Trouble:
    """Of a list that was refused the library hands the answer over, and reads no code in it."""
    status = getattr(error.args[-1] if error.args else None, "status_code", None)
    if isinstance(status, int) and status >= HTTPStatus.BAD_REQUEST:
        return explained(status, None)
    return CarrierUnclear("Twilio's answer could not be read")


def _unheard(error: RequestException) -> CarrierUnavailable | CarrierUnclear:
    """Whether our request can have reached Twilio."""
    if isinstance(error, ConnectTimeout):
        return CarrierUnavailable("no connection in time")
    if isinstance(error, NoConnection) and _never_connected(error):
        return CarrierUnavailable("no connection")
    return CarrierUnclear("no answer")


def _never_connected(error: NoConnection) -> bool:
    cause = error.args[0] if error.args else None
    return isinstance(getattr(cause, "reason", cause), NewConnectionError)
