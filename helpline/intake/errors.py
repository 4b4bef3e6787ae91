"""Why something about a contact was not done."""

from datetime import datetime, tzinfo
from http import HTTPStatus

from typing_extensions import override

from helpline.errors import Refusal
from helpline.i18n import format_datetime
from helpline.i18n import gettext as _


class TakenAlready(Refusal):
    """A colleague has this contact; who it is may be known to everybody at the desk."""

    status = HTTPStatus.CONFLICT

    def __init__(self, colleague: str) -> None:
        super().__init__(colleague)
        self.colleague = colleague

    @property
    @override
    def message(self) -> str:
        return _("%(name)s has this contact now.", name=self.colleague)


class NotYours(Refusal):
    """Only whoever has a contact can hand it back."""

    status = HTTPStatus.CONFLICT

    @property
    @override
    def message(self) -> str:
        return _("You do not have this contact, so you cannot hand it back.")


class ListenWhenYours(Refusal):
    """A message is played to whoever has the contact, so that one person answers it."""

    status = HTTPStatus.CONFLICT

    @property
    @override
    def message(self) -> str:
        return _("Take the contact first: only whoever has it can listen to the message.")


class OnlySupervisorsTakeOver(Refusal):
    """A contact that somebody has may be given to another by a supervisor alone."""

    status = HTTPStatus.FORBIDDEN

    @property
    @override
    def message(self) -> str:
        return _("Only a supervisor may take over a contact that a colleague has.")


class ClosedAlready(Refusal):
    """Nothing more is done with a closed or erased contact."""

    status = HTTPStatus.CONFLICT

    @property
    @override
    def message(self) -> str:
        return _("This contact is closed.")


class TellItAnew(Refusal):
    """Nothing is copied from a question to the advice desk into a signal."""

    status = HTTPStatus.CONFLICT

    @property
    @override
    def message(self) -> str:
        return _(
            "Nothing is copied from this desk to the hotline. "
            "Somebody who wants to signal tells it there anew."
        )


class NothingReleased(Refusal):
    """A wrong door without a single message that the enquirer agreed to."""

    @property
    @override
    def message(self) -> str:
        return _("Choose at least one message that may be passed on.")


class CallbackOutsideHours(Refusal):
    """Nobody would be there to call (R21)."""

    def __init__(self, next_opening: datetime | None, zone: tzinfo) -> None:
        super().__init__()
        self.next_opening = next_opening
        self._zone = zone

    @property
    @override
    def message(self) -> str:
        if self.next_opening is None:
            return _("We cannot promise a call at this time: this desk is not staffed.")
        return _(
            "We cannot promise a call at this time: nobody would be there. "
            "The next possible time is %(time)s.",
            time=format_datetime(self.next_opening, self._zone),
        )


class CallbackInThePast(Refusal):
    """A promise is about the future."""

    @property
    @override
    def message(self) -> str:
        return _("This time is over. Choose a time that is still to come.")


class NotACallableNumber(Refusal):
    """What was given as a phone number is none that we could call."""

    @property
    @override
    def message(self) -> str:
        return _("We cannot call this number. Please check it, with the country code if abroad.")


class UnknownTimeZone(Refusal):
    """Not the name of a time zone."""

    @property
    @override
    def message(self) -> str:
        return _("We do not know this time zone. Choose one from the list.")


class CallbackOver(Refusal):
    """A promised call that was made or cancelled is not changed any more."""

    status = HTTPStatus.CONFLICT

    @property
    @override
    def message(self) -> str:
        return _("This call was made or cancelled already.")


class NoPaper(Refusal):
    """There is no Pango on this machine, and so no PDF; the page itself can be printed."""

    status = HTTPStatus.NOT_FOUND

    @property
    @override
    def message(self) -> str:
        return _("There is no file of this sheet here. You can print the page itself.")
