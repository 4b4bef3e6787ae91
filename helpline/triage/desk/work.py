"""What one desk adds to the pages that all desks share, and how a page finds it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from flask import Blueprint, current_app, request
from sqlalchemy import ColumnElement, Select, literal, select

from helpline.doors import Desk, Door
from helpline.i18n import gettext as _
from helpline.intake.models import Contact
from helpline.people import at_desk

PAGES: Final = Blueprint("desk", __name__, template_folder="templates")
"""No pages of its own: it brings the templates that the desks share."""


def _nothing_beside(_contact: Contact) -> dict[str, Any]:
    return {}


def _no_hint(_words: str) -> Sequence[str]:
    return ()


def _no_objection(_contact: Contact) -> None:
    return None


def _no_marks(_contacts: Sequence[UUID]) -> Mapping[UUID, str]:
    return {}


def _no_outcomes() -> Select[UUID, str]:
    return select(Contact.id, literal("")).where(_never())


def _never() -> ColumnElement[bool]:
    return Contact.id.is_(None)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskWork:
    """A desk, and what is its own among the shared pages."""

    desk: Desk
    beside: Callable[[Contact], dict[str, Any]] = _nothing_beside
    """What its contact page shows beside the conversation (template ``<desk>/contact.html``)."""
    hint: Callable[[str], Sequence[str]] = _no_hint
    """What a text seems to hold that this desk would rather not keep, in the reader's words."""
    check_closing: Callable[[Contact], None] = _no_objection
    """Raises a refusal while a contact may not be closed yet."""
    marks: Callable[[Sequence[UUID]], Mapping[UUID, str]] = _no_marks
    """A word about some contacts in the queue: what this desk still owes them."""
    outcomes: Callable[[], Select[UUID, str]] = _no_outcomes
    """Contact and outcome code, for the figures."""


class DeskPages(Blueprint):
    """The pages of one desk."""

    def __init__(self, work: DeskWork, import_name: str) -> None:
        super().__init__(
            work.desk.value,
            import_name,
            url_prefix=f"/{work.desk}",
            template_folder="templates",
        )
        self.work = work


def current_work() -> DeskWork:
    """Of the desk whose page was asked for."""
    return work_of(_this_desk())


def work_of(desk: Desk) -> DeskWork:
    pages = current_app.blueprints[desk.value]
    assert isinstance(pages, DeskPages)
    return pages.work


def at_this_desk() -> Door:
    """Only people working at the desk whose page this is. Raises NotYourDesk, SignInFirst."""
    return at_desk(_this_desk())()


def _this_desk() -> Desk:
    return Desk(request.blueprint or "")


def desk_name(desk: Desk) -> str:
    """As people call it."""
    names = {
        Desk.HOTLINE: _("Hotline"),
        Desk.ADVICE: _("Advice"),
        Desk.SUPPORT: _("Support"),
    }
    return names[desk]
