"""Fields that take what people type as it is: cleaned, bounded, and never thrown away."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from typing_extensions import override
from wtforms import BooleanField, Field, Form, StringField, TextAreaField
from wtforms.form import BaseForm
from wtforms.validators import ValidationError

from helpline.i18n import gettext as _
from helpline.i18n import ngettext
from helpline.text import clean, latin_digits

SHORT: Final = 200
LONG: Final = 10_000


def tidy(text: str | None) -> str:
    return clean(text or "").strip()


class AtMost:
    """Says how much is too much. The browser is not told: it would cut without a word."""

    def __init__(self, most: int) -> None:
        self.most = most

    def __call__(self, _form: Form, field: Field) -> None:
        used = len(field.data or "")
        if used > self.most:
            raise ValidationError(too_long(used, self.most))


def too_long(used: int, most: int) -> str:
    return ngettext(
        "This is too long: it has %(used)d characters, and only %(num)d fits. "
        "Everything is still here; please shorten it.",
        "This is too long: it has %(used)d characters, and only %(num)d fit. "
        "Everything is still here; please shorten it.",
        most,
        used=used,
    )


def line(label: str, *, hint: str = "", most: int = SHORT) -> StringField:
    """One line of text."""
    return StringField(label, [AtMost(most)], filters=(tidy,), description=hint)


def lines(label: str, *, hint: str = "", most: int = LONG) -> TextAreaField:
    """As much as somebody wants to tell."""
    return TextAreaField(label, [AtMost(most)], filters=(tidy,), description=hint)


class Picked(StringField):
    """One of several. Digits of every script are the same digits; refusals are in our words."""

    offered: Mapping[str, str] = MappingProxyType({})
    """Each answer with its words; set anew for each page that is shown."""

    @override
    def process_formdata(self, valuelist: list[str]) -> None:
        if valuelist:
            self.data = latin_digits(tidy(valuelist[0]))

    @override
    def pre_validate(self, form: BaseForm) -> None:
        if self.data and self.data not in self.offered:
            raise ValidationError(_("Please choose one of the answers."))

    @property
    def in_words(self) -> str:
        return str(self.offered.get(self.data or "", ""))


class Agreed(BooleanField):
    """A box that is ticked or not."""


def text_of(form: Form) -> dict[str, str]:
    """What was answered, as text, for the token that carries it; a forged choice is left out."""
    return {
        field.name: _as_text(field.data)
        for field in form
        if not (isinstance(field, Picked) and field.errors)
    }


def is_storable(form: Form) -> bool:
    """Whether all of it fits, even if something is not answered yet."""
    return not any(
        isinstance(check, AtMost) and len(field.data or "") > check.most
        for field in form
        for check in field.validators
    )


def _as_text(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else ""
    return str(value or "")
