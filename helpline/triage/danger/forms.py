"""What people write about a danger, and how they end it."""

from typing import Final

from wtforms import Form

from helpline.i18n import lazy_gettext as _l
from helpline.triage.danger.models import Ending
from helpline.triage.desk.forms import line, words


class KnownForm(Form):
    """Something that was learned later."""

    words = words(_l("What do you know now?"))


class ContactConfirmedForm(Form):
    """Help is there: a named person of the authority says so."""

    named_person = line(_l("Who confirmed it? Name"), needed=True)
    unit = line(_l("Of which unit or office?"), needed=True)
    external_reference = line(_l("Their reference number"), needed=True)
    reasons = words(_l("What else should be known?"), needed=False)


class TookOverForm(Form):
    """An authority has it now and we step back."""

    unit = line(_l("Which authority took over?"), needed=True)
    named_person = line(_l("Who there? Name"), needed=True)
    external_reference = line(_l("Their reference number, if there is one"))
    reasons = words(_l("What else should be known?"), needed=False)


class StandDownForm(Form):
    """It turned out to be no danger, or to be over."""

    reasons = words(_l("Why is there no danger any more?"))


ENDINGS: Final = {
    Ending.CONTACT_CONFIRMED: ContactConfirmedForm,
    Ending.AUTHORITY_TOOK_OVER: TookOverForm,
    Ending.STOOD_DOWN: StandDownForm,
}
