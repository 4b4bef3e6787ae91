"""The hotline's forms. Every code has an "unknown" where one can be unknown."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from wtforms import Form
from wtforms.validators import Optional

from helpline.i18n import lazy_gettext as _l
from helpline.triage.desk.forms import Day, Once, as_uuid, choice, line, words
from helpline.triage.hotline import wording
from helpline.triage.hotline.codes import Level
from helpline.triage.hotline.factors import FACTORS


def _pairs(named: Mapping[Any, str]) -> list[tuple[str, str]]:
    return [
        (code.value if isinstance(code, StrEnum) else code, text) for code, text in named.items()
    ]


class SignalForm(Form):
    about = choice(_l("What is it about?"), _pairs(wording.ABOUTS))
    responsible = choice(
        _l("Responsible for the assessment"), (), hint=_l("One person, from this desk")
    )


class ObservationForm(Form):
    """One thing that somebody saw, said or asked about."""

    factor = choice(_l("What was looked at?"), ())
    presence = choice(_l("Is it there?"), _pairs(wording.PRESENCES))
    trend = choice(_l("Which way does it go?"), _pairs(wording.TRENDS))
    basis = choice(_l("How do we know?"), _pairs(wording.BASES))
    confidence = choice(_l("How sure are we?"), _pairs(wording.CONFIDENCES))
    note = words(
        _l("What exactly?"),
        needed=False,
        hint=_l("What was seen or said, and when. Not what somebody believes."),
    )
    once = Once()

    @staticmethod
    def choices_of(level: Level) -> dict[str, list[tuple[str, str]]]:
        """A level's factors, what worries and what protects side by side."""
        return {
            str(wording.SIDES[side]): [
                (factor.code, factor.words)
                for factor in FACTORS
                if factor.level is level and factor.side is side
            ]
            for side in wording.SIDES
        }


class WeighingForm(Form):
    outcome = choice(_l("What do you conclude?"), _pairs(wording.OUTCOMES))
    monitor_until = Day(
        _l("Look again on"),
        [Optional()],
        description=_l("Only for looking again on a set day"),
    )
    reasons = words(_l("Your reasons"), hint=_l("What weighs for it, what weighs against it."))


class QuestionForm(Form):
    """A question that names nobody."""

    whom = line(_l("Whom did you ask?"), needed=True, hint=_l("An office, not a person"))
    facts = words(
        _l("What did you tell them?"), hint=_l("Without a name, a place or anything that tells who")
    )
    answer = choice(_l("What did they answer?"), _pairs(wording.ANSWERS))
    answered = words(_l("In their words"), needed=False)


class DisclosureForm(Form):
    """Why the police are told, before they are told."""

    severity = choice(_l("What may happen?"), _pairs(wording.SEVERITIES))
    likelihood = choice(_l("How likely is it?"), _pairs(wording.LIKELIHOODS))
    nearness = choice(_l("How near is it?"), _pairs(wording.NEARNESSES))
    lesser_option = words(_l("Which lesser step was tried, and why is it not enough?"))
    consent = choice(_l("Consent"), _pairs(wording.CONSENTS))
    told_first = choice(_l("Was the person who told us told first?"), _pairs(wording.TOLD_FIRST))
    legal_basis = words(_l("On which legal basis?"))
    reasons = words(_l("Reasons"))


def responsible_id(form: SignalForm) -> Any:  # noqa: ANN401  (what the field holds)
    return as_uuid(form.responsible.data)
