"""When something of ours breaks in a call: the truth, the emergency number, the duty phone.

Nothing here asks the database, so that it works when nothing else does.
"""

import logging
import secrets
from http import HTTPStatus
from typing import Final

from flask import Response, request
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import NoResultFound
from werkzeug.exceptions import HTTPException

from helpline.intake.calls.addresses import PREFIX, public_address
from helpline.intake.calls.decisions.pages import page_of
from helpline.intake.calls.prompts import broken, phones, waiting
from helpline.intake.calls.prompts.speaking import offered_languages, said_in_each
from helpline.policy import current_policy
from helpline.providers import Answer, Dial, NotUnderstood, TalkOver, current_carrier

RING_SECONDS: Final = 40
RESTED_SECONDS: Final = 6
SILENT: Final = frozenset(
    {
        *("status", "leg_status", "leg_browser_status", "back_them_status"),
        *("text_status", "text_in", "voicemail_kept", "conference"),
    }
)
"""Nobody listens to what we answer these."""
NOT_A_WORD: Final = frozenset({"back_them", "back_them_over"})
"""We rang them: who listens may be anybody, or a machine."""
IN_QUEUE: Final = frozenset({"waiting", "waiting_keys", "waiting_number"})
IN_TALK: Final = frozenset({"held", "told", "heard", "leg_said"})
"""Said into a conference, where words and pauses alone are allowed."""
OUR_PHONES: Final = frozenset(
    {"leg", "leg_yes", "leg_key", "leg_over", "leg_gone", "back", "back_key", "back_yes"}
)

log = logging.getLogger(__name__)


def fail(error: Exception) -> ResponseReturnValue:
    """Any error in a webhook. The log gets a number and its kind, never its words."""
    if isinstance(error, HTTPException):
        return error.name, HTTPStatus(error.code or HTTPStatus.INTERNAL_SERVER_ERROR)
    if isinstance(error, NotUnderstood):
        return "not understood", HTTPStatus.BAD_REQUEST
    log.error("call error %s: %s", secrets.token_hex(4), type(error).__name__, exc_info=error)
    endpoint = (request.endpoint or "").rpartition(".")[2]
    return _to_carrier(error) if endpoint in SILENT else _truth(endpoint)


def ring_duty() -> Response:
    """The last resort of a call, and what the carrier asks when it cannot read our answer."""
    answer = Answer().say(*said_in_each(_soon_told(), broken.ringing_duty))
    duty = Dial(current_policy().danger.duty_number, public_address("/fallback/over"), RING_SECONDS)
    return current_carrier().respond(answer.dial(duty))


def duty_over(over: TalkOver) -> Response:
    """After a talk, or a machine that spoke: what can be done now is as true after both."""
    answer = Answer()
    if over.is_live and over.was_answered:
        answer.say(*said_in_each(_soon_told(), waiting.finished)).hang_up()
    elif over.is_live:
        answer.say(*said_in_each(offered_languages(), broken.nobody_answered)).hang_up()
    return current_carrier().respond(answer)


def _soon_told() -> tuple[str, ...]:
    """The first page of languages: nobody shall wait for fifteen before a phone rings."""
    return page_of(offered_languages(), 0)


def _to_carrier(error: Exception) -> ResponseReturnValue:
    """It repeats what we could not take. What is not there, or no more, will not come by that."""
    is_gone = isinstance(error, NoResultFound)
    return "", HTTPStatus.NOT_FOUND if is_gone else HTTPStatus.INTERNAL_SERVER_ERROR


def _truth(endpoint: str) -> Response:
    if endpoint in IN_TALK:
        return current_carrier().respond(_into_talk(endpoint))
    return _to_phone(endpoint)


def _to_phone(endpoint: str) -> Response:
    if endpoint in IN_QUEUE:
        # No phone can be dialled from inside a queue; what follows outside dials it.
        answer = Answer().say(*said_in_each(_soon_told(), broken.truth)).leave()
        return current_carrier().respond(answer)
    if endpoint in OUR_PHONES | NOT_A_WORD:
        ours = offered_languages()[:1] if endpoint in OUR_PHONES else ()
        return current_carrier().respond(Answer().say(*said_in_each(ours, phones.broken)).hang_up())
    return ring_duty()


def _into_talk(endpoint: str) -> Answer:
    """Whoever is on hold asks us again, so that no silence follows when we are well."""
    answer = Answer().say(*said_in_each(_soon_told(), broken.truth))
    if endpoint == "held":
        answer.pause(RESTED_SECONDS).go_to(public_address(request.path.removeprefix(PREFIX)))
    return answer
