"""When the police are told, and by whom."""

from helpline.i18n import gettext as _
from helpline.policy.choices import Threshold
from helpline.policy.terms import Terms


def threshold(terms: Terms) -> str:
    match terms.police.threshold:
        case Threshold.SERIOUS_HARM:
            return _("We tell the police only if we believe that someone may be seriously hurt.")
        case Threshold.SERIOUS_HARM_OR_CRIME:
            return _(
                "We tell the police only if we believe that someone may be seriously hurt "
                "or that a serious crime is about to happen."
            )
        case Threshold.LEGAL_DUTY:
            return _(
                "We tell the police only if we believe that someone may be seriously hurt, "
                "that a serious crime is about to happen, or if the law says that we must."
            )


def told_first(_terms: Terms) -> str:
    return _("If we can, we will tell you before we tell the police.")


def climbs(_terms: Terms) -> str:
    return _(
        "If you tell us that someone is in danger now and none of us can answer in time, "
        "we call the police without asking you again."
    )


def inside(_terms: Terms) -> str:
    return _(
        "The police work in the same house as we do. They cannot read what you tell us. "
        "They get only what we decide to pass on to them."
    )
