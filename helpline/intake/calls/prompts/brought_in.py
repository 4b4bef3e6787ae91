"""What somebody hears who is rung into a call. A voicemail must learn nothing from it."""

from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from typing import Final

from helpline.i18n import gettext as _
from helpline.policy import current_policy


class Said(StrEnum):
    """News for one of ours, said into the talk."""

    NOT_REACHED = "not_reached"
    THIRD_LEFT = "third_left"
    SUPERVISOR_COMES = "supervisor_comes"


def asked() -> Iterator[str]:
    """Only who is calling, and nothing about whom or what."""
    yield _("This is a call from %(name)s.", name=current_policy().name)
    yield _("To take the call, press 1. If you cannot take it, press 2.")


def connecting() -> Iterator[str]:
    yield _("Thank you. You are being connected.")


def over() -> Iterator[str]:
    yield _("This call is over. Thank you. Goodbye.")


def goes_on_without_you() -> Iterator[str]:
    yield _("You have left the call, and it goes on without you. Thank you. Goodbye.")


def said(what: Said) -> Iterator[str]:
    yield _SAID[what]()


def _not_reached() -> str:
    return _("The other person could not be brought in. The caller is with you.")


def _third_left() -> str:
    return _("The other person has left. The caller is with you.")


def _supervisor_comes() -> str:
    return _("A supervisor is going to join you. The caller has been told.")


_SAID: Final[Mapping[Said, Callable[[], str]]] = {
    Said.NOT_REACHED: _not_reached,
    Said.THIRD_LEFT: _third_left,
    Said.SUPERVISOR_COMES: _supervisor_comes,
}
