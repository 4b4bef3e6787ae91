"""Forms of the contact page. What was typed is cleaned once, here, and kept when it is wrong."""

from collections.abc import Sequence
from contextlib import suppress
from typing import Any, Final
from uuid import UUID, uuid4
from zoneinfo import available_timezones

from typing_extensions import override
from wtforms import (
    BooleanField,
    DateField,
    Form,
    HiddenField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    TimeField,
)
from wtforms.validators import DataRequired, InputRequired, Length, Optional, ValidationError

from helpline.i18n import gettext as _
from helpline.i18n import lazy_gettext as _l
from helpline.i18n import weekday_name
from helpline.text import clean

MOST: Final = 20_000
LINE: Final = 200
TEXT: Final = 400
FIRST_YEAR: Final = 2000
LAST_YEAR: Final = 2999
ZONES: Final = tuple(sorted(zone for zone in available_timezones() if "/" in zone))


def cleaned(typed: str | None) -> str | None:
    return None if typed is None else clean(typed).strip()


def words(label: str, *, needed: bool = True, most: int = MOST, hint: str = "") -> TextAreaField:
    """A text of several lines."""
    first = DataRequired(_l("Please write something here.")) if needed else Optional()
    length = Length(max=most, message=_l("This is too long. Please shorten it."))
    return TextAreaField(label, [first, length], filters=[cleaned], description=hint)


def line(label: str, *, needed: bool = False, hint: str = "") -> StringField:
    """A text of one line."""
    first = DataRequired(_l("Please write something here.")) if needed else Optional()
    length = Length(max=LINE, message=_l("This is too long. Please shorten it."))
    return StringField(label, [first, length], filters=[cleaned], description=hint)


def choice(label: str, choices: Sequence[tuple[str, str]], *, hint: str = "") -> SelectField:
    """One of several codes. Nothing is chosen beforehand: a code that nobody chose is wrong."""
    chosen, nothing = InputRequired(_l("Please choose one.")), ("", _l("Choose one"))
    return SelectField(label, [chosen], choices=lambda: [nothing, *choices], description=hint)


def as_uuid(typed: object) -> UUID | None:
    try:
        return UUID(str(typed))
    except ValueError:
        return None


class Once(HiddenField):
    """A key drawn with the form: posted twice, it is done once."""

    def __init__(self, **settings: Any) -> None:  # noqa: ANN401
        super().__init__(default=lambda: uuid4().hex, **settings)

    @property
    def key(self) -> bytes:
        """Anything but a key of ours counts as a new one."""
        return (as_uuid(self.data) or uuid4()).bytes


class Day(DateField):
    """A day near enough to reckon with: beyond the calendar's ends no moment can be made of it."""

    @override
    def process_formdata(self, valuelist: list[str]) -> None:
        with suppress(ValueError):
            super().process_formdata(valuelist)
        if self.data is None or not FIRST_YEAR <= self.data.year <= LAST_YEAR:
            self.data = None
            raise ValueError(_("Please give a day, as in 2031-05-17."))


class WritingForm(Form):
    """A reply or a note."""

    words = words(_l("Your words"))
    once = Once()
    send_anyway = BooleanField(_l("Send it as it is"))


class WrongDoorForm(Form):
    """The enquirer meant another desk and said yes to it."""

    to = choice(_l("Which desk did they mean?"), ())
    released = SelectMultipleField(
        _l("What may be passed on?"),
        coerce=as_uuid,
        description=_l("Only what is ticked is copied. Notes are never copied."),
    )
    said_yes = BooleanField(
        _l("They were told what is passed on and to whom, and said yes"),
        [InputRequired(_l("Without their yes nothing is passed on."))],
    )
    how = line(_l("How did they say yes?"), needed=True, hint=_l("For example: on the phone today"))

    def validate_released(self, field: SelectMultipleField) -> None:
        if not field.data:
            raise ValidationError(_l("Choose at least one message that may be passed on."))


class CallbackForm(Form):
    """When, on the enquirer's own clock, and how it is safe to ring (R28)."""

    day = Day(_l("Day"), [DataRequired(_l("Please give a day, as in 2031-05-17."))])
    time = TimeField(
        _l("Time"), [DataRequired(_l("Please give a time, as in 18:00."))], format="%H:%M"
    )
    time_zone = SelectField(
        _l("Time zone"),
        choices=lambda: [(zone, zone) for zone in ZONES],
        validate_choice=False,
        description=_l("The enquirer's own"),
    )
    number = line(_l("Number"), hint=_l("Kept sealed for this call, and destroyed after it."))
    name_to_say = line(_l("Which name may be said when somebody else answers?"))
    code_word = line(
        _l("Code word"), hint=_l("What they say, so that you know it is them. Kept sealed.")
    )
    safe_days = SelectMultipleField(
        _l("Days on which it is safe to ring"),
        choices=lambda: [(str(day), weekday_name(day)) for day in range(7)],
        description=_l("None ticked: any day."),
    )
    safe_from = TimeField(_l("Safe from"), [Optional()], format="%H:%M")
    safe_until = TimeField(_l("Safe until"), [Optional()], format="%H:%M")
    voicemail_allowed = BooleanField(_l("A message may be left"))
    texts_allowed = BooleanField(_l("Texts may be sent; none may say what it is about"))
    once = Once()


class TextForm(Form):
    """A few words to somebody's phone, where others may read them."""

    words = words(
        _l("Text to their phone"),
        most=TEXT,
        hint=_l("Others may see this phone. Write nothing about who we are or what it is about."),
    )
    once = Once()


class DangerForm(Form):
    """Where, who, what, how to reach: all of it may be empty, none of it holds up help."""

    where = words(_l("Where is the danger?"), needed=False)
    who = words(_l("Who is in danger, and from whom?"), needed=False)
    what = words(_l("What is happening?"), needed=False)
    how_to_reach = words(_l("How can the person who told us be reached?"), needed=False)
    language = HiddenField()
    once = Once()
