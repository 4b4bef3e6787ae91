"""What somebody typed into a form that was refused: given back to them, and kept nowhere."""

from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from inspect import getmembers
from re import fullmatch
from typing import Final

from flask import request
from werkzeug.exceptions import HTTPException
from wtforms import Form, PasswordField, StringField, TextAreaField
from wtforms.fields.core import UnboundField

from helpline.i18n import gettext as _

FREE: Final = frozenset({StringField, TextAreaField})
"""Fields for free words. Kinds made from these are not: a password, a key drawn with the form."""
CODE: Final = r"[a-z0-9_-]+"


@dataclass(frozen=True, slots=True)
class Asked:
    """A field of one of our forms."""

    kind: type
    label: object

    @property
    def is_free(self) -> bool:
        return self.kind in FREE


def typed() -> list[tuple[str, str]]:
    """Labels and free words of this very post; of any other request nothing."""
    posted: list[tuple[str, str]] = []
    with suppress(HTTPException):  # too large to be read at all
        posted = [(name, text) for name, text in request.form.items(multi=True) if text.strip()]
    alike = _alike(request.form.keys()) if posted else []
    told = ((_asked(name, alike), text) for name, text in posted)
    return [(_label(asked), text) for asked, text in told if _is_typed(asked, text)]


def _alike(names: Collection[str]) -> list[dict[str, Asked]]:
    """The forms that this may have been: those that have most of its fields."""
    shared = [len(form.keys() & names) for form in _forms()]
    return [form for form, count in zip(_forms(), shared, strict=True) if count == max(shared)]


def _asked(name: str, alike: list[dict[str, Asked]]) -> list[Asked]:
    found = [form[name] for form in alike if name in form]
    return found or [form[name] for form in _forms() if name in form]


def _is_typed(asked: list[Asked], text: str) -> bool:
    """Free words; where it may have been a choice, anything that does not look like a code."""
    free = [each.is_free for each in asked]
    return any(free) and (all(free) or not fullmatch(CODE, text))


def _label(asked: list[Asked]) -> str:
    """As the form had it, where that is certain."""
    labels = {str(each.label) for each in asked if each.is_free}
    return labels.pop() if len(labels) == 1 else _("Your words")


@cache
def _forms() -> list[dict[str, Asked]]:
    """Of the console and the partners, but to sign in. The public's carry their own drafts."""
    made = (form for form in _below(Form) if not form.__module__.startswith("helpline.intake."))
    forms = [dict(_fields_of(form)) for form in made]
    return [form for form in forms if all(each.kind is not PasswordField for each in form.values())]


def _fields_of(form: type[Form]) -> Iterator[tuple[str, Asked]]:
    for name, field in getmembers(form):
        if isinstance(field, UnboundField):
            label = field.args[0] if field.args else ""
            yield name, Asked(field.field_class, label)


def _below(form: type[Form]) -> Iterator[type[Form]]:
    for each in form.__subclasses__():
        yield each
        yield from _below(each)
