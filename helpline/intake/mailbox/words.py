"""What the mailbox says, where a sentence depends on something."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from flask import request

from helpline.i18n import gettext as _
from helpline.i18n import lazy_gettext as _l
from helpline.i18n import ngettext
from helpline.intake.mailbox.decisions import Standing
from helpline.intake.models import CallbackState
from helpline.vault.receipts import LENGTH

NOT_KNOWN: Final = _l(
    "No messages open with this receipt. Perhaps one digit is different. "
    "It may also be that everything was deleted. If you have lost your receipt, nobody can find "
    "it again: please write to us anew."
)
STANDINGS: Final[Mapping[Standing, str]] = MappingProxyType(
    {
        Standing.RECEIVED: _l("We have received what you wrote. Nobody has read it yet."),
        Standing.READ: _l("A person has read what you wrote and will answer."),
        Standing.ANSWERED: _l("There is a new answer for you."),
        Standing.WAITING_FOR_YOU: _l("We have answered. If you want, you can write again."),
        Standing.HANDED_OVER: _l("Another service is helping you now, as you agreed."),
        Standing.CLOSED: _l(
            "We have finished this for now. If you write again, somebody will read it."
        ),
        Standing.DELETED: _l("What you told us here was deleted."),
    }
)
CALLS: Final[Mapping[CallbackState, str]] = MappingProxyType(
    {
        CallbackState.ASKED: _l("You asked for a call: %(when)s. Nobody has agreed to it yet."),
        CallbackState.AGREED: _l("We will call you: %(when)s."),
        CallbackState.DONE: _l("We called you: %(when)s."),
        CallbackState.MISSED: _l("We could not call you: %(when)s. We are sorry."),
        CallbackState.CANCELLED: _l("The call was cancelled: %(when)s."),
        CallbackState.UNREACHED: _l(
            "We tried several times to call you and did not reach you. The last time: %(when)s."
        ),
    }
)


def not_sixteen() -> str:
    """How many digits there are, so that the missing one can be looked for."""
    digits = sum(character.isdecimal() for character in request.form.get("receipt", ""))
    return ngettext(
        "A receipt has %(length)d digits from 1 to 9. You typed %(num)d digit. "
        "Please compare it with what you wrote down.",
        "A receipt has %(length)d digits from 1 to 9. You typed %(num)d digits. "
        "Please compare it with what you wrote down.",
        digits,
        length=LENGTH,
    )


def please_wait(seconds: int) -> str:
    return ngettext(
        "Several wrong receipts came from your internet connection, perhaps from somebody else. "
        "Please wait %(num)d second and press the button again. What you typed is still here.",
        "Several wrong receipts came from your internet connection, perhaps from somebody else. "
        "Please wait %(num)d seconds and press the button again. What you typed is still here.",
        seconds,
    )


def written_down() -> str:
    return _("We have what you wrote. A person will read it.")
