"""Forms of the partner face. What was typed is cleaned once, and kept when it is wrong."""

from typing import Final

from wtforms import (
    Form,
    IntegerField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import (
    DataRequired,
    InputRequired,
    Length,
    NumberRange,
    Optional,
    ValidationError,
)

from helpline.i18n import lazy_gettext as _l
from helpline.referrals.codes import CAPACITIES, DECLINES, choosing
from helpline.text import clean

MOST: Final = 10_000
TOO_LONG: Final = Length(max=MOST, message=_l("This is too long. Please shorten it."))
NEEDED: Final = DataRequired(_l("Please write something here."))


def cleaned(typed: str | None) -> str | None:
    return None if typed is None else clean(typed).strip()


class AnswerForm(Form):
    """Accepting, first contact, completed: words are welcome and not needed."""

    words = TextAreaField(
        _l("Words for the counsellor, if you like"),
        [Optional(), TOO_LONG],
        filters=[cleaned],
        description=_l("Only the counsellor can read this."),
    )


class ReportForm(AnswerForm):
    words = TextAreaField(
        _l("Your report"),
        [NEEDED, TOO_LONG],
        filters=[cleaned],
        description=_l("Only the counsellor can read this."),
    )


class DeclineForm(AnswerForm):
    """A decline needs a reason (R52)."""

    reason = RadioField(
        _l("Why do you decline?"),
        [InputRequired(_l("Please choose one."))],
        choices=choosing(DECLINES),
    )
    words = TextAreaField(
        _l("More about it"),
        [TOO_LONG],
        filters=[cleaned],
        description=_l("Only the counsellor can read this."),
    )

    def validate_words(self, field: TextAreaField) -> None:
        if self.reason.data == "other" and not field.data:
            raise ValidationError(_l("Please write the reason here."))


class AcknowledgeForm(Form):
    reference = StringField(
        _l("Your reference, and who has it now"),
        [NEEDED, Length(max=200, message=_l("This is too long. Please shorten it."))],
        filters=[cleaned],
        description=_l("Name, unit and case number"),
    )


class CallUsForm(Form):
    words = TextAreaField(
        _l("Whom should we call, at which number, and when?"),
        [NEEDED, TOO_LONG],
        filters=[cleaned],
    )


class ServiceForm(Form):
    """What changes from week to week; the rest of an entry belongs to the helpline."""

    capacity = SelectField(_l("How many can come now?"), choices=choosing(CAPACITIES))
    waiting_days = IntegerField(
        _l("Waiting time, in days"),
        [Optional(), NumberRange(0, 730, _l("Please write a number of days from 0 to 730."))],
    )
