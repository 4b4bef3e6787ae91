"""What the house needs from a phone company, in its own words."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from flask import Response
from werkzeug.datastructures import Headers, MultiDict

from helpline.providers.answers import Answer
from helpline.providers.reports import (
    ConferenceReport,
    IncomingCall,
    IncomingText,
    Keys,
    LegReport,
    QueueLeft,
    RecordingReport,
    TalkOver,
    TextReport,
    Waiting,
)

Form = MultiDict[str, str]
Sent = Headers | Mapping[str, str]
"""The headers of a request."""


class CarrierUnavailable(Exception):
    """The carrier could not answer and did nothing. Trying again later may work."""


class CarrierUnclear(Exception):
    """The carrier fell silent after we asked: it may have happened, or not."""


class CallGone(Exception):
    """The call or the conference is over. Normal: people hang up."""


class NoVoice(Exception):
    """The carrier has no voice for this language, and there is no recording."""


class NotUnderstood(Exception):
    """A webhook lacks what it must carry. Names the field, never what was in it."""


class Reason(StrEnum):
    """Why the carrier said no, in our words."""

    CREDENTIALS = "our account or secret is wrong"
    NOT_ALLOWED = "our account may not do this"
    BAD_NUMBER = "the number cannot be reached from here"
    BAD_LINE = "our own number is not set up for this"
    BAD_ADDRESS = "an address that we gave is not one the carrier can use"
    OPTED_OUT = "the receiver asked for no texts"
    NOT_YET = "the call is not final yet"
    UNKNOWN_THING = "the carrier does not know what we mean"
    ALREADY_THERE = "somebody of this name is in the conference already"
    TOO_LONG = "the text is longer than the carrier takes"
    OTHER = "the carrier gave a reason we do not know"


class CarrierRefused(Exception):
    """The carrier answered no. Trying again will not help, except after NOT_YET."""

    def __init__(self, reason: Reason, code: int = 0) -> None:
        super().__init__(f"{reason} ({code})")
        self.reason = reason
        self.code = code


@dataclass(frozen=True, slots=True, repr=False)
class Leg:
    """A phone to be rung. Every URL is absolute; ``to`` is E.164 or ``client:<name>``."""

    to: str
    answered_url: str
    """Asked when somebody, or something, picks up."""
    status_url: str
    seconds: int = 25


@dataclass(frozen=True, slots=True, repr=False)
class Member:
    """Somebody to be rung straight into a conference that is under way."""

    to: str
    label: str
    status_url: str
    seconds: int = 25
    starts_it: bool = True
    ends_it: bool = False
    muted: bool = False
    coaches: str = ""
    """Reference of the one leg that hears this one: a whisper. Empty: everybody does."""


class Webhooks(Protocol):
    """What the carrier sends. Readers raise NotUnderstood, and nothing else."""

    def signed(self, path: str, form: Form, headers: Sent) -> bool:
        """Whether this POST truly comes from the carrier.

        ``path`` is the raw path with its query, as it came over the wire. Without a
        configured secret nothing is ever signed.
        """
        ...

    def read_call(self, form: Form) -> IncomingCall: ...

    def read_keys(self, form: Form) -> Keys: ...

    def read_waiting(self, form: Form) -> Waiting: ...

    def read_queue_left(self, form: Form) -> QueueLeft: ...

    def read_talk_over(self, form: Form) -> TalkOver: ...

    def read_leg(self, form: Form) -> LegReport: ...

    def read_conference(self, form: Form) -> ConferenceReport: ...

    def read_recording(self, form: Form) -> RecordingReport: ...

    def read_text(self, form: Form) -> IncomingText: ...

    def read_text_status(self, form: Form) -> TextReport: ...

    def can_speak(self, language: str) -> bool:
        """Whether the carrier has a voice for this language."""
        ...

    def respond(self, answer: Answer) -> Response:
        """The HTTP response that makes the carrier do this. Raises NoVoice."""
        ...

    def reply_text(self, words: str | None) -> Response:
        """The HTTP response to a text from outside: one text back, or none."""
        ...


class Carrier(Webhooks, Protocol):
    """What we ask of the carrier; never inside a webhook.

    Every verb raises CarrierUnavailable, CarrierRefused, CarrierUnclear or CallGone,
    and nothing else. None is tried again by itself.
    """

    def ring(self, leg: Leg) -> str:
        """Start to ring a phone; returns the carrier's reference for the leg."""
        ...

    def redirect(self, call_ref: str, url: str) -> None:
        """Take a live call out of whatever it is doing, to another address."""
        ...

    def hang_up(self, call_ref: str) -> None:
        """End a call, or stop it ringing. A call that is over is CallGone."""
        ...

    def send_text(self, to: str, words: str, status_url: str) -> str:
        """Hand over one text; returns the carrier's reference for it."""
        ...

    def add(self, conference: str, member: Member) -> str:
        """Ring somebody into a conference; returns the reference of the new leg."""
        ...

    def hold(self, conference_ref: str, call_ref: str, *, music_url: str) -> None:
        """Let one leg hear ``music_url`` and nobody, and nobody hear it."""
        ...

    def unhold(self, conference_ref: str, call_ref: str) -> None: ...

    def mute(self, conference_ref: str, call_ref: str) -> None: ...

    def unmute(self, conference_ref: str, call_ref: str) -> None: ...

    def announce(self, conference_ref: str, call_ref: str, url: str) -> None:
        """Let one leg hear ``url`` while the talk goes on; all of them if no leg is named."""
        ...

    def present(self, conference: str) -> frozenset[str]:
        """Whose calls are in the conference of this name now, by their references."""
        ...

    def remove(self, conference_ref: str, call_ref: str) -> None:
        """Take one leg out of a conference; it goes on at its ``left_url``."""
        ...

    def delete_call_record(self, call_ref: str) -> None:
        """Make the carrier forget a call that is over. Refused NOT_YET while it is not final."""
        ...

    def delete_text(self, text_ref: str) -> None:
        """Make the carrier forget a text. Refused NOT_YET while it is on its way."""
        ...

    def recordings_of(self, call_ref: str) -> tuple[RecordingReport, ...]:
        """What was recorded of a call, as far as it is not deleted: should its report be lost."""
        ...

    def fetch_recording(self, recording_ref: str) -> bytes:
        """The sound of a recording, as a WAV file."""
        ...

    def delete_recording(self, recording_ref: str) -> None: ...

    def softphone_token(self, identity: str, seconds: int) -> str:
        """Lets a browser be rung as ``client:<identity>`` for so long; places no calls.

        Asks nobody, so a page may call it. Raises CarrierRefused without a key for it.
        """
        ...
