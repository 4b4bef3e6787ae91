"""Kinds of obligations, and who owes them, in words for supervisors."""

from helpline.doors import Desk
from helpline.i18n import gettext as _
from helpline.triage.desk.work import desk_name


def kind_word(kind: str) -> str:
    """What was promised. A kind without words of its own is shown by its name."""
    words = {
        "callback.remind": _("Remind a colleague of a callback"),
        "callback.missed": _("A callback was missed"),
        "callback.answer": _("Answer a wish to be called"),
        "danger.climb": _("Call people about a danger"),
        "danger.review": _("Look at a danger again"),
        "danger.second": _("A second person confirms that a danger was stood down"),
        "hotline.review": _("Look at a monitored signal again"),
        "contact.answer": _("A first answer"),
        "contact.erase": _("Erase what is kept no longer"),
        "referral.remind": _("Remind a partner"),
        "mail.send": _("Send a mail"),
        "text.send": _("Send a text message"),
    }
    return words.get(kind, kind)


def owner_word(desk: str) -> str:
    """Whose promise it is: a desk's, danger's, or the house's own."""
    if desk in set(Desk):
        return desk_name(Desk(desk))
    return _("Danger") if desk == "danger" else _("The house")
