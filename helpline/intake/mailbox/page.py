"""The two pages of the mailbox: where a receipt is typed, and what it opens."""

from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from zoneinfo import ZoneInfo

from flask import make_response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from helpline.clock import now
from helpline.db import transaction
from helpline.doors import Desk
from helpline.i18n import current_language, format_date
from helpline.intake import phone_codes
from helpline.intake.attachments.words import kind_in_words
from helpline.intake.mailbox import actions, phone_code, queries
from helpline.intake.mailbox.decisions import Standing
from helpline.intake.mailbox.panels import Panel, PanelView, panels
from helpline.intake.mailbox.queries import Asked, Conversation
from helpline.intake.mailbox.visit import Visit
from helpline.intake.mailbox.words import CALLS, STANDINGS
from helpline.intake.public.fields import tidy
from helpline.intake.public.forms import CallForm
from helpline.intake.public.noting import to_closed_page
from helpline.intake.public.times import calls_are_offered
from helpline.intake.public.words import by_our_time, on_the_clock
from helpline.policy import current_policy

STILL_OURS = frozenset({Standing.RECEIVED, Standing.READ})


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a post: a sentence, and what could not be taken as it was."""

    told: str = ""
    fault: str = ""
    words: str = ""
    """Typed and not taken: stays in its field."""
    form: CallForm | None = None
    code: phone_code.Shown | None = None
    """To go on by phone: shown on this one page."""
    files: Sequence[str] = ()
    """What became of what was sent along."""
    status: HTTPStatus = HTTPStatus.OK


def typed_words() -> str:
    return tidy(request.form.get("words"))


def enter_page(fault: str, status: HTTPStatus, *, wait: int = 0) -> ResponseReturnValue:
    """Where a receipt is typed; what was typed before is still there."""
    shown = render_template(
        "mailbox/enter.html",
        fault=fault,
        receipt=tidy(request.form.get("receipt")),
        words=typed_words(),
        shown_at=now().isoformat(),
    )
    page = make_response(shown, status)
    if wait:
        page.headers["Retry-After"] = str(wait)
    return page


def open_page(visit: Visit, outcome: Outcome) -> ResponseReturnValue:
    """The mailbox; whatever it shows of ours has been read from now on. Raises NoMailbox.

    A page from before it was shut may still do what it asked for, so that nothing typed in
    another window is lost; it gets to see nothing.
    """
    token = visit.sealed()
    with transaction():
        mailbox = queries.open_mailbox(visit.unlocking.key)
        if mailbox.is_shut_to(visit.shown_at):
            return to_closed_page()
        shown = queries.conversations(mailbox.key)
        fragments = [panel.show(view_of(panel, shown, token)) for panel in panels()]
        actions.note_reading()
    page = render_template(
        "mailbox/open.html",
        conversations=shown,
        outcome=outcome,
        token=token,
        fragments=[fragment for fragment in fragments if fragment],
        deletion_asked_at=mailbox.deletion_asked_at,
        form=_call_form(outcome, shown),
        standing=_standing,
        kind_in_words=kind_in_words,
        call_in_words=_call_in_words,
        due=_due,
        waits_until=_waits_until,
        code_numbers=phone_code.numbers() if phone_code.is_offered() else (),
        code_key=phone_codes.KEY,
    )
    return page, outcome.status


def view_of(panel: Panel, shown: list[Conversation], token: str) -> PanelView:
    return PanelView(
        contact_ids=tuple(each.id for each in shown),
        action=url_for("messages.use_panel", lang=current_language(), name=panel.name),
        hidden=Markup('<input type="hidden" name="token" value="{}">').format(token),
    )


def _call_form(outcome: Outcome, shown: list[Conversation]) -> CallForm | None:
    """For the newest contact that can still be read; none where nobody calls."""
    desk = next((each.desk for each in shown if each.said), None)
    if desk is None or not calls_are_offered():
        return None
    return outcome.form or CallForm(desk=Desk(desk))


def _standing(conversation: Conversation) -> str:
    return str(STANDINGS[conversation.standing])


def _call_in_words(call: Asked) -> str:
    words = str(CALLS[call.state])
    return words % {"when": on_the_clock(call.wanted_at, ZoneInfo(call.time_zone))}


def _waits_until(conversation: Conversation) -> str:
    """Until when a deletion that was asked for waits; empty if nothing holds it."""
    until = conversation.held_until
    if until is None or until <= now() or not conversation.said:
        return ""
    return format_date(until, current_policy().time_zone, "long")


def _due(conversation: Conversation) -> str:
    """When a person will have answered, as the policy promises; empty if nothing is due."""
    if conversation.standing not in STILL_OURS or not conversation.said:
        return ""
    written_at = conversation.said[-1].written_at
    return by_our_time(current_policy().answer_due(conversation.desk, written_at))
