"""Why something about a danger was not done."""

from http import HTTPStatus

from typing_extensions import override

from helpline.errors import Refusal
from helpline.i18n import gettext as _


class SomebodyHasIt(Refusal):
    """The first to accept has it."""

    status = HTTPStatus.CONFLICT

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name

    @property
    @override
    def message(self) -> str:
        if not self.name:
            return _("The police contact has accepted this danger.")
        return _("%(name)s was first and has this danger now.", name=self.name)


class DangerIsOver(Refusal):
    """It has ended; nothing more is done about it, unless it is opened again."""

    status = HTTPStatus.CONFLICT

    @property
    @override
    def message(self) -> str:
        return _("This danger has ended already.")


class NotYoursToGiveBack(Refusal):
    """Only whoever accepted can say that they cannot go on."""

    status = HTTPStatus.CONFLICT

    @property
    @override
    def message(self) -> str:
        return _("You do not have this danger, so you cannot give it back.")


class NothingToConfirm(Refusal):
    """It was not stood down, or a second person has confirmed it."""

    status = HTTPStatus.CONFLICT

    @property
    @override
    def message(self) -> str:
        return _("This danger does not wait for a second person.")


class AnotherPersonNeeded(Refusal):
    """Nobody stands a danger down alone."""

    @property
    @override
    def message(self) -> str:
        return _("You stood this danger down yourself. Another person must confirm it.")
