"""All that a caller can come to hear, without a call: each scene in every state it can have."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import product
from typing import Final

from helpline.intake.calls.decisions.pages import ON_ONE_PAGE, has_pages
from helpline.intake.calls.decisions.waits import LATER
from helpline.intake.calls.prompts import (
    callbacks,
    coming_back,
    held,
    menus,
    messages,
    waiting,
    wishing,
)
from helpline.intake.calls.prompts.waiting import Prospects
from helpline.intake.models import Answerers, ThirdKind
from helpline.intake.questions import wishes_for
from helpline.policy import current_policy

MOMENTS: Final = (datetime(2026, 1, 5, 9, 30, tzinfo=UTC), datetime(2026, 6, 9, 14, 0, tzinfo=UTC))
"""Two, so that a sentence with a time in it comes out as two, and is noticed."""
AHEAD: Final = (0, 2)
YES_OR_NO: Final = (True, False)


def menu_entries(language: str, offered: Sequence[str]) -> Iterator[str]:
    """Its own entry, with the key that it has in the menu of each of our numbers."""
    lines = (line.languages for line in current_policy().calls.lines)
    for menu in (tuple(offered), *(tuple(filter(offered.__contains__, line)) for line in lines)):
        if language in menu:
            yield from menus.press_for_language(language, menu.index(language) % ON_ONE_PAGE + 1)
        if has_pages(menu):
            yield from menus.press_for_more()


def waiting_in_danger() -> Iterator[str]:
    yield from waiting.confirmed()
    for prospects in _prospects(is_danger=True):
        yield from waiting.waiting(prospects)


def nobody_here() -> Iterator[str]:
    """The truth where nobody can answer; what can be done instead varies, and is no slot here."""
    for prospects in _prospects(is_danger=False):
        if prospects.opens_at or prospects.answerers is Answerers.NOBODY:
            yield from waiting.offer(prospects)


def quiet_exit() -> Iterator[str]:
    yield from waiting.quiet_exit()


def _desk() -> Iterator[str]:
    wishes = tuple(wishes_for(current_policy().desks))
    for shown in (wishes, ()):
        yield from menus.choices(menus.Choices(wishes=shown, with_code=True))
    for pressed in ("", "9"):
        yield menus.again(pressed)
    yield from menus.after()


def _waiting() -> Iterator[str]:
    for prospects in _prospects(is_danger=False):
        yield from waiting.waiting(prospects)
    for minutes in (None, 1, 2):
        yield from waiting.how_many_minutes(minutes)
    yield from waiting.back_in_line()
    yield from waiting.connected()
    yield from waiting.not_connected()


def _offer() -> Iterator[str]:
    for is_danger in YES_OR_NO:
        for prospects in _prospects(is_danger=is_danger):
            yield from waiting.offer(prospects)


def _farewell() -> Iterator[str]:
    for moment in MOMENTS:
        yield from waiting.called_back(moment)
    yield from waiting.finished()


def _coming_back() -> Iterator[str]:
    for words in (
        coming_back.code,
        coming_back.found,
        coming_back.not_known,
        coming_back.no_more_tries,
        coming_back.not_now,
        coming_back.receipt_risk,
        coming_back.receipt,
        coming_back.receipt_not_known,
        coming_back.please_wait,
    ):
        yield from words()
    for pressed in ("", "9"):
        yield coming_back.no_code(pressed)
        yield coming_back.no_receipt(pressed)


def _wishing() -> Iterator[str]:
    yield from wishing.gender()
    yield from wishing.organisation()
    yield from wishing.unmatched(may_be_called_back=True)


def _callback() -> Iterator[str]:
    for moment in MOMENTS:
        yield from callbacks.when((moment,) * len(LATER))
    yield from callbacks.that_time_is_over()
    yield from callbacks.which_number()
    yield from callbacks.number()
    yield from callbacks.no_number()
    yield from callbacks.number_check("0123456789")


def _voicemail() -> Iterator[str]:
    for desk in current_policy().desks:
        yield from messages.before_the_tone(desk)
    yield from messages.go_on()
    yield from messages.thanks()


def _on_hold() -> Iterator[str]:
    for meanwhile, third in product(held.Meanwhile, (None, *ThirdKind)):
        yield from held.on_hold(meanwhile, third)
    yield from held.on_hold(held.Meanwhile.ASIDE, None, is_long=True)
    for news in held.Told:
        yield from held.told(news)
    yield from held.cut_off()


def _prospects(*, is_danger: bool) -> Iterator[Prospects]:
    """How it can stand for somebody."""
    states = product((None, *Answerers), AHEAD, (None, MOMENTS[0]), YES_OR_NO, YES_OR_NO)
    for answerers, ahead, opens_at, is_accepted, is_over in states:
        yield Prospects(
            answerers=answerers,
            ahead=ahead,
            callback_at=MOMENTS[0],
            is_accepted=is_accepted,
            is_danger=is_danger,
            is_patience_over=is_over,
            may_wait=True,
            may_leave_message=True,
            opens_at=opens_at,
        )


EVERYTHING_ELSE: Final[dict[str, Callable[[], Iterable[str]]]] = {
    "desk": _desk,
    "waiting": _waiting,
    "offer": _offer,
    "coming_back": _coming_back,
    "wishing": _wishing,
    "callback": _callback,
    "farewell": _farewell,
    "voicemail": _voicemail,
    "on_hold": _on_hold,
    "surge": menus.surge,
}
"""What a language without a voice needs besides, so that everything can be done in it."""
