"""The questions of the form, page by page. Only the one about danger must be answered."""

from typing import Final

from typing_extensions import override
from wtforms import Form, StringField
from wtforms.validators import ValidationError

from helpline.doors import Desk
from helpline.i18n import gettext as _
from helpline.i18n import lazy_gettext as _l
from helpline.intake.callable_numbers import is_callable
from helpline.intake.public import times
from helpline.intake.public.fields import Agreed, Picked, line, lines, text_of
from helpline.intake.questions import RELATIONSHIPS, wishes_for
from helpline.intake.safe_times import SafeTimes
from helpline.messages import texts_are_offered
from helpline.phone import E164, parse_number
from helpline.policy import current_policy

DETAIL: Final = 2_000


class DangerForm(Form):
    """Asked before anything else."""

    danger = Picked(_l("Is anyone in danger right now?"))

    def __init__(self, *args: object, **more: object) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]  # wtforms' own arguments
        self.danger.offered = {"yes": _("Yes"), "no": _("No"), "unsure": _("I am not sure")}

    def validate_danger(self, field: Picked) -> None:
        if not field.data:
            raise ValidationError(_("Please tell us first whether anyone is in danger."))


class DetailsForm(Form):
    """All of it may stay empty."""

    where = lines(_l("Where is it?"), hint=_l("A street, a place, a town."), most=DETAIL)
    who = lines(
        _l("Who is in danger, and who is the danger?"),
        hint=_l("You do not have to give names."),
        most=DETAIL,
    )
    what = lines(_l("What is happening?"), most=DETAIL)
    how_to_reach = lines(
        _l("How can we reach you now?"),
        hint=_l("A phone number at which it is safe for you."),
        most=DETAIL,
    )


class WishForm(Form):
    """What people want, in their own words; the desk follows from it."""

    wish = Picked(_l("What would you like?"))

    def __init__(self, *args: object, **more: object) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]  # wtforms' own arguments
        self.wish.offered = wishes_for(current_policy().desks)


class WordsForm(Form):
    worries = lines(
        _l("What worries you?"),
        hint=_l("Tell it as you would tell a friend. You can leave this empty and write later."),
    )
    relationship = Picked(_l("Who are you to this person?"))

    def __init__(self, *args: object, **more: object) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]  # wtforms' own arguments
        self.relationship.offered = {code: str(words) for code, words in RELATIONSHIPS.items()}


class ReachForm(Form):
    reach = Picked(_l("How may we answer you?"))
    reach_safely = lines(
        _l("Is there anything we should know, so that our answer is safe for you?"),
        hint=_l("For example: others use this phone, or never write in the evening."),
        most=DETAIL,
    )

    def __init__(self, *args: object, **more: object) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]  # wtforms' own arguments
        self.reach.offered = {"mailbox": _("Only here: I come back and read the answer")}
        if times.calls_are_offered():
            self.reach.offered["call"] = _("Call me, and answer here too")


class CallForm(Form):
    """A safe number, a safe time, what may be said (R28)."""

    number = line(_l("Your phone number"), hint=_l("We keep it only for this call."))
    day = Picked(_l("Which day?"))
    time = Picked(_l("At what time?"))
    zone = Picked(_l("In which city is it that time?"))
    safe_days = Picked(_l("On which days is it safe to call you?"))
    safe_from = Picked(_l("From what time is it safe?"))
    safe_until = Picked(_l("Until what time is it safe?"))
    name_to_say = line(
        _l("Whom should we ask for if somebody else picks up?"),
        hint=_l("It does not have to be your real name."),
    )
    code_word = line(
        _l("A code word, so that we know it is you"),
        hint=_l("We talk only after you have said it. You can leave this empty."),
    )
    voicemail = Agreed(_l("You may leave a voice message"))
    texts = Agreed(_l("You may send me text messages. They never say what this is about"))

    def __init__(self, *args: object, desk: Desk, **more: object) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]  # wtforms' own arguments
        self.desk = desk
        self.zone.data = self.zone.data or current_policy().time_zone.key
        self.day.offered = times.days()
        self.time.offered = times.hours_of_day()
        self.zone.offered = times.zones()
        self.safe_days.offered = times.safe_days()
        self.safe_from.offered = self.safe_until.offered = times.safe_hours()
        if not texts_are_offered():
            del self.texts

    @property
    def may_be_texted(self) -> bool:
        return "texts" in self

    @property
    def is_planned(self) -> bool:
        """Whether anything beyond number and time was said, or is wrong."""
        plan = ("safe_days", "safe_from", "safe_until", "name_to_say", "code_word")
        said = any(self[name].data or self[name].errors for name in plan)
        return said or bool(self.voicemail.data) or bool(self.may_be_texted and self.texts.data)

    def validate_number(self, field: StringField) -> None:
        if not field.data:
            raise ValidationError(
                _("Please write your number, or go back and choose to read the answer here.")
            )
        number = parse_number(field.data, current_policy().country)
        if not isinstance(number, E164):
            raise ValidationError(
                _("We cannot call this number. Please write it with its area code, all digits.")
            )
        if number.is_premium:
            raise ValidationError(_("We do not call numbers that cost extra."))
        if not is_callable(number):
            raise ValidationError(
                _("This is not your own number. Please write the number of your phone.")
            )

    def validate_time(self, _field: Picked) -> None:
        if not all((each.data or "") in each.offered for each in (self.day, self.time, self.zone)):
            return  # said at the field itself
        wanted = times.Wanted(
            day=self.day.data or "", time=self.time.data or "", zone=self.zone.data or ""
        )
        if times.moment_for(wanted, self.desk) is None:
            raise ValidationError(_("Nobody can call you at that time. Please choose another."))
        if times.moment_for(wanted, self.desk, self._safe()) is None:
            raise ValidationError(
                _("You said that it is not safe at that time. Please choose another.")
            )

    def _safe(self) -> SafeTimes | None:
        picked = (self.safe_days, self.safe_from, self.safe_until)
        if not all((each.data or "") in each.offered for each in picked):
            return None  # said at the field itself
        return times.safe_times(text_of(self))


class ShortForm(DangerForm, WishForm, WordsForm, ReachForm, CallForm):
    """All of them on one page. A number is asked for only where a call is wished for."""

    def validate_reach(self, field: Picked) -> None:
        if self.number.data and not field.data and "call" in field.offered:
            raise ValidationError(_("Please choose one of the answers."))

    @override
    def validate_number(self, field: StringField) -> None:
        if self.reach.data == "call":
            super().validate_number(field)

    @override
    def validate_time(self, _field: Picked) -> None:
        if self.reach.data == "call":
            super().validate_time(_field)

    @property
    def is_about_a_call(self) -> bool:
        """Whether the questions about a call need to be seen."""
        return self.reach.data == "call" or bool(self.number.data) or self.is_planned
