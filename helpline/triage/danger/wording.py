"""A danger's state and end, in words."""

from helpline.i18n import gettext as _
from helpline.triage.danger.models import Danger, DangerState, Ending


def ending_word(ending: Ending | None) -> str:
    if ending is None:
        return ""
    words = {
        Ending.CONTACT_CONFIRMED: _("Contact confirmed"),
        Ending.AUTHORITY_TOOK_OVER: _("Authority took over"),
        Ending.STOOD_DOWN: _("Stood down"),
    }
    return words[ending]


def standing_of(danger: Danger) -> str:
    """red, amber or over: which colour, and which of the page's parts are shown."""
    if danger.state is not DangerState.ENDED:
        return "red"
    return "amber" if danger.is_amber else "over"
