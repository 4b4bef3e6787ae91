"""Why a message is not decided about."""

from http import HTTPStatus

from typing_extensions import override

from helpline.errors import Refusal
from helpline.i18n import gettext as _


class DecidedAlready(Refusal):
    """Only a message that may or may not have left waits for a person, and only once."""

    status = HTTPStatus.CONFLICT

    @property
    @override
    def message(self) -> str:
        return _("Somebody has decided about this message already, or it was sent.")
