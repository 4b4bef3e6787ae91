"""Each scene as the caller hears it, with the keys it takes."""

from collections.abc import Callable
from typing import Final

from helpline.i18n import speak
from helpline.intake.calls.actions.line import Line, prospects
from helpline.intake.calls.addresses import public_address
from helpline.intake.calls.prompts import menus, waiting
from helpline.intake.calls.prompts.speaking import Words, offered_languages, said, said_in_each
from helpline.intake.models import Call, Scene
from helpline.intake.questions import wishes_for
from helpline.policy import current_policy
from helpline.providers import Answer, Ask, Spoken, Wait

SECONDS: Final = 8
"""Silence allowed after a menu."""
TICK_SECONDS: Final = 12
"""Between two words to somebody who waits."""

Prompts = tuple[Spoken, ...]


def languages_of(call: Call) -> tuple[str, ...]:
    """The language they chose, or all: somebody in danger must not choose first."""
    return (call.language,) if call.language else offered_languages()


def show(call: Call, line: Line, *first: Spoken) -> Answer:
    """Where the caller is now, after these words."""
    speak(languages_of(call)[0])
    if call.scene is Scene.WAITING:
        return Answer().say(*first) if line.in_queue else _enqueue(call, *first)
    prompts = _SCENES[call.scene](call, line)
    return Answer().ask(Ask(_keys(call, line), (*first, *prompts), seconds=SECONDS, always=True))


def tick(call: Call, line: Line) -> Answer:
    """One round of waiting: how it stands, and the keys that work meanwhile."""
    if call.scene is not Scene.WAITING:
        return show(call, line)
    prompts = to_caller(call, lambda: waiting.waiting(prospects(call, line)))
    return Answer().ask(Ask(_keys(call, line), prompts, seconds=TICK_SECONDS))


def farewell(call: Call, words: Words) -> Answer:
    """The last words, and the end."""
    return Answer().say(*to_caller(call, words)).hang_up()


def slip_away(call: Call) -> Answer:
    """A short and neutral end. In one language only, so that it is quick."""
    return Answer().say(*said(languages_of(call)[0], waiting.quiet_exit)).hang_up()


def to_caller(call: Call, words: Words) -> Prompts:
    """These words in the caller's language."""
    return said_in_each(languages_of(call), words)


def wishes() -> tuple[str, ...]:
    """What this operator's desks can be asked for, in the order of the form."""
    return tuple(wishes_for(current_policy().desks))


def _enqueue(call: Call, *first: Spoken) -> Answer:
    wait = Wait(
        queue=call.room, waiting_url=public_address("/waiting"), left_url=public_address("/left")
    )
    return Answer().say(*first).wait(wait)


def _keys(call: Call, line: Line) -> str:
    return public_address(f"{'/waiting' if line.in_queue else ''}/keys/{call.step}")


def _languages(call: Call, _line: Line) -> Prompts:
    return menus.languages(call.page)


def _desks(call: Call, _line: Line) -> Prompts:
    return menus.desks(languages_of(call)[0], wishes(), with_notice=call.tries == 0)


def _offer(call: Call, line: Line) -> Prompts:
    return to_caller(call, lambda: waiting.offer(prospects(call, line)))


def _danger(call: Call, _line: Line) -> Prompts:
    return to_caller(call, menus.danger_again if call.is_danger else menus.danger)


def _after(call: Call, _line: Line) -> Prompts:
    return to_caller(call, menus.after)


_SCENES: Final[dict[Scene, Callable[[Call, Line], Prompts]]] = {
    Scene.LANGUAGE: _languages,
    Scene.DESK: _desks,
    Scene.OFFER: _offer,
    Scene.DANGER: _danger,
    Scene.AFTER: _after,
}
