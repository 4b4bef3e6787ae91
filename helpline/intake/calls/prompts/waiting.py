"""What somebody hears who waits: only what is true."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from helpline.i18n import format_datetime, ngettext
from helpline.i18n import gettext as _
from helpline.intake.calls.addresses import spoken_web_address
from helpline.intake.calls.prompts.menus import press_for_danger, you_can_write
from helpline.intake.calls.prompts.speaking import Varying
from helpline.intake.models import Answerers
from helpline.policy import current_policy


@dataclass(frozen=True, slots=True, kw_only=True)
class Prospects:
    """How it stands for somebody who waits, as far as we know."""

    answerers: Answerers | None
    ahead: int
    callback_at: datetime | None
    """When we would call them back; None where we cannot, or may not."""
    is_accepted: bool = False
    is_danger: bool = False
    is_patience_over: bool = False
    may_wait: bool = False
    may_leave_message: bool = False
    opens_at: datetime | None = None
    """Set where the desk is closed now."""
    minutes: int | None = None
    """How long it usually takes, where that is known and they have not waited as long."""


def waiting(prospects: Prospects) -> Iterator[str]:
    if prospects.is_danger:
        yield from _waiting_in_danger(prospects)
        return
    yield from press_for_danger()
    yield _how_it_stands(prospects)
    if not prospects.is_accepted:
        yield from _how_long(prospects)


def offer(prospects: Prospects) -> Iterator[str]:
    """The truth, the emergency number, and what is left to do."""
    yield from press_for_danger()
    yield _why(prospects)
    yield _("In an emergency, call %(number)s.", number=current_policy().emergency_number)
    if prospects.callback_at is not None:
        yield _("If you want us to call you back, press 1.")
    yield you_can_write()
    if prospects.may_wait:
        yield _("To keep waiting, press 2.")
    if prospects.may_leave_message:
        yield _("To leave a message for us, press 3.")


def confirmed() -> Iterator[str]:
    yield _(
        "We are calling our people on duty now. Please stay on the line. "
        "Help comes fastest from %(number)s.",
        number=current_policy().emergency_number,
    )


def back_in_line() -> Iterator[str]:
    yield _("You are waiting for a person again. Please stay on the line.")


def connected() -> Iterator[str]:
    yield _("You are connected now. To end the call quickly, press the star key.")


def not_connected() -> Iterator[str]:
    yield _("We could not connect you yet. Please stay on the line.")


def called_back(moment: datetime) -> Iterator[str]:
    yield Varying(
        _(
            "Thank you. We will call you on %(moment)s or soon after. "
            "We keep your number only for this call. Goodbye.",
            moment=_spoken(moment),
        ),
        steady=_(
            "Thank you. We will call you back as soon as we can. "
            "We keep your number only for this call. Goodbye."
        ),
    )


def finished() -> Iterator[str]:
    yield Varying(
        _("You can call us again, or write to us: %(page)s.", page=_page()),
        steady=_("You can call us again, or write to us on our website."),
    )
    yield _("In an emergency, call %(number)s. Goodbye.", number=current_policy().emergency_number)


def quiet_exit() -> Iterator[str]:
    """Could be anybody's: it must not give away whom they called."""
    yield _("Thank you for calling. Goodbye.")


def _how_it_stands(prospects: Prospects) -> str:
    if prospects.is_accepted:
        return _("Somebody has taken your call. You will be connected in a moment.")
    match prospects.answerers:
        case None:
            words = _("We are looking for someone who can talk with you. Please stay on the line.")
        case Answerers.BUSY:
            words = _("Everybody who can talk with you is in another call at the moment.")
        case Answerers.UNMATCHED:
            words = _("Nobody you asked for is here now. Please stay on the line.")
        case _:
            words = _("We are ringing the people who can talk with you. Please stay on the line.")
    return words


def _how_long(prospects: Prospects) -> Iterator[str]:
    if prospects.ahead:
        yield Varying(
            ngettext(
                "%(num)d person is waiting before you.",
                "%(num)d people are waiting before you.",
                prospects.ahead,
            ),
            steady=_("Others are waiting before you."),
        )
    elif prospects.answerers is not None:
        yield _("You are the next one.")
    yield from how_many_minutes(prospects.minutes)
    if prospects.callback_at is not None:
        yield _("If you would rather be called back, press 1.")


def how_many_minutes(minutes: int | None) -> Iterator[str]:
    unknown = _("We do not know how long it will take.")
    if minutes is None:
        yield unknown
        return
    usually = ngettext(
        "It usually takes about %(num)d minute.", "It usually takes about %(num)d minutes.", minutes
    )
    yield Varying(usually, steady=unknown)


def _waiting_in_danger(prospects: Prospects) -> Iterator[str]:
    number = current_policy().emergency_number
    if prospects.is_accepted:
        yield _("Somebody has taken your call. You will be connected in a moment.")
        return
    if prospects.is_patience_over:
        yield _(
            "Nobody of us has answered yet. Please call %(number)s. We keep trying.", number=number
        )
    else:
        yield _("We are calling our people on duty. If you can, call %(number)s.", number=number)
    if prospects.callback_at is not None:
        yield _("If you have to hang up and want us to call you back, press 1.")


def _why(prospects: Prospects) -> str:
    if prospects.is_danger:
        return _("We are still calling our people on duty.")
    if prospects.opens_at is not None:
        opens = _spoken(prospects.opens_at)
        return Varying(
            _("Nobody is here now. We are here again on %(moment)s.", moment=opens),
            steady=_("Nobody is here now. Please call us again later."),
        )
    return _why_while_open(prospects)


def _why_while_open(prospects: Prospects) -> str:
    if prospects.answerers is Answerers.NOBODY:
        return _("Nobody is here now who can talk with you about this in your language.")
    if prospects.is_patience_over:
        return _("Nobody of us has been able to answer you so far.")
    return _("You do not have to wait on the phone.")


def _spoken(moment: datetime) -> str:
    return format_datetime(moment, current_policy().time_zone)


def _page() -> str:
    return spoken_web_address()
