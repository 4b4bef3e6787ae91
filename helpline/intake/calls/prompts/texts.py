"""What we answer by text. Whoever sees the phone must not learn from it who we are, or why."""

from datetime import datetime
from zoneinfo import ZoneInfo

from helpline.i18n import format_time
from helpline.i18n import gettext as _
from helpline.policy import current_policy


def stopped() -> str:
    return _("You will get no more texts from this number. To get them again, send START.")


def started() -> str:
    return _("You will get texts from this number again. To stop them, send STOP.")


def cannot_read() -> str:
    """The emergency number first: somebody may have texted instead of calling it."""
    return _(
        "In an emergency call %(emergency)s. This number cannot read texts. "
        "Please call %(number)s.",
        emergency=current_policy().emergency_number,
        number=current_policy().phone_numbers[0],
    )


def no_media() -> str:
    return _("Pictures and files do not arrive here. Please write what you want to say.")


def call_is_at(moment: datetime, zone: ZoneInfo) -> str:
    """The reminder of a promised call: a time, and nothing else."""
    return _("Your call is at %(time)s.", time=format_time(moment, zone))


def signed(words: str) -> str:
    """Under a neutral name, and with the way out."""
    return _(
        "%(words)s %(name)s. To get no texts, send STOP.",
        words=words,
        name=current_policy().texts.signed_as.rstrip("."),
    )
