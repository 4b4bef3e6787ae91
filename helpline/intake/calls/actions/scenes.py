"""Each scene as the caller hears it, with the keys it takes."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from helpline.clock import now
from helpline.i18n import speak
from helpline.intake.calls.actions import voicemail
from helpline.intake.calls.actions.line import Line, binding_of, desk_of, languages_for
from helpline.intake.calls.actions.standing import callback_windows, prospects
from helpline.intake.calls.addresses import public_address
from helpline.intake.calls.decisions.moves import (
    CODE_LENGTH,
    DONE_KEY,
    LONGEST_NUMBER,
    RECEIPT_LENGTH,
    WRONG_CODES,
)
from helpline.intake.calls.decisions.pages import page_of
from helpline.intake.calls.prompts import callbacks, coming_back, menus, waiting, wishing
from helpline.intake.calls.prompts.speaking import Words, said, said_in_each
from helpline.intake.models import Call, Scene
from helpline.intake.questions import wishes_for
from helpline.intake.surge import surge_now
from helpline.policy import current_policy
from helpline.providers import EVERY_KEY, Answer, Ask, Spoken, Wait

SECONDS: Final = 8
"""Silence allowed after a menu."""
TICK_SECONDS: Final = 12
"""Between two words to somebody who waits."""

Prompts = tuple[Spoken, ...]


def languages_of(call: Call) -> tuple[str, ...]:
    """The language they chose, or those they were just offered: danger comes before choosing."""
    return (call.language,) if call.language else page_of(languages_for(call), call.page)


def show(call: Call, line: Line, *first: Spoken) -> Answer:
    """Where the caller is now, after these words."""
    speak(languages_of(call)[0])
    if call.scene is Scene.WAITING:
        return Answer().say(*first) if line.in_queue else _enqueue(call, *first)
    if call.scene is Scene.VOICEMAIL:
        return _to_tone(call, line)
    if call.scene is Scene.NUMBER_CHECK:
        # What is read back must not stand in an answer that is remembered.
        return Answer().say(*first).go_to(_address(line, "/number"))
    return ask(call, line, *first)


def ask(call: Call, line: Line, *first: Spoken) -> Answer:
    """The scene's question, and where its keys go."""
    return Answer().ask(_asked(call, line, (*first, *_SCENES[call.scene](call))))


def ask_number_check(call: Call, line: Line, number: str) -> Answer:
    """The number that was keyed, digit by digit; never remembered, so always asked for anew."""
    prompts = to_caller(call, lambda: callbacks.number_check(number))
    return Answer().ask(_asked(call, line, prompts))


def tick(call: Call, line: Line) -> Answer:
    """One round of waiting: how it stands, and the keys that work meanwhile."""
    if call.scene is not Scene.WAITING:
        return show(call, line)
    prompts = to_caller(call, lambda: waiting.waiting(prospects(call)))
    keys = _address(line, f"/keys/{call.step}")
    return Answer().ask(Ask(keys, prompts, seconds=TICK_SECONDS))


def farewell(call: Call, words: Words) -> Answer:
    """The last words, and the end."""
    return Answer().say(*to_caller(call, words)).hang_up()


def slip_away(call: Call) -> Answer:
    """A short and neutral end. In one language only, so that it is quick."""
    return Answer().say(*said(languages_of(call)[0], waiting.quiet_exit)).hang_up()


def to_caller(call: Call, words: Words) -> Prompts:
    """These words in the caller's language."""
    return said_in_each(languages_of(call), words)


def choices(call: Call) -> menus.Choices:
    """What can be wished for at the number that they dialled, in the order of the form."""
    binding = binding_of(call)
    has_desk = binding is not None and binding.desk is not None
    wishes = () if has_desk else tuple(wishes_for(current_policy().desks))
    return menus.Choices(wishes=wishes, with_code=may_bring_code(call))


def may_bring_code(call: Call) -> bool:
    is_new = call.contact_id is None and call.wrong_codes < WRONG_CODES
    return is_new and current_policy().calls.phone_code


def windows_of(call: Call) -> tuple[datetime, ...]:
    """The times that they were told; the same under each key until they have chosen."""
    return callback_windows(desk_of(call), call.call_at or now())


def _enqueue(call: Call, *first: Spoken) -> Answer:
    wait = Wait(
        queue=call.room, waiting_url=public_address("/waiting"), left_url=public_address("/left")
    )
    return Answer().say(*first).wait(wait)


def _to_tone(call: Call, line: Line) -> Answer:
    """Nobody is recorded in a queue: out of it first."""
    return Answer().leave() if line.in_queue else voicemail.begin(call)


def _asked(call: Call, line: Line, prompts: Prompts) -> Ask:
    entry = _ENTRIES.get(call.scene, ONE_KEY)
    return Ask(
        _address(line, f"{entry.path}/{call.step}"),
        prompts,
        digits=entry.digits,
        seconds=entry.seconds,
        done_on=entry.done_on,
        always=True,
    )


def _address(line: Line, path: str) -> str:
    return public_address(f"{'/waiting' if line.in_queue else ''}{path}")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """How keys are taken at a scene."""

    path: str = "/keys"
    digits: int = 1
    seconds: int = SECONDS
    done_on: str = EVERY_KEY


ONE_KEY: Final = _Entry()
_ENTRIES: Final = {
    Scene.CODE: _Entry(path="/code", digits=CODE_LENGTH, done_on=DONE_KEY),
    Scene.RECEIPT: _Entry(path="/receipt", digits=RECEIPT_LENGTH, done_on=DONE_KEY),
    Scene.NUMBER: _Entry(digits=LONGEST_NUMBER, done_on=DONE_KEY),
}


def _languages(call: Call) -> Prompts:
    return menus.languages(languages_for(call), call.page)


def _desks(call: Call) -> Prompts:
    is_first = call.tries == 0
    surge = surge_now() if is_first else None  # told once: no question to the database again
    return menus.desks(
        languages_of(call)[0],
        choices(call),
        with_notice=is_first,
        very_many=surge is not None and surge.recorded_notice_first,
    )


def _offer(call: Call) -> Prompts:
    return to_caller(call, lambda: waiting.offer(prospects(call)))


def _unmatched(call: Call) -> Prompts:
    can_call = prospects(call).callback_at is not None
    return to_caller(call, lambda: wishing.unmatched(may_be_called_back=can_call))


def _when(call: Call) -> Prompts:
    return to_caller(call, lambda: callbacks.when(windows_of(call)))


def _danger(call: Call) -> Prompts:
    if call.is_danger:
        return to_caller(call, menus.danger_again)
    return to_caller(call, menus.danger if call.language else menus.danger_first)


def _plainly(words: Words) -> Callable[[Call], Prompts]:
    """A scene that is the same for everybody."""
    return lambda call: to_caller(call, words)


_SCENES: Final[dict[Scene, Callable[[Call], Prompts]]] = {
    Scene.LANGUAGE: _languages,
    Scene.DESK: _desks,
    Scene.CODE: _plainly(coming_back.code),
    Scene.RECEIPT_RISK: _plainly(coming_back.receipt_risk),
    Scene.RECEIPT: _plainly(coming_back.receipt),
    Scene.GENDER: _plainly(wishing.gender),
    Scene.ORGANISATION: _plainly(wishing.organisation),
    Scene.UNMATCHED: _unmatched,
    Scene.OFFER: _offer,
    Scene.WHEN: _when,
    Scene.WHICH_NUMBER: _plainly(callbacks.which_number),
    Scene.NUMBER: _plainly(callbacks.number),
    Scene.DANGER: _danger,
    Scene.AFTER: _plainly(menus.after),
}
