"""Why something about a contact was not done."""

from http import HTTPStatus

from typing_extensions import override

from helpline.errors import Refusal
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
