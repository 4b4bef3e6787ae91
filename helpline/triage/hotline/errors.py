"""Why the hotline did not do it."""

from http import HTTPStatus

from typing_extensions import override

from helpline.errors import Refusal
from helpline.i18n import gettext as _


class AlreadyASignal(Refusal):
    """The assessment of this contact was opened before."""

    status = HTTPStatus.CONFLICT

    @property
    @override
    def message(self) -> str:
        return _("A colleague has opened the assessment already.")


class NobodyResponsible(Refusal):
    """An assessment without one responsible person from this desk (R36)."""

    @property
    @override
    def message(self) -> str:
        return _("One person of this desk must be responsible for the assessment.")


class NothingLookedAt(Refusal):
    """A picture in which nobody has looked at anything."""

    status = HTTPStatus.CONFLICT

    @property
    @override
    def message(self) -> str:
        return _("Nothing has been looked at yet.")


class ProtectiveSideMissing(Refusal):
    """The balance rule: worries without what protects are half a picture."""

    status = HTTPStatus.CONFLICT

    @property
    @override
    def message(self) -> str:
        return _(
            "Look at what protects as well, on each level where you looked at worries. "
            "Not known is an answer too."
        )


class PictureOpen(Refusal):
    """Assessors weigh a closed picture, both the same one."""

    status = HTTPStatus.CONFLICT

    @property
    @override
    def message(self) -> str:
        return _("Close the picture first: both of you must weigh the same one.")


class WeighedAlready(Refusal):
    """Nobody agrees with themselves."""

    status = HTTPStatus.CONFLICT

    @property
    @override
    def message(self) -> str:
        return _("You have weighed this round. A second person must weigh it now.")


class Decided(Refusal):
    """The round has ended in a decision."""

    status = HTTPStatus.CONFLICT

    @property
    @override
    def message(self) -> str:
        return _("This signal is decided. A new observation opens it again.")


class MonitoringNeedsADate(Refusal):
    """Monitoring without an end is keeping a file."""

    @property
    @override
    def message(self) -> str:
        return _("Choose a day to look again, not later than the policy allows.")


class StillBeingWeighed(Refusal):
    """A signal without a decision cannot be closed."""

    status = HTTPStatus.CONFLICT

    @property
    @override
    def message(self) -> str:
        return _("Two assessors must decide before this contact can be closed.")


class StillMonitored(Refusal):
    """Somebody looks again on a day that was set."""

    status = HTTPStatus.CONFLICT

    @property
    @override
    def message(self) -> str:
        return _("This signal is monitored. It can be closed after somebody has looked again.")


class NotForThePolice(Refusal):
    """A disclosure decision without two assessors who want the police."""

    status = HTTPStatus.CONFLICT

    @property
    @override
    def message(self) -> str:
        return _("Two assessors must agree on the police first.")


class AskWithoutNamingFirst(Refusal):
    """Naming comes after a question that names nobody, and only where they ask for the name."""

    status = HTTPStatus.CONFLICT

    @property
    @override
    def message(self) -> str:
        return _("Ask without naming first. Name somebody only where the answer asks for it.")


class AnotherReaderNeeded(Refusal):
    """Whoever decided cannot be the second reader."""

    status = HTTPStatus.CONFLICT

    @property
    @override
    def message(self) -> str:
        return _("Somebody else must read this decision: you made it.")
