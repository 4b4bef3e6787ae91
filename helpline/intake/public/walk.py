"""Walking through the form: each post is answered with the page that comes next."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import replace
from http import HTTPStatus
from secrets import token_hex
from typing import Final

from flask import make_response, request
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import SQLAlchemyError

from helpline.clock import now
from helpline.intake.attachments.posted import keep_with_form, said_before
from helpline.intake.content import Erased
from helpline.intake.public import troubles
from helpline.intake.public.asking import ask, receipt, show
from helpline.intake.public.draft import Draft
from helpline.intake.public.fields import is_storable, text_of
from helpline.intake.public.filling import filled
from helpline.intake.public.flooding import TRAP, Held, held_up, turned_away
from helpline.intake.public.noting import to_closed_page
from helpline.intake.public.posted import Page, posted_page
from helpline.intake.public.sending import Delivery, deliver, is_untold, tell_now
from helpline.intake.public.steps import Step, after, before, named, owed_before_sending, path
from helpline.uploads import uploads
from helpline.vault import Crowded
from helpline.vault.receipts import draw

log = logging.getLogger(__name__)


def begin(*, is_short: bool = False) -> ResponseReturnValue:
    """An empty form, page by page or all on one. Nothing is kept anywhere until it is sent."""
    return ask(Step.DANGER, Draft(is_short=is_short))


def go_on() -> ResponseReturnValue:
    """Answer a post: the next page, or this one again with all that was typed."""
    posted = posted_page()
    if posted.trouble:
        return show(posted, HTTPStatus.BAD_REQUEST)
    if any(posted.form.errors.values()):
        return show(posted, HTTPStatus.UNPROCESSABLE_ENTITY)
    go = request.form.get("go", "send" if uploads() else "")  # behind files it may be cut off
    if go.startswith("change:"):
        return _turn(posted, named(go.removeprefix("change:")))
    return _WAYS.get(go, _next)(posted)


def _stay(page: Page) -> ResponseReturnValue:
    """The same page, in the language that was chosen."""
    return show(page, HTTPStatus.OK)


def _back(page: Page) -> ResponseReturnValue:
    return _turn(page, before(page.step, page.draft) or path(page.draft)[0])


def _on_one_page(page: Page) -> ResponseReturnValue:
    return _turn(replace(page, draft=replace(page.draft, is_short=True)), Step.SHORT)


def _one_by_one(page: Page) -> ResponseReturnValue:
    return _turn(replace(page, draft=replace(page.draft, is_short=False)), Step.DANGER)


def _turn(page: Page, to: Step) -> ResponseReturnValue:
    """To another page. What is not answered yet is no fault then; what is too long still is."""
    page.form.validate()
    if not is_storable(page.form):
        return show(page, HTTPStatus.UNPROCESSABLE_ENTITY)
    return ask(to, page.draft.answering(text_of(page.form)))


def _next(page: Page) -> ResponseReturnValue:
    if page.step is Step.SHORT:
        return _send(page)
    if not page.form.validate():
        return show(page, HTTPStatus.UNPROCESSABLE_ENTITY)
    draft = page.draft.answering(text_of(page.form))
    return ask(after(page.step, draft), draft)


def _call_us_now(page: Page) -> ResponseReturnValue:
    """People on duty are told at once, and once."""
    if page.step is not Step.DETAILS or not page.form.validate():
        return _next(page)
    draft = page.draft.answering({**text_of(page.form), "danger": "yes"})
    return _tell(replace(page, draft=draft))


def _tell(page: Page) -> ResponseReturnValue:
    try:
        tell_now(page.draft)
    except SQLAlchemyError as error:
        return _not_taken(page, error)
    return ask(Step.TOLD, replace(page.draft, told_at=now().isoformat()))


def _send(page: Page) -> ResponseReturnValue:
    if page.step not in {Step.CHECK, Step.SHORT}:
        return _next(page)
    is_right = page.form.validate()
    page = replace(page, draft=page.draft.answering(text_of(page.form)))
    owed = owed_before_sending(page.draft)
    if owed and (is_right or owed is Step.DETAILS):  # danger waits for no other fault
        return ask(owed, page.draft)
    faulty = _first_fault(page.draft) if is_right else page
    if faulty:
        return show(faulty, HTTPStatus.UNPROCESSABLE_ENTITY)
    return _deliver_in_turn(page)


def _deliver_in_turn(page: Page) -> ResponseReturnValue:
    held = held_up(page.draft, request.form.get(TRAP, ""))
    if held is None:
        return _deliver(page)
    # Danger waits for nothing; the rest can be sent from there.
    return _tell(page) if is_untold(page.draft) else _hold(page, held)


def _hold(page: Page, held: Held) -> ResponseReturnValue:
    """Everything stays on the page, and it says when to press again."""
    draft = replace(page.draft, is_asked=page.draft.is_asked or held.is_asked)
    shown = show(replace(page, draft=draft, trouble=held.trouble), held.status)
    answer = make_response(shown)
    if held.seconds:
        answer.headers["Retry-After"] = str(held.seconds)
    return answer


def _deliver(page: Page) -> ResponseReturnValue:
    try:
        delivery = deliver(page.draft)
    except Erased:
        fresh = replace(page.draft, receipt=draw(), key=token_hex(), told_at="")
        return show(replace(page, draft=fresh, trouble=troubles.DELETED), HTTPStatus.CONFLICT)
    except Crowded as error:
        turned_away()
        # Danger in it is told all the same; the rest can be sent from there once more.
        return _tell(page) if is_untold(page.draft) else _not_taken(page, error)
    except SQLAlchemyError as error:
        return _not_taken(page, error)
    return _received(page.draft, delivery)


def _received(draft: Draft, delivery: Delivery) -> ResponseReturnValue:
    files = keep_with_form(delivery.unlocking, bytes.fromhex(draft.key)) or said_before(draft.files)
    if delivery.is_noted:
        return to_closed_page()
    return receipt(draft, delivery.unlocking, files)


def _first_fault(draft: Draft) -> Page | None:
    """A time that has passed since it was chosen, or anything else that no longer holds."""
    for step in path(draft):
        form = filled(step, draft.answers)
        if not form.validate():
            return Page(step, draft, form)
    return None


def _not_taken(page: Page, error: Exception) -> ResponseReturnValue:
    """No database, or too many: everything stays on the page, and it says whom to call."""
    log.error("a form was not taken: %s", type(error).__name__)
    return show(replace(page, trouble=troubles.NOT_TAKEN), HTTPStatus.SERVICE_UNAVAILABLE)


_WAYS: Final[Mapping[str, Callable[[Page], ResponseReturnValue]]] = {
    "stay": _stay,
    "back": _back,
    "now": _call_us_now,
    "send": _send,
    "short": _on_one_page,
    "long": _one_by_one,
}
