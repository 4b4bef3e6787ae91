"""What a caller hears when we are broken. Needs no database and no knowledge of the call."""

from collections.abc import Iterator

from helpline.i18n import gettext as _
from helpline.policy import current_policy


def truth() -> Iterator[str]:
    yield _(
        "Something is broken here. In an emergency, call %(number)s.",
        number=current_policy().emergency_number,
    )


def ringing_duty() -> Iterator[str]:
    yield from truth()
    yield _("We are ringing the person on duty now. Please stay on the line.")


def nobody_answered() -> Iterator[str]:
    yield _(
        "Nobody could be reached. In an emergency, call %(number)s. Please call us again later.",
        number=current_policy().emergency_number,
    )
