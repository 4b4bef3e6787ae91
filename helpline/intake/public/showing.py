"""What was answered, in words, for the page on which people check it."""

from collections.abc import Iterator
from dataclasses import dataclass

from wtforms import Field, Form

from helpline.i18n import gettext as _
from helpline.intake.public.draft import Draft
from helpline.intake.public.fields import Agreed, Picked
from helpline.intake.public.filling import FORMS, filled
from helpline.intake.public.steps import Step, path


@dataclass(frozen=True, slots=True)
class Answered:
    """One page of the form, with what was answered on it; it can be changed there."""

    step: Step
    title: str
    answers: tuple[tuple[str, str], ...]
    """Question and answer; none where nothing was answered, which is allowed."""


def answered(draft: Draft) -> list[Answered]:
    return [_page(step, filled(step, draft.answers)) for step in path(draft) if step in FORMS]


def _page(step: Step, form: Form) -> Answered:
    asked = [(str(field.label.text), _in_words(field)) for field in form]
    said = tuple((question, answer) for question, answer in asked if answer)
    return Answered(step, asked[0][0], said)


def carried(draft: Draft) -> Iterator[tuple[str, str]]:
    """Every answer as a field: the page shows them anyway, and so a late post keeps them all."""
    for step in path(draft):
        form: Form = filled(step, draft.answers)
        yield from ((f.name, draft.answers.get(f.name, "")) for f in form)


def _in_words(field: Field) -> str:
    if isinstance(field, Picked):
        return field.in_words
    if isinstance(field, Agreed):
        return _("Yes") if field.data else _("No")
    return str(field.data or "")
