"""Walking through the form: each post is answered with the page that comes next."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from http import HTTPStatus
from secrets import token_hex
from typing import Final

from flask import render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import SQLAlchemyError

from helpline.clock import now
from helpline.i18n import current_language
from helpline.intake.content import Erased
from helpline.intake.public import showing, troubles
from helpline.intake.public.draft import Draft
from helpline.intake.public.fields import is_storable, text_of
from helpline.intake.public.forms import filled
from helpline.intake.public.posted import Page, posted_page
from helpline.intake.public.sending import arrival_of, deliver, is_untold, tell_now
from helpline.intake.public.steps import Step, after, before, named, owed_first, path
from helpline.intake.public.words import in_our_time, in_their_time
from helpline.policy import current_policy
from helpline.vault import Crowded
from helpline.vault.receipts import draw, grouped

log = logging.getLogger(__name__)


def begin() -> ResponseReturnValue:
    """An empty form. Nothing is kept anywhere until it is sent."""
    return _ask(Step.DANGER, Draft())


def go_on() -> ResponseReturnValue:
    """Answer a post: the next page, or this one again with all that was typed."""
    posted = posted_page()
    if posted.trouble:
        return _show(posted, HTTPStatus.BAD_REQUEST)
    if any(posted.form.errors.values()):
        return _show(posted, HTTPStatus.UNPROCESSABLE_ENTITY)
    go = request.form.get("go", "")
    if go.startswith("change:"):
        return _turn(posted, named(go.removeprefix("change:")))
    return _WAYS.get(go, _next)(posted)


def _stay(page: Page) -> ResponseReturnValue:
    """The same page, in the language that was chosen."""
    return _show(page, HTTPStatus.OK)


def _back(page: Page) -> ResponseReturnValue:
    return _turn(page, before(page.step, page.draft) or Step.DANGER)


def _turn(page: Page, to: Step) -> ResponseReturnValue:
    """To another page. What is not answered yet is no fault then; what is too long still is."""
    page.form.validate()
    if not is_storable(page.form):
        return _show(page, HTTPStatus.UNPROCESSABLE_ENTITY)
    return _ask(to, page.draft.answering(text_of(page.form)))


def _next(page: Page) -> ResponseReturnValue:
    if not page.form.validate():
        return _show(page, HTTPStatus.UNPROCESSABLE_ENTITY)
    draft = page.draft.answering(text_of(page.form))
    return _ask(after(page.step, draft), draft)


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
    return _ask(Step.TOLD, replace(page.draft, told_at=now().isoformat()))


def _send(page: Page) -> ResponseReturnValue:
    if page.step is not Step.CHECK:
        return _next(page)
    if owed := owed_first(Step.CHECK, page.draft):
        return _ask(owed, page.draft)
    if faulty := _first_fault(page.draft):
        return _show(faulty, HTTPStatus.UNPROCESSABLE_ENTITY)
    return _deliver(page)


def _deliver(page: Page) -> ResponseReturnValue:
    try:
        deliver(page.draft)
    except Erased:
        fresh = replace(page.draft, receipt=draw(), key=token_hex(), told_at="")
        return _show(replace(page, draft=fresh, trouble=troubles.DELETED), HTTPStatus.CONFLICT)
    except Crowded as error:
        # Danger in it is told all the same; the rest can be sent from there once more.
        return _tell(page) if is_untold(page.draft) else _not_taken(page, error)
    except SQLAlchemyError as error:
        return _not_taken(page, error)
    return _receipt(page.draft)


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
    return _show(replace(page, trouble=troubles.NOT_TAKEN), HTTPStatus.SERVICE_UNAVAILABLE)


def _ask(step: Step, draft: Draft) -> ResponseReturnValue:
    step = owed_first(step, draft) or step
    if step is Step.NOTICE:
        draft = replace(
            draft, notice_version=current_policy().version, notice_language=current_language()
        )
    if step is Step.CHECK:
        draft = replace(draft, is_checked=True)
    return _show(Page(step, draft, filled(step, draft.answers)), HTTPStatus.OK)


def _show(page: Page, status: HTTPStatus) -> ResponseReturnValue:
    shown = render_template(
        f"door/{page.step}.html",
        page=page,
        form=page.form,
        token=page.draft.sealed(),
        back=before(page.step, page.draft),
        **_more(page),
    )
    return shown, status


def _more(page: Page) -> Mapping[str, object]:
    if page.step is Step.TOLD:
        return {"told_at": datetime.fromisoformat(page.draft.told_at)}
    if page.step is Step.CHECK:
        return {"answered": showing.answered(page.draft), "carried": showing.carried(page.draft)}
    return {}


def _receipt(draft: Draft) -> ResponseReturnValue:
    arrival = arrival_of(draft)
    return render_template(
        "door/receipt.html",
        groups=grouped(draft.receipt).split(),
        token=draft.sealed(),
        danger_told=draft.answers.get("danger") == "yes",
        due_at=in_our_time(current_policy().answer_due(arrival.desk, now())),
        call_at=arrival.call and in_their_time(arrival.call),
    )


_WAYS: Final[Mapping[str, Callable[[Page], ResponseReturnValue]]] = {
    "stay": _stay,
    "back": _back,
    "now": _call_us_now,
    "send": _send,
}
