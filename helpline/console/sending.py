"""Messages that may have left, or cannot be delivered: a person decides. No address is shown."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import Row, select

from helpline.console.blueprint import CONSOLE
from helpline.db import db, transaction
from helpline.doors import guard
from helpline.i18n import gettext as _
from helpline.messages import Medium, Outgoing, actions
from helpline.messages.models import State
from helpline.messages.templates import TEMPLATES
from helpline.people import current_staff, supervising

MOST: Final = 200
DECISIONS: Final = {"again": actions.send_again, "leave": actions.leave_it}
SHOWN: Final = (
    Outgoing.id,
    Outgoing.medium,
    Outgoing.template,
    Outgoing.state,
    Outgoing.created_at,
)


@CONSOLE.get("/supervisors/messages")
@guard(supervising)
def undecided_messages() -> ResponseReturnValue:
    return render_template(
        "console/messages.html",
        unclear=_messages(State.UNCLEAR),
        refused=_messages(State.REFUSED),
        about=about,
    )


@CONSOLE.post("/supervisors/messages/<uuid:message_id>/<any(again,leave):decision>")
@guard(supervising)
def decide_message(message_id: UUID, decision: str) -> ResponseReturnValue:
    """Send it again, or leave it: named and audited."""
    with transaction():
        DECISIONS[decision](message_id, by=current_staff().id)
    return redirect(url_for("console.undecided_messages"))


def about(template: str, medium: Medium) -> str:
    """What kind of message it is: its subject, which tells nothing about anybody."""
    kind = _("Mail") if medium is Medium.MAIL else _("Text message")
    return f"{kind}: {TEMPLATES[template].subject}"


def _messages(state: State) -> Sequence[Row[UUID, Medium, str, State, datetime]]:
    """The newest first; columns named one by one, because the address is not for this face."""
    query = select(*SHOWN).where(Outgoing.state == state).order_by(Outgoing.created_at.desc())
    return db.session.execute(query.limit(MOST)).all()
