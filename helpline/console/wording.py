"""Kinds of obligations, and who owes them, in words for supervisors."""

from helpline.doors import Desk
from helpline.i18n import gettext as _
from helpline.intake.models import NotACase
from helpline.triage.desk.wording import ending_word, not_a_case_word
from helpline.triage.desk.work import desk_name


def kind_word(kind: str) -> str:
    """What was promised. A kind without words of its own is shown by its name."""
    words = {
        "callback.remind": _("Remind a colleague of a callback"),
        "callback.missed": _("A callback was missed"),
        "callback.answer": _("Answer a wish to be called"),
        "contact.unanswered": _("Answer a message"),
        "contact.outcome_due": _("Tell what came of it"),
        "danger.climb": _("Call people about a danger"),
        "danger.ring": _("Ring somebody about a danger"),
        "danger.join": _("Join a caller in danger with whoever accepted"),
        "danger.review": _("Look at a danger again"),
        "hotline.review": _("Look at a monitored signal again"),
        "messages.send": _("Send a message"),
        "messages.alert": _("Send an alarm"),
        "voicemail.fetch": _("Get a caller's message from the phone company"),
        "voicemail.miss": _("A caller may have left a message that we never got"),
        "voicemail.unheard": _("Listen to a caller's message"),
        "retention.erase": _("Erase what is kept no longer"),
        "danger.erase": _("Erase a danger that is kept no longer"),
        "deletion.carry_out": _("Delete what somebody asked us to delete"),
        "referrals.tell_partner": _("Tell a partner of a family"),
        "referrals.remind_partner": _("Remind a partner"),
        "referrals.tell_counsellor": _("Tell a counsellor what a partner answered"),
        "referrals.close_package": _("Close a partner's page"),
        "referrals.end_consent": _("End a consent that ran out"),
        "referrals.tell_police": _("Tell the police of a danger"),
        "referrals.tell_police_decided": _("Tell the police what was decided"),
    }
    return words.get(kind, kind)


def call_word(code: str) -> str:
    """How calls ended, or what their handlers marked them as."""
    return not_a_case_word(NotACase(code)) if code in set(NotACase) else ending_word(code)


def owner_word(desk: str) -> str:
    """Whose promise it is: a desk's, danger's, or the house's own."""
    if desk in set(Desk):
        return desk_name(Desk(desk))
    return _("Danger") if desk == "danger" else _("The house")
