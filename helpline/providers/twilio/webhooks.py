"""Reads what Twilio sends, and checks that Twilio sent it."""

import logging
import re
from collections.abc import Mapping
from datetime import timedelta
from typing import Final, TypeVar

from flask import Response
from twilio.request_validator import RequestValidator, get_signature_algorithm

from helpline.config import Config
from helpline.providers.answers import Answer
from helpline.providers.carrier import Form, NotUnderstood, Sent
from helpline.providers.reports import (
    Caller,
    CallerKind,
    ConferenceReport,
    Happening,
    IncomingCall,
    IncomingText,
    Keys,
    LegReport,
    LegState,
    QueueLeft,
    QueueResult,
    RecordingReport,
    RecordingState,
    TalkOver,
    TextReport,
    TextState,
    Waiting,
)
from helpline.providers.twilio.kinds import kind_of, wishes
from helpline.providers.twilio.twiml import VOICES, write, write_text

_E164: Final = re.compile(r"\+[1-9][0-9]{6,14}")
# Digits that spell ANONYMOUS, RESTRICTED, BLOCKED, UNKNOWN and UNAVAILABLE on a keypad.
_SENTINELS: Final = frozenset({"+266696687", "+7378742833", "+2562533", "+8656696", "+86282452253"})
_WITHHELD: Final = re.compile(
    "anonymous|unknown|restricted|blocked|unavailable|private", re.IGNORECASE
)
_LEG_STATES: Final = {
    "queued": LegState.QUEUED,
    "initiated": LegState.QUEUED,
    "ringing": LegState.RINGING,
    "in-progress": LegState.ANSWERED,
    "answered": LegState.ANSWERED,
    "completed": LegState.COMPLETED,
    "busy": LegState.BUSY,
    "no-answer": LegState.NO_ANSWER,
    "failed": LegState.FAILED,
    "canceled": LegState.CANCELLED,
}
_PICKED_UP: Final = frozenset({"completed", "answered"})
_QUEUE_RESULTS: Final = {
    "hangup": QueueResult.HUNG_UP,
    "leave": QueueResult.LEFT,
    "redirected": QueueResult.MOVED,
    "redirected-from-bridged": QueueResult.MOVED,
    "bridged": QueueResult.MOVED,
    "bridging-in-process": QueueResult.MOVED,
}
_HAPPENINGS: Final = {
    "conference-start": Happening.STARTED,
    "conference-end": Happening.ENDED,
    "participant-join": Happening.JOINED,
    "participant-leave": Happening.LEFT,
    "participant-hold": Happening.HELD,
    "participant-unhold": Happening.UNHELD,
    "participant-mute": Happening.MUTED,
    "participant-unmute": Happening.UNMUTED,
}
_RECORDING_STATES: Final = {
    "in-progress": RecordingState.UNDERWAY,
    "completed": RecordingState.KEPT,
    "absent": RecordingState.ABSENT,
    "failed": RecordingState.ABSENT,
}
_TEXT_STATES: Final = {
    "sending": TextState.QUEUED,
    "sent": TextState.SENT,
    "delivered": TextState.DELIVERED,
    "read": TextState.DELIVERED,
    "undelivered": TextState.UNDELIVERED,
    "failed": TextState.FAILED,
}
_T = TypeVar("_T")

# It would write down what strangers put into a header.
logging.getLogger("twilio.request_validator").setLevel(logging.ERROR)


class TwilioWebhooks:
    """Needs no credentials for REST: the public face holds only the signing secrets."""

    def __init__(self, config: Config) -> None:
        self._config = config
        self._public_base_url = config.public_base_url.rstrip("/")
        secrets = config.carrier_signing_secrets
        self._validators = [RequestValidator(secret) for secret in secrets if secret]
        self._line = config.line_number
        self._kind = kind_of(config)
        self._wishes = wishes(config)

    def signed(self, path: str, form: Form, headers: Sent) -> bool:
        kind = self._kind
        signature = headers.get(kind.signature) or ""
        algorithm = get_signature_algorithm(headers.get(kind.signature_settings) or "")
        url = self._public_base_url + path
        # Every secret is tried, so that timing does not tell which one is in use.
        fits = [one.validate(url, form, signature, algorithm) for one in self._validators]
        return bool(signature) and any(fits)

    def read_call(self, form: Form) -> IncomingCall:
        return IncomingCall(
            call_ref=_required(form, "CallSid"),
            caller=read_caller(form.get("From", "")),
            line=_named(form, "To"),
        )

    def read_keys(self, form: Form) -> Keys:
        return Keys(call_ref=_required(form, "CallSid"), pressed=form.get("Digits", ""))

    def read_waiting(self, form: Form) -> Waiting:
        return Waiting(call_ref=_required(form, "CallSid"), waited=_seconds(form, "QueueTime"))

    def read_queue_left(self, form: Form) -> QueueLeft:
        return QueueLeft(
            call_ref=_required(form, "CallSid"),
            result=_QUEUE_RESULTS.get(_required(form, "QueueResult"), QueueResult.FAILED),
            waited=_seconds(form, "QueueTime"),
        )

    def read_talk_over(self, form: Form) -> TalkOver:
        return TalkOver(
            call_ref=_required(form, "CallSid"),
            is_live=form.get("CallStatus", "in-progress") == "in-progress",
            was_answered=form.get("DialCallStatus") in _PICKED_UP,
        )

    def read_leg(self, form: Form) -> LegReport:
        return LegReport(
            call_ref=_required(form, "CallSid"),
            state=_known(_LEG_STATES, form, "CallStatus"),
            order=_number(form, "SequenceNumber", otherwise=-1),
            lasted=_seconds(form, "CallDuration"),
        )

    def read_conference(self, form: Form) -> ConferenceReport:
        return ConferenceReport(
            conference_ref=_required(form, "ConferenceSid"),
            name=_named(form, "FriendlyName"),
            happening=_HAPPENINGS.get(_required(form, "StatusCallbackEvent"), Happening.OTHER),
            call_ref=_named(form, "CallSid"),
            label=_named(form, "ParticipantLabel"),
            order=_number(form, "SequenceNumber", otherwise=-1),
        )

    def read_recording(self, form: Form) -> RecordingReport:
        state = _known(_RECORDING_STATES, form, "RecordingStatus")
        if state is RecordingState.KEPT:
            _required(form, "RecordingSid")
        return RecordingReport(
            call_ref=_required(form, "CallSid"),
            recording_ref=_named(form, "RecordingSid"),
            state=state,
            lasted=_seconds(form, "RecordingDuration"),
        )

    def read_text(self, form: Form) -> IncomingText:
        return IncomingText(
            text_ref=_required(form, "MessageSid"),
            sender=read_caller(form.get("From", "")),
            words=form.get("Body", ""),
            media=_number(form, "NumMedia", otherwise=0),
        )

    def read_text_status(self, form: Form) -> TextReport:
        return TextReport(
            text_ref=_required(form, "MessageSid"),
            state=_TEXT_STATES.get(_required(form, "MessageStatus"), TextState.QUEUED),
        )

    def can_speak(self, language: str) -> bool:
        return language in VOICES

    def respond(self, answer: Answer) -> Response:
        document = write(answer, caller_id=self._line, wishes=self._wishes)
        return Response(document, content_type="text/xml")

    def reply_text(self, words: str | None) -> Response:
        return Response(write_text(words), content_type="text/xml")


def read_caller(sender: str) -> Caller:
    """What ``From`` means: free text, a number only if nothing speaks against it."""
    if sender in _SENTINELS or not sender or _WITHHELD.search(sender):
        return Caller(CallerKind.WITHHELD)
    if _E164.fullmatch(sender):
        return Caller(CallerKind.NUMBER, sender)
    return Caller(CallerKind.OTHER)


def _named(form: Form, name: str) -> str:
    """What something is called. No name has a NUL or a mark that nobody sees."""
    value = form.get(name, "")
    if not value.isprintable():
        raise NotUnderstood(name)
    return value


def _required(form: Form, name: str) -> str:
    value = _named(form, name)
    if not value:
        raise NotUnderstood(name)
    return value


def _known(words: Mapping[str, _T], form: Form, name: str) -> _T:
    try:
        return words[_required(form, name)]
    except KeyError:
        raise NotUnderstood(name) from None


def _number(form: Form, name: str, *, otherwise: int) -> int:
    text = form.get(name, "")
    # Longer than any count or duration, and Python would refuse to read it.
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else otherwise  # noqa: PLR2004


def _seconds(form: Form, name: str) -> timedelta:
    return timedelta(seconds=_number(form, name, otherwise=0))
