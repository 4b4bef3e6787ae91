"""Codes of a contact, in words for staff."""

from helpline.i18n import gettext as _
from helpline.i18n import ngettext
from helpline.intake.models import CallbackState, Channel, ContactState


def state_word(state: ContactState) -> str:
    words = {
        ContactState.NEW: _("New"),
        ContactState.TAKEN: _("Taken, not answered yet"),
        ContactState.ANSWERED: _("Answered"),
        ContactState.WAITING: _("They wrote again"),
        ContactState.RETURNED: _("News of a partner's help"),
        ContactState.CLOSED: _("Closed"),
        ContactState.ERASED: _("Erased"),
    }
    return words[state]


def channel_word(channel: Channel) -> str:
    words = {
        Channel.FORM: _("Written form"),
        Channel.CALL: _("Call"),
        Channel.CONSOLE: _("From another desk"),
    }
    return words[channel]


def callback_word(state: CallbackState) -> str:
    words = {
        CallbackState.ASKED: _("They ask for a call"),
        CallbackState.AGREED: _("A call is promised"),
        CallbackState.DONE: _("The call was made"),
        CallbackState.MISSED: _("The promised call was missed"),
        CallbackState.CANCELLED: _("The call is off"),
    }
    return words[state]


def length_word(seconds: int) -> str:
    """How long a message is: minutes and seconds."""
    minutes, rest = divmod(seconds, 60)
    if not minutes:
        return ngettext("%(num)d second", "%(num)d seconds", rest)
    return _("%(minutes)d:%(seconds)02d minutes", minutes=minutes, seconds=rest)


def wish_word(wish: str) -> str:
    """What the enquirer said they want. A wish that we do not know is shown as it is."""
    words = {
        "someone_close": _("Help with somebody close to them"),
        "myself": _("Help for themselves"),
        "question": _("A professional question"),
        "concern": _("A worry to be looked at"),
    }
    return words.get(wish, wish)
