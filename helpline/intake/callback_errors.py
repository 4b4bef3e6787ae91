"""Why a promised call is not made now."""

from http import HTTPStatus

from typing_extensions import override

from helpline.errors import Refusal
from helpline.i18n import gettext as _


class CallbackUnsafe(Refusal):
    """The enquirer said when it is safe, and this is not then (R28)."""

    @property
    @override
    def message(self) -> str:
        return _("It is not safe to ring them at this time. Choose one of their safe times.")


class NotStaffedNow(Refusal):
    """Calls are made within staffed hours only."""

    status = HTTPStatus.CONFLICT

    @property
    @override
    def message(self) -> str:
        return _("This desk is not staffed now, so no call is made.")


class TooEarly(Refusal):
    """Promised for later, and the enquirer named no other time that is safe."""

    status = HTTPStatus.CONFLICT

    @property
    @override
    def message(self) -> str:
        return _("The call is promised for later, and they said nothing about other times.")


class UnderWay(Refusal):
    """Never two phones at once for one promise."""

    status = HTTPStatus.CONFLICT

    @property
    @override
    def message(self) -> str:
        return _("Somebody is making this call right now.")


class TriedOften(Refusal):
    """As often as the policy says."""

    status = HTTPStatus.CONFLICT

    @property
    @override
    def message(self) -> str:
        return _("This call was tried as often as we try. Nobody is rung again.")


class NotDuring(Refusal):
    """A call that is not made any more, or not made yet, has no such ending."""

    status = HTTPStatus.CONFLICT

    @property
    @override
    def message(self) -> str:
        return _("Nobody has tried to make this call yet.")


class NoTextsAllowed(Refusal):
    """Only where the plan allows it, and never after a STOP."""

    status = HTTPStatus.CONFLICT

    @property
    @override
    def message(self) -> str:
        return _("They may not be sent a text. Nothing was sent.")
