"""The support desk's forms."""

from wtforms import Form

from helpline.i18n import lazy_gettext as _l
from helpline.triage.desk.forms import choice, line, words
from helpline.triage.support.codes import NEEDS, OUTCOMES, WARNING_SIGNS


class ClearingForm(Form):
    """Warning signs first; then the person who asked, then the one they worry about (R30)."""

    warning_signs = choice(
        _l("Are there signs that somebody may be harmed soon?"),
        list(WARNING_SIGNS.items()),
        hint=_l("Plans, means, a place or a day, a journey, threats, a child at risk."),
    )
    needs = words(_l("What does the enquirer need?"), hint=_l("Their worries, in their words."))
    behind_it = words(
        _l("What may lie behind it?"),
        needed=False,
        hint=_l("What makes it attractive? Worrying, or ordinary for this age?"),
    )
    strengths = words(
        _l("What helps already?"),
        needed=False,
        hint=_l("Who stays in touch? What is going well? Who could help?"),
    )
    outcome = choice(
        _l("What follows?"),
        list(OUTCOMES.items()),
        hint=_l("No concern is a good ending, and a fast one."),
    )


class WantedForm(Form):
    """What a partner's help should look like."""

    need = choice(_l("What kind of help?"), list(NEEDS.items()))
    language = choice(_l("In which language?"), ())
    place = line(_l("Where?"), needed=True, hint=_l("Town or district"))
