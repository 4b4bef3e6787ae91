"""Why something that was asked for during a call is not done."""

from http import HTTPStatus

from typing_extensions import override

from helpline.errors import Refusal
from helpline.i18n import gettext as _
from helpline.intake.calls.decisions.orders import No


class NotNow(Refusal):
    """As the call stands, it cannot be done, or not by this person."""

    status = HTTPStatus.CONFLICT

    def __init__(self, why: No) -> None:
        super().__init__(why)
        self.why = why

    @property
    @override
    def message(self) -> str:
        return why_not(self.why)


class NobodyChosen(Refusal):
    """Whoever was chosen is not among those who may be asked, or not any more."""

    @property
    @override
    def message(self) -> str:
        return _("Choose whom to call. Somebody who has gone off duty cannot be chosen any more.")


class NobodyListensHere(Refusal):
    """The operator has promised its callers that no supervisor listens in."""

    status = HTTPStatus.FORBIDDEN

    @property
    @override
    def message(self) -> str:
        return why_not(No.NOBODY_LISTENS)


def why_not(why: No) -> str:
    """In plain words, for whoever asked."""
    words = {
        No.NOT_TALKING: _("Nobody is talking in this call now."),
        No.NOT_YOURS: _("You are not the one who talks with this caller."),
        No.HELD_ALREADY: _("The caller is on hold already."),
        No.NOT_HELD: _("The caller is not on hold."),
        No.RINGS_ALREADY: _("Somebody is being called already. Wait, or stop that call first."),
        No.NOBODY_IN: _("Nobody else has joined the call yet. The caller must not be left alone."),
        No.STILL_HELD: _(
            "The caller is on hold and hears nobody. Bring all together first; then you can leave."
        ),
        No.ONLY_INTERPRETER: _(
            "Only the interpreter would be left. An interpreter cannot help the caller alone."
        ),
        No.NO_YES: _(
            "Ask the caller first. Bringing in somebody else tells them about the caller."
        ),
        No.NOBODY_LISTENS: _("We have promised our callers that no supervisor listens in."),
        No.LISTENS_ALREADY: _("A supervisor has joined this call, or is about to."),
        No.YOUR_OWN: _("This is your own call."),
    }
    return words[why]
