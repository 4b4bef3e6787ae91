"""Forms of the counsellor: what is looked for, what was agreed, what is told."""

from collections.abc import Collection, Sequence
from uuid import UUID

from wtforms import (
    BooleanField,
    Form,
    RadioField,
    SelectField,
    SelectMultipleField,
    TextAreaField,
)
from wtforms.validators import DataRequired, InputRequired, Length, ValidationError

from helpline.i18n import language_name
from helpline.i18n import lazy_gettext as _l
from helpline.policy.current import current_policy
from helpline.referrals.actions.consenting import Yes
from helpline.referrals.codes import (
    FIELD_NAMES,
    HOW_GIVEN,
    POLICE_FIELDS,
    POLICE_NEEDED,
    choosing,
)
from helpline.referrals.decisions import Wish
from helpline.referrals.releasable import RELEASABLE
from helpline.triage.desk.forms import Day, as_uuid, cleaned, words
from helpline.triage.support.codes import NEEDS


class FindForm(Form):
    """By language, place and need."""

    need = SelectField(_l("Kind of help"), validate_choice=False)
    language = SelectField(_l("Language"), validate_choice=False)
    place = SelectField(_l("Town or district"), validate_choice=False)

    def offer(self, places: Sequence[str]) -> None:
        """Fill the lists. A wish that is in none of them stays choosable."""
        anything = str(_l("Any"))
        languages = {code: language_name(code) for code in current_policy().languages}
        for field, codes in (
            (self.need, dict(NEEDS)),
            (self.language, languages),
            (self.place, {each: each for each in places}),
        ):
            odd = {field.data: field.data} if field.data and field.data not in codes else {}
            field.choices = choosing({"": anything, **codes, **odd})

    @property
    def wish(self) -> Wish:
        return Wish(self.need.data or "", self.language.data or "", self.place.data or "")


class ConsentForm(Form):
    """A yes, as it was given."""

    what = SelectMultipleField(
        _l("What may be told to them?"), description=_l("Read it to the family like this:")
    )
    until = Day(
        _l("Until which day may it be told?"),
        [InputRequired(_l("Please choose a day."))],
    )
    how = RadioField(
        _l("How did they say yes?"),
        [InputRequired(_l("Please choose one."))],
        choices=choosing(HOW_GIVEN),
    )
    said_yes = BooleanField(
        _l(
            "They were told in plain words what is told, to whom and until when, "
            "and that they can take it back at any time. They said yes."
        ),
        [InputRequired(_l("Without their yes nothing is told."))],
    )

    def offer(self, codes: Collection[str]) -> None:
        """Only what the agreement with this partner covers."""
        covered = {code: text for code, text in RELEASABLE.items() if code in codes}
        self.what.choices = choosing(covered)

    def validate_what(self, field: SelectMultipleField) -> None:
        if not field.data:
            raise ValidationError(_l("Choose at least one thing that may be told."))

    @property
    def yes(self) -> Yes:
        assert self.until.data is not None
        return Yes(tuple(self.what.data or ()), self.until.data, str(self.how.data))


def _told(code: str, hint: str = "") -> TextAreaField:
    return words(FIELD_NAMES[code], needed=False, most=5000, hint=hint)


class PackageForm(Form):
    """What one partner will read. A field that was not agreed is not in the form at all."""

    language = _told("language")
    need = _told("need")
    place = _told("place")
    reason = _told("reason", _l("A few sentences. Never the whole story."))
    words = SelectMultipleField(
        FIELD_NAMES["words"], coerce=as_uuid, description=_l("Only what is ticked is told.")
    )
    reach = _told("reach", _l("Only as they want it: a number, times, what not to do."))
    name = _told("name", _l("It need not be their real one."))
    children = _told("children")
    safety = _told("safety")

    def keep_only(self, codes: Collection[str], passages: Sequence[tuple[UUID, str]]) -> None:
        for code in RELEASABLE:
            if code not in codes:
                del self[code]
        if "words" in self:
            self.words.choices = choosing(dict(passages))

    def written(self, passages: Sequence[tuple[UUID, str]]) -> dict[str, str]:
        """Code and text of every field that is in the form."""
        chosen = set(self.words.data or ()) if "words" in self else set()
        passage = "\n\n".join(text for message_id, text in passages if message_id in chosen)
        texts = {field.name: str(field.data or "") for field in self if field.name != "words"}
        return {**texts, "words": passage} if passage else texts


def _police(code: str) -> TextAreaField:
    needed = [DataRequired(_l("Please write something here."))] if code in POLICE_NEEDED else []
    too_long = Length(max=10_000, message=_l("This is too long. Please shorten it."))
    hint = _l("Must be said") if needed else ""
    return TextAreaField(
        POLICE_FIELDS[code], [*needed, too_long], filters=[cleaned], description=hint
    )


class PoliceForm(Form):
    """What the police will read, point by point."""

    said = _police("said")
    known_how = _police("known_how")
    not_known = _police("not_known")
    persons = _police("persons")
    place = _police("place")
    time = _police("time")
    means = _police("means")
    responders = _police("responders")
    children = _police("children")
    health = _police("health")
    limits = _police("limits")
    held_back_why = _police("held_back_why")
    basis = _police("basis")
    answering = _police("answering")

    def written(self) -> dict[str, str]:
        return {field.name: str(field.data or "") for field in self}
