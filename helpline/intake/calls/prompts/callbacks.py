"""When, and at which number, somebody wants to be called back."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from helpline.i18n import format_datetime
from helpline.i18n import gettext as _
from helpline.intake.calls.prompts.menus import press_for_danger, press_for_danger_in_an_entry
from helpline.intake.calls.prompts.speaking import Varying
from helpline.policy import current_policy


def when(moments: Sequence[datetime]) -> Iterator[str]:
    yield from press_for_danger()
    for place, moment in enumerate(moments):
        key = place + 1
        yield Varying(
            _(
                "To be called on %(moment)s or soon after, press %(key)s.",
                moment=format_datetime(moment, current_policy().time_zone),
                key=key,
            ),
            steady=_steady(place, key),
        )


def that_time_is_over() -> Iterator[str]:
    yield _("That time is not possible any more. Please choose again.")


def which_number() -> Iterator[str]:
    yield from press_for_danger()
    yield _("To be called at the number that you are calling from, press 1.")
    yield _("To be called at another number, press 2.")


def number() -> Iterator[str]:
    yield from press_for_danger_in_an_entry()
    yield _("Please key the number at which we shall call you, and then the hash key.")
    yield _("Please choose a number at which it is safe for you to be called.")


def no_number() -> Iterator[str]:
    yield _("We cannot call this number.")


def number_check(number_: str) -> Iterator[str]:
    """Digit by digit. The number is said, and kept in no answer that we remember."""
    yield from press_for_danger()
    yield _("We understood this number:")
    yield from digits(number_)
    yield _("If that is right, press 1. To key it again, press 2.")


def digits(number_: str) -> Iterator[str]:
    """Each on its own, so that ten recordings are enough for all numbers."""
    return (figure for figure in number_ if figure.isdigit())


def _steady(place: int, key: int) -> str:
    if place == 0:
        return _("To be called as soon as we can, press %(key)s.", key=key)
    if place == 1:
        return _("To be called later, press %(key)s.", key=key)
    return _("To be called later still, press %(key)s.", key=key)
