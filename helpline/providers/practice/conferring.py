"""Dial, to a conference: sitting in it, on hold, spoken to, until out of it."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Final
from urllib.parse import urljoin
from xml.etree import ElementTree as ET

from helpline.providers.practice.call import NOWHERE, Call, Callback, CallerGone, Moved
from helpline.providers.practice.conference import Conference, Participant
from helpline.providers.practice.exchange import Exchange
from helpline.providers.practice.grammar import Context
from helpline.providers.practice.walk import Next, Unheard, Walk, address, callback_of, tell_dial

STAR: Final = "*"


@dataclass(frozen=True, slots=True)
class Seat:
    """A place in a conference, and what was agreed about it."""

    conference: str
    callback: Callback = NOWHERE
    action: str = ""
    action_method: str = "POST"
    waiting_url: str = ""
    waiting_method: str = "POST"
    label: str = ""
    muted: bool = False
    coached: str = ""
    """The only leg that hears this one."""
    starts_it: bool = True
    ends_it: bool = False
    star_leaves: bool = False


def seat_of(dial_verb: ET.Element, base: str) -> Seat:
    verb = dial_verb[0]
    return Seat(
        conference=(verb.text or "").strip(),
        callback=callback_of(verb, base),
        action=address(base, dial_verb, "action"),
        action_method=dial_verb.get("method", "POST"),
        waiting_url=urljoin(base, verb.get("waitUrl", "")) if verb.get("waitUrl") else "",
        waiting_method=verb.get("waitMethod", "POST"),
        label=verb.get("participantLabel", ""),
        muted=verb.get("muted") == "true",
        coached=verb.get("coach", ""),
        starts_it=verb.get("startConferenceOnEnter", "true") == "true",
        ends_it=verb.get("endConferenceOnExit") == "true",
        star_leaves=dial_verb.get("hangupOnStar") == "true",
    )


def participant(call: Call, seat: Seat) -> Participant:
    return Participant(
        call,
        seat.label,
        seat.muted,
        coaching=bool(seat.coached),
        coached=seat.coached,
        starts_it=seat.starts_it,
        ends_it=seat.ends_it,
    )


def confer(walk: Walk, seat: Seat) -> Next | None:
    """Sit in a conference until out of it; the action hears of each way out."""
    call = walk.call
    who = participant(call, seat)
    conference = _entered(walk.exchange, seat, who)
    if conference is None:
        call.hear("fault", f"16025: there is a participant {seat.label} already")
        return None
    try:
        _sit(walk, conference, who, seat)
    except CallerGone as why:
        conference.leave(call, "participant_hung_up")
        tell_dial(walk, _after(seat), why)
        raise
    except Moved as why:
        conference.leave(call, "participant_updated_via_api")
        tell_dial(walk, _after(seat), why)
        raise
    except Unheard:
        conference.leave(call, "participant_add_failed")
        return _after(seat, "failed")
    conference.leave(call, "participant_hung_up")
    return _after(seat, "answered")


def _entered(exchange: Exchange, seat: Seat, who: Participant) -> Conference | None:
    """Nobody ends it between the door and the seat: they would sit in what is over."""
    with exchange.change:
        conference = exchange.conference(seat.conference, seat.callback)
        return conference if conference.enter(who) else None


def _after(seat: Seat, status: str = "") -> Next | None:
    words = {"DialCallStatus": status}
    return Next(seat.action, words, seat.action_method) if seat.action else None


def _sit(walk: Walk, conference: Conference, who: Participant, seat: Seat) -> None:
    call = walk.call

    def out() -> bool:
        return call.sid not in conference.members or _starred(call, seat)

    if seat.waiting_url and conference.status == "init":
        page = Next(seat.waiting_url, {}, seat.waiting_method)
        _listen(walk, page, Context.CONFERENCE, lambda: conference.status != "init" or out())
    while not out():
        call.wait(None, lambda: out() or who.hold or bool(who.announcements))
        if who.announcements and not out():
            method, url = who.announcements.popleft()
            _listen_or_not(walk, Next(url, {}, method), Context.ANNOUNCEMENT, out)
        elif who.hold and not out():
            _held(walk, who, out)


def _held(walk: Walk, who: Participant, out: Callable[[], bool]) -> None:
    """Its own page while on hold; where that is broken or at its end, silence."""

    def again() -> bool:
        return not who.hold or out() or bool(who.announcements)

    if who.hold_url:
        page = Next(who.hold_url, {}, who.hold_method)
        _listen_or_not(walk, page, Context.HOLD, again)
    walk.call.wait(None, again)


def _listen_or_not(walk: Walk, page: Next, where: Context, enough: Callable[[], bool]) -> None:
    with suppress(Unheard):
        _listen(walk, page, where, enough)


def _starred(call: Call, seat: Seat) -> bool:
    if not seat.star_leaves:
        return False
    if call.script and call.script[0] == STAR:
        call.script.popleft()
        call.press(STAR)
    return STAR in call.typed


def _listen(walk: Walk, page: Next, where: Context, enough: Callable[[], bool]) -> None:
    before, walk.speech.enough = walk.speech.enough, enough
    try:
        walk.follow(page, where)
    finally:
        walk.speech.enough = before
