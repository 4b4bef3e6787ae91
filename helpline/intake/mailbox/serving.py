"""Opening a mailbox, and doing one thing in it; or saying why not.

Whatever was typed comes back on the page, also when the mailbox has to be opened anew.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Final

from flask import request
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from helpline.db import transaction
from helpline.doors import with_capability
from helpline.errors import Refusal
from helpline.intake import throttle
from helpline.intake.actions.arriving import Known
from helpline.intake.actions.shutting import shut_mailbox
from helpline.intake.mailbox import queries
from helpline.intake.mailbox.page import Outcome, enter_page, open_page, typed_words
from helpline.intake.mailbox.queries import NoMailbox
from helpline.intake.mailbox.visit import Visit, moment_of
from helpline.intake.mailbox.words import NOT_KNOWN, not_sixteen, please_wait
from helpline.intake.public import troubles
from helpline.intake.public.admission import is_from_our_pages
from helpline.intake.public.noting import to_closed_page
from helpline.vault import Crowded, NotAReceipt, TokenBroken, TokenExpired
from helpline.vault.receipts import read

log = logging.getLogger(__name__)
WRONG: Final = HTTPStatus.UNPROCESSABLE_ENTITY


@dataclass(frozen=True, slots=True)
class Opened:
    """A mailbox that stands open for one request."""

    visit: Visit
    contacts: list[Known] = field(repr=False)

    @property
    def contact(self) -> Known:
        """The one that a post names, if it is in this mailbox; else the newest.

        Raises NoMailbox where all of them were deleted.
        """
        if not self.contacts:
            raise NoMailbox
        asked = request.form.get("contact", "")
        named = (known for known in self.contacts if str(known.id) == asked)
        return next(named, self.contacts[0])


Act = Callable[[Opened], Outcome]


def come_in() -> ResponseReturnValue:
    """With a receipt; or with the page's own pass, to see it again in another language."""
    if request.form.get("token"):
        return act(_come_back)
    if not is_from_our_pages():
        return enter_page(troubles.FOREIGN.words, HTTPStatus.BAD_REQUEST)
    return _try_receipt()


def _try_receipt() -> ResponseReturnValue:
    try:
        receipt = read(request.form.get("receipt", ""))
    except NotAReceipt:
        return enter_page(not_sixteen(), WRONG)
    if seconds := throttle.try_now():
        return enter_page(please_wait(seconds), HTTPStatus.TOO_MANY_REQUESTS, wait=seconds)
    try:
        shown_at = moment_of(request.form.get("shown_at"))
        answer = _in(Visit.by(receipt, shown_at), _come_back)
    except NoMailbox as error:
        return _instead(error)
    except (Crowded, SQLAlchemyError) as error:
        answer = _instead(error)
    throttle.was_right()  # or nothing was looked up: that is not counted either
    return answer


def act(do: Act, *, twice: str = "") -> ResponseReturnValue:
    """Do one thing in the open mailbox. ``twice`` is said when it was done before."""
    if not is_from_our_pages():
        return enter_page(troubles.FOREIGN.words, HTTPStatus.BAD_REQUEST)
    try:
        visit = Visit.opened(request.form.get("token", ""))
    except (TokenBroken, TokenExpired):
        return enter_page(troubles.OPEN_AGAIN.words, HTTPStatus.BAD_REQUEST)
    try:
        return _in(visit, do, twice)
    except (NoMailbox, SQLAlchemyError) as error:
        return _instead(error)


def shut() -> ResponseReturnValue:
    """Whatever was opened by this page is closed, also where its pass has run out by itself."""
    if not is_from_our_pages():
        return enter_page(troubles.FOREIGN.words, HTTPStatus.BAD_REQUEST)
    try:
        visit = Visit.opened(request.form.get("token", ""), is_late_allowed=True)
        with with_capability(mailbox=visit.unlocking.lookup), transaction():
            shut_mailbox()
    except TokenBroken:
        return enter_page(troubles.OPEN_AGAIN.words, HTTPStatus.BAD_REQUEST)
    except SQLAlchemyError as error:
        return _instead(error)
    return to_closed_page()


def _in(visit: Visit, do: Act, twice: str = "") -> ResponseReturnValue:
    with with_capability(mailbox=visit.unlocking.lookup):
        return open_page(visit, _done(visit, do, twice))


def _instead(error: Exception) -> ResponseReturnValue:
    """The page to come in by, with what was in the way: no such mailbox, or a fault of ours."""
    if isinstance(error, NoMailbox):
        return enter_page(str(NOT_KNOWN), WRONG)
    log.error("a mailbox was not served: %s", type(error).__name__)
    return enter_page(troubles.NOT_TAKEN.words, HTTPStatus.SERVICE_UNAVAILABLE)


def _done(visit: Visit, do: Act, twice: str) -> Outcome:
    try:
        with transaction():
            mailbox = queries.open_mailbox(visit.unlocking.key)
            return do(Opened(visit, queries.contacts(mailbox.key)))
    except IntegrityError:
        return Outcome(told=twice)
    except Refusal as refusal:
        return Outcome(fault=refusal.message, words=typed_words(), status=refusal.status)


def _come_back(_opened: Opened) -> Outcome:
    return Outcome(words=typed_words())
