"""What a caller hears during a talk when something changes: only what is true, never silence."""

from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from typing import Final

from helpline.i18n import gettext as _
from helpline.intake.models import ThirdKind
from helpline.policy import current_policy


class Meanwhile(StrEnum):
    """What the handler does while the caller is on hold."""

    ASIDE = "aside"
    RINGING = "ringing"
    SPEAKING = "speaking"


class Told(StrEnum):
    """News for the caller, said into the talk."""

    BACK = "back"
    BACK_ALONE = "back_alone"
    """Nobody could be brought in."""
    NOT_REACHED = "not_reached"
    """Likewise, and the caller was never on hold."""
    LISTENING = "listening"
    WHISPERING = "whispering"


def on_hold(
    meanwhile: Meanwhile, third: ThirdKind | None, *, is_long: bool = False
) -> Iterator[str]:
    """Said again and again. ``third`` is None where the caller was not asked about them."""
    yield _("You are on hold, and you are still connected with us.")
    if not (is_long and meanwhile is Meanwhile.ASIDE):
        yield _MEANWHILE[meanwhile](third)
    if is_long:
        yield _("The person you talked with is being reminded that you are waiting.")
    yield _("Nobody hears you while you are on hold.")
    yield _("In an emergency, hang up and call %(number)s.", number=_emergency_number())


def told(what: Told) -> Iterator[str]:
    yield from _TOLD[what]()


def cut_off() -> Iterator[str]:
    yield _(
        "The connection to the person you talked with has been lost. "
        "You are the next one, and we are ringing them again. Please stay on the line."
    )


def _aside(_third: ThirdKind | None) -> str:
    return _("The person you talked with will be back in a moment.")


def _ringing(third: ThirdKind | None) -> str:
    words: Mapping[ThirdKind | None, Callable[[], str]] = {
        ThirdKind.INTERPRETER: lambda: _("They are calling an interpreter for you now."),
        ThirdKind.COLLEAGUE: lambda: _("They are calling a colleague who can help you now."),
        ThirdKind.SERVICE: lambda: _("They are calling a counselling service for you now."),
        ThirdKind.POLICE: lambda: _("They are calling the police now, as you agreed."),
    }
    return words.get(third, lambda: _("They are calling somebody who can help you now."))()


def _speaking(third: ThirdKind | None) -> str:
    words: Mapping[ThirdKind | None, Callable[[], str]] = {
        ThirdKind.INTERPRETER: lambda: _("They are speaking with an interpreter now."),
        ThirdKind.COLLEAGUE: lambda: _("They are speaking with a colleague now."),
        ThirdKind.SERVICE: lambda: _("They are speaking with a counselling service now."),
        ThirdKind.POLICE: lambda: _("They are speaking with the police now, as you agreed."),
    }
    return words.get(third, lambda: _("They are speaking with somebody who can help you now."))()


def _back() -> Iterator[str]:
    yield _("You are back with the person you talked with.")


def _back_alone() -> Iterator[str]:
    yield from _not_reached()
    yield from _back()


def _not_reached() -> Iterator[str]:
    yield _("The other person could not be reached.")


def _listening() -> Iterator[str]:
    yield _("A supervisor is going to listen to this call, so that we help you well.")
    yield _("If you do not want that, please say so now.")


def _whispering() -> Iterator[str]:
    yield _(
        "A supervisor is going to listen to this call and to advise the person you talk with. "
        "You do not hear the supervisor."
    )
    yield _("If you do not want that, please say so now.")


def _emergency_number() -> str:
    return current_policy().emergency_number


_MEANWHILE: Final[Mapping[Meanwhile, Callable[[ThirdKind | None], str]]] = {
    Meanwhile.ASIDE: _aside,
    Meanwhile.RINGING: _ringing,
    Meanwhile.SPEAKING: _speaking,
}
_TOLD: Final[Mapping[Told, Callable[[], Iterator[str]]]] = {
    Told.BACK: _back,
    Told.BACK_ALONE: _back_alone,
    Told.NOT_REACHED: _not_reached,
    Told.LISTENING: _listening,
    Told.WHISPERING: _whispering,
}
