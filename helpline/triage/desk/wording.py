"""Codes of a contact, in words for staff."""

from helpline.i18n import gettext as _
from helpline.i18n import listed, ngettext, weekday_name
from helpline.intake.models import (
    Callback,
    CallbackState,
    Channel,
    ContactState,
    NotACase,
    TryOutcome,
)
from helpline.messages import TextState
from helpline.phone import E164, parse_number
from helpline.policy import current_policy


def state_word(state: ContactState, channel: Channel = Channel.FORM) -> str:
    """Who talks with us is no longer without an answer."""
    if state is ContactState.TAKEN and channel is Channel.CALL:
        return _("Taken")
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


def not_a_case_word(kind: NotACase) -> str:
    """What a call was that is nobody's worry (R27)."""
    words = {
        NotACase.SILENT: _("Silent call"),
        NotACase.WRONG_NUMBER: _("Wrong number"),
        NotACase.PRANK: _("Prank"),
        NotACase.ABUSE: _("Abuse"),
        NotACase.THANKS: _("Thanks"),
        NotACase.COMPLAINT: _("Complaint"),
    }
    return words[kind]


def ending_word(ending: str) -> str:
    """How a call ended, for the figures."""
    words = {
        "talked": _("Talked with somebody"),
        "quiet_exit": _("Left by the quiet exit"),
        "hung_up": _("Hung up before anybody answered"),
        "callback": _("Asked to be called back"),
        "voicemail": _("Could leave a message"),
        "nobody": _("Nobody could answer"),
        "silent": _("Silent call"),
        "not_reached": _("Called back, and not reached"),
    }
    return words.get(ending, ending)


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
        CallbackState.UNREACHED: _("They could not be reached"),
    }
    return words[state]


def try_word(outcome: TryOutcome) -> str:
    """What came of the last try."""
    words = {
        TryOutcome.ANSWERED: _("Somebody picked up. Did you talk with them?"),
        TryOutcome.NO_ANSWER: _("Nobody picked up."),
        TryOutcome.BUSY: _("Their line was busy."),
        TryOutcome.FAILED: _("Their phone could not be rung."),
        TryOutcome.NO_HANDLER: _("You did not take your phone, so theirs was not rung."),
        TryOutcome.VOICEMAIL: _("A machine answered."),
        TryOutcome.NOT_THEM: _("Somebody else answered."),
    }
    return words[outcome]


def text_word(state: TextState) -> str:
    words = {
        TextState.WAITING: _("will be sent"),
        TextState.SENDING: _("is being sent"),
        TextState.UNCLEAR: _("may or may not have left; it is not sent again"),
        TextState.QUEUED: _("is with the phone company"),
        TextState.SENT: _("sent"),
        TextState.DELIVERED: _("has arrived"),
        TextState.UNDELIVERED: _("did not arrive"),
        TextState.FAILED: _("could not be sent"),
        TextState.STOPPED: _("not sent: they want no texts"),
        TextState.WITHDRAWN: _("not needed any more"),
    }
    return words[state]


def safe_words(callback: Callback) -> str:
    """When it is safe to ring, on their own clock."""
    chosen = "" if len(callback.safe_days) == len("0123456") else callback.safe_days
    days = listed([weekday_name(int(day)) for day in chosen])
    begins, ends = callback.safe_from or 0, callback.safe_until
    if not callback.safe_days and callback.safe_from is None and ends is None:
        return _("They said nothing about safe times.")
    times = _(
        "%(opens)s to %(closes)s",
        opens=_clock(begins),
        closes=_clock(24 * 60 if ends is None else ends),
    )
    return _("Safe: %(days)s, %(times)s.", days=days or _("every day"), times=times)


def readable(number: str) -> str:
    """In groups, for somebody who has to dial it."""
    parsed = parse_number(number, current_policy().country)
    return parsed.for_reading if isinstance(parsed, E164) else number


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


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
