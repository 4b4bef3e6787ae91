"""The receipt is written down: from then on its form shows it no more.

The page of the receipt carries what finds the mailbox, sealed: so this costs no slow hash, which
whoever wants to keep others out could ask for without end.
"""

import logging
from http import HTTPStatus
from typing import Final

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import SQLAlchemyError

from helpline.clock import now
from helpline.db import transaction
from helpline.doors import with_capability
from helpline.i18n import current_language
from helpline.intake.actions.shutting import shut_mailbox
from helpline.intake.passes import open_pass, seal_pass
from helpline.policy import Kept, current_policy
from helpline.vault import TokenBroken, TokenExpired, Unlocking

log = logging.getLogger(__name__)
PURPOSE: Final = "receipt"


def pass_to_note(unlocking: Unlocking) -> str:
    """It opens nothing, and serves for as long as the form could be sent again."""
    expires = now() + current_policy().retention[Kept.DRAFT]
    found_by = {"lookup": unlocking.lookup.hex()}
    return seal_pass(found_by, expires, purpose=PURPOSE)


def note() -> None:
    """Where it does not work just now, nobody is held up: they have what they need."""
    try:
        token = request.form.get("noted", "")
        found_by = open_pass(token, purpose=PURPOSE)
        with with_capability(mailbox=bytes.fromhex(found_by["lookup"])), transaction():
            shut_mailbox()
    except (TokenBroken, TokenExpired):
        return
    except SQLAlchemyError as error:
        log.warning("a receipt is shown again if it is asked for: %s", type(error).__name__)


def to_closed_page() -> ResponseReturnValue:
    """To an address of its own: what was posted is not posted again from there."""
    return redirect(url_for("messages.closed", lang=current_language()), HTTPStatus.SEE_OTHER)
