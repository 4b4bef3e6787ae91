"""What is kept and for how long, and what is not."""

from helpline.doors import Desk
from helpline.i18n import gettext as _
from helpline.policy.choices import Kept, NumberStorage
from helpline.policy.terms import Terms
from helpline.policy.wording import length_in_words


def no_address(_terms: Terms) -> str:
    return _("We do not keep the network address of your phone or computer.")


def number(terms: Terms) -> str:
    company = _("Your phone company and ours can see that you called.")
    return f"{number_in_short(terms)} {company}"


def number_in_short(terms: Terms) -> str:
    if terms.number_storage is NumberStorage.CALLBACK:
        return _("We keep your phone number only if you want us to call you back.")
    return _("We do not keep your phone number.")


def repeat_callers(_terms: Terms) -> str:
    return _(
        "If you call again from the same number, we may notice it. "
        "For this we keep a secret code made from your number, not the number."
    )


def kept_support(terms: Terms) -> str:
    return _(
        "If you seek help, we keep what you told us for %(time)s after our last contact. "
        "Then we delete it.",
        time=_kept(terms, Kept.SUPPORT),
    )


def kept_advice(terms: Terms) -> str:
    return _(
        "A question from your work is kept for %(time)s after our answer. Then we delete it.",
        time=_kept(terms, Kept.ADVICE),
    )


def kept_hotline_unfounded(terms: Terms) -> str:
    return _(
        "If you tell us about a worry and we find no reason for concern, we keep it for %(time)s "
        "after that decision. Then we delete it.",
        time=_kept(terms, Kept.HOTLINE_UNFOUNDED),
    )


def kept_hotline(terms: Terms) -> str:
    return _(
        "If we do find a reason for concern, we keep it for %(time)s after the matter is closed. "
        "Then we delete it.",
        time=_kept(terms, Kept.HOTLINE),
    )


def kept_danger(terms: Terms) -> str:
    return _(
        "What we write down about a danger is kept for %(time)s after it is over. "
        "Then we delete it.",
        time=_kept(terms, Kept.DANGER),
    )


def kept_call_detail(terms: Terms) -> str:
    return _(
        "We keep the time and length of a call for %(time)s. Then we delete them.",
        time=_kept(terms, Kept.CALL_DETAIL),
    )


def kept_by_carrier(terms: Terms) -> str:
    return _(
        "Our phone company also writes down that you called. "
        "We keep that record there for %(time)s. Then we make the company delete it.",
        time=length_in_words(terms.calls.records_kept),
    )


def kept_draft(terms: Terms) -> str:
    return _(
        "If you do not send the form, what you typed can be used for %(time)s. "
        "After that nobody can read it.",
        time=_kept(terms, Kept.DRAFT),
    )


def deletion(terms: Terms) -> str:
    words = _(
        "You can ask us to delete what you told us: on this site with your receipt number, "
        "or by writing to %(contact)s. We cannot take back what we had to pass on before.",
        contact=terms.contact,
    )
    if Desk.HOTLINE not in terms.hours:
        return words
    held = _(
        "If we decided to tell the police, we first keep what the decision rests on for %(time)s.",
        time=_kept(terms, Kept.DANGER),
    )
    return f"{words} {held}"


def receipt_keyed(_terms: Terms) -> str:
    return _(
        "If you type your receipt number on the phone, the phone company could see it. "
        "A short code from our website is safer."
    )


def _kept(terms: Terms, what: Kept) -> str:
    return length_in_words(terms.retention[what])
