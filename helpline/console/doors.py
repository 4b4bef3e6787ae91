"""Who may open the console's own pages."""

from http import HTTPStatus

from typing_extensions import override

from helpline.doors import Door, Role
from helpline.errors import Refusal
from helpline.i18n import gettext as _
from helpline.people import current_staff, signed_in


class ChooseADesk(Refusal):
    """Somebody trained for several desks has not said where they work now."""

    status = HTTPStatus.CONFLICT

    @property
    @override
    def message(self) -> str:
        return _("Choose on the first page at which desk you work now.")


def at_my_desk() -> Door:
    """The desk that this person works at now. Raises ChooseADesk, SignInFirst."""
    door = signed_in()
    desk = current_staff().desk
    if desk is None:
        raise ChooseADesk
    return Door(Role.of(desk), door.operator)
