"""Reading a post of the form: whatever arrives, as much of it as can be kept."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from flask import request
from werkzeug.datastructures import MultiDict
from wtforms import Form
from wtforms.fields.core import UnboundField

from helpline.intake.public import troubles
from helpline.intake.public.admission import is_from_our_pages
from helpline.intake.public.draft import Draft
from helpline.intake.public.fields import text_of
from helpline.intake.public.filling import FORMS, filled
from helpline.intake.public.steps import Step, is_about_work, named
from helpline.intake.public.troubles import Trouble
from helpline.intake.questions import is_about_somebody
from helpline.vault import TokenBroken, TokenExpired


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the form as it is posted, or about to be shown."""

    step: Step
    draft: Draft
    form: Form
    trouble: Trouble | None = None

    @property
    def is_about_work(self) -> bool:
        """A question from somebody's work: no name is asked for, and a call is just a call."""
        return is_about_work(self.draft)

    @property
    def is_about_somebody(self) -> bool:
        return is_about_somebody(self.draft.answers.get("wish", ""))


def posted_page() -> Page:
    """What arrived. Fields of other pages are kept too; a page with a fault in it comes first."""
    step = named(request.form.get("step"))
    draft, trouble = _draft(step)
    if step is Step.TOLD and not draft.told_at:
        step = Step.DANGER  # nobody was told anything, as far as this draft knows
    faulty: tuple[Step, Form] | None = None
    for other, present in _other_pages(step):
        form = filled(other, draft.answers, present)
        form.validate()
        if faulty is None and any(name in form.errors for name in present):
            faulty = other, form
        else:
            draft = draft.answering({k: v for k, v in text_of(form).items() if k in present})
    form = filled(step, draft.answers, request.form)
    if faulty is None:
        return Page(step, draft, form, trouble)
    form.validate()
    return Page(faulty[0], draft.answering(text_of(form)), faulty[1], trouble)


def _other_pages(step: Step) -> Iterator[tuple[Step, MultiDict[str, str]]]:
    """Pages of which something came along that this one does not ask itself, and what."""
    for other in FORMS:
        is_other = other is not Step.SHORT and not _names(other) <= _names(step)
        if is_other and (present := _present(other)):
            yield other, present


@cache
def _names(step: Step) -> frozenset[str]:
    """Of a page's fields, without making them: choices take their time."""
    form = FORMS.get(step, Form)
    return frozenset(name for name in dir(form) if isinstance(getattr(form, name), UnboundField))


def _present(step: Step) -> MultiDict[str, str]:
    names = _names(step)
    return MultiDict([(k, v) for k, v in request.form.items(multi=True) if k in names])


def _draft(step: Step) -> tuple[Draft, Trouble | None]:
    """The draft that the post carries, or a fresh one and why."""
    draft, trouble = _carried(step)
    is_short = step is Step.SHORT or request.form.get("view") == "short"
    return replace(draft, is_short=is_short), trouble


def _carried(step: Step) -> tuple[Draft, Trouble | None]:
    if not is_from_our_pages():
        return Draft(), troubles.FOREIGN
    token = request.form.get("token", "")
    if not token and step is Step.DANGER:
        return Draft(), None  # asked on the start page, which carries no draft
    return _opened(token)


def _opened(token: str) -> tuple[Draft, Trouble | None]:
    try:
        return Draft.opened(token), None
    except TokenExpired:
        return Draft(), troubles.EXPIRED
    except TokenBroken:
        return Draft(), troubles.BROKEN
