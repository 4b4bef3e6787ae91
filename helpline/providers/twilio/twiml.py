"""Writes our answers in TwiML."""

from collections.abc import Callable
from dataclasses import fields, replace
from typing import Any, Final, cast

from twilio.twiml import TwiML
from twilio.twiml.messaging_response import MessagingResponse
from twilio.twiml.voice_response import Dial as DialVerb
from twilio.twiml.voice_response import Enqueue as EnqueueVerb
from twilio.twiml.voice_response import Gather, Hangup, Redirect, Reject, Say, VoiceResponse
from twilio.twiml.voice_response import Leave as LeaveVerb
from twilio.twiml.voice_response import Pause as PauseVerb
from twilio.twiml.voice_response import Play as PlayVerb
from twilio.twiml.voice_response import Record as RecordVerb

from helpline.providers.answers import (
    Answer,
    Ask,
    Dial,
    GoTo,
    HangUp,
    Heard,
    Join,
    Leave,
    Pause,
    Record,
    Refuse,
    Spoken,
    Step,
    Wait,
)
from helpline.providers.carrier import NoVoice

VOICES: Final[dict[str, tuple[str, str]]] = {
    "ar": ("ar-AE", "Polly.Hala-Neural"),
    "da": ("da-DK", "Polly.Sofie-Neural"),
    "de": ("de-DE", "Polly.Vicki-Neural"),
    "en": ("en-GB", "Polly.Amy-Neural"),
    "fi": ("fi-FI", "Polly.Suvi-Neural"),
    "fr": ("fr-FR", "Polly.Lea-Neural"),
    "nb": ("nb-NO", "Polly.Ida-Neural"),
    "nl": ("nl-NL", "Polly.Laura-Neural"),
    "ru": ("ru-RU", "Polly.Tatyana"),
    "sv": ("sv-SE", "Polly.Elin-Neural"),
    "tr": ("tr-TR", "Polly.Burcu-Neural"),
    "uk": ("uk-UA", "Google.uk-UA-Wavenet-A"),
}
"""Our language to Twilio's language and voice. It has none for fa, so and ur."""

EVENTS: Final = "start end join leave mute hold"
_SILENCE: Final = ""


def write_text(words: str | None) -> str:
    """The answer to a text: one text back, or none."""
    response = MessagingResponse()
    if words is not None:
        response.message(words)
    return str(response)


def write(answer: Answer, *, caller_id: str, wishes: str = "") -> str:
    """The whole document, with ``wishes`` behind each address that is asked.

    Raises NoVoice for words that nothing can speak.
    """
    response = VoiceResponse()
    for step in answer.steps:
        response.append(_verb(_with_wishes(step, wishes), caller_id))
    return str(response)


def _with_wishes(step: Step, wishes: str) -> Step:
    """Every field that is an address of ours is named for it."""
    named = {one.name: getattr(step, one.name) for one in fields(step) if one.name.endswith("url")}
    return replace(step, **{name: url + wishes for name, url in named.items() if url})


def _verb(step: Step, caller_id: str) -> TwiML:
    if isinstance(step, Dial):
        return _dial(step, caller_id)
    return _WRITERS[type(step)](step)


def _spoken(spoken: Spoken) -> TwiML:
    if spoken.recording:
        return PlayVerb(spoken.recording)
    if spoken.language not in VOICES:
        raise NoVoice(spoken.language)
    language, voice = VOICES[spoken.language]
    return Say(spoken.words, language=language, voice=voice)


def _pause(pause: Pause) -> TwiML:
    return PauseVerb(length=pause.seconds)


def _ask(ask: Ask) -> TwiML:
    gather = Gather(
        input="dtmf",
        action=ask.url,
        method="POST",
        num_digits=ask.digits,
        timeout=ask.seconds,
        finish_on_key=ask.done_on,
        action_on_empty_result=ask.always or None,
    )
    for heard in ask.prompts:
        gather.append(_heard(heard))
    return gather


def _heard(heard: Heard) -> TwiML:
    return _pause(heard) if isinstance(heard, Pause) else _spoken(heard)


def _go_to(step: GoTo) -> TwiML:
    return Redirect(step.url, method="POST")


def _wait(wait: Wait) -> TwiML:
    return EnqueueVerb(
        wait.queue,
        action=wait.left_url,
        method="POST",
        wait_url=wait.waiting_url,
        wait_url_method="POST",
    )


def _join(join: Join) -> TwiML:
    dial = DialVerb(action=join.left_url, method="POST", hangup_on_star=join.star_leaves or None)
    dial.conference(join.conference, **_conference(join))
    return dial


def _conference(join: Join) -> dict[str, Any]:
    attributes: dict[str, Any] = {
        "beep": "false",
        "start_conference_on_enter": join.starts_it,
        "end_conference_on_exit": join.ends_it,
        "wait_url": join.waiting_url or _SILENCE,
        "wait_method": "POST" if join.waiting_url else None,
        "muted": join.muted or None,
        "coach": join.coaches or None,
        "participant_label": join.label or None,
    }
    if join.events_url:
        attributes["status_callback"] = join.events_url
        attributes["status_callback_method"] = "POST"
        attributes["status_callback_event"] = EVENTS
    return attributes


def _record(record: Record) -> TwiML:
    return RecordVerb(
        action=record.done_url,
        method="POST",
        timeout=record.silence_seconds,
        max_length=record.longest_seconds,
        finish_on_key=record.done_on,
        play_beep=True,
        recording_status_callback=record.kept_url,
        recording_status_callback_method="POST",
        recording_status_callback_event="completed absent",
    )


def _dial(dial: Dial, caller_id: str) -> TwiML:
    verb = DialVerb(
        action=dial.left_url or None,
        method="POST" if dial.left_url else None,
        timeout=dial.seconds,
        caller_id=caller_id or None,
    )
    client, found, name = dial.to.partition("client:")
    if found and not client:
        verb.client(name)
    else:
        verb.number(dial.to)
    return verb


def _leave(_step: Leave) -> TwiML:
    return LeaveVerb()


def _hang_up(_step: HangUp) -> TwiML:
    return Hangup()


def _refuse(_step: Refuse) -> TwiML:
    return Reject(reason="busy")


_WRITERS: Final = cast(
    "dict[type[Step], Callable[[Step], TwiML]]",
    {
        Spoken: _spoken,
        Pause: _pause,
        Ask: _ask,
        GoTo: _go_to,
        Wait: _wait,
        Join: _join,
        Record: _record,
        Leave: _leave,
        HangUp: _hang_up,
        Refuse: _refuse,
    },
)
