"""When this happens, do that. The whole story of the house on one page."""

from collections.abc import Callable
from typing import Final

from flask import Blueprint

from helpline.console import CONSOLE
from helpline.intake import events as intake
from helpline.intake.mailbox import panels
from helpline.outbox import Duty, Wiring
from helpline.outbox.events import Event
from helpline.policy import executed
from helpline.referrals import duties as referrals
from helpline.referrals import events as handing_on
from helpline.referrals.actions import forgetting
from helpline.referrals.panel import PANEL_PAGES, REFERRALS_PANEL
from helpline.referrals.portal import PORTAL
from helpline.referrals.staff import PAGES as REFERRALS
from helpline.triage.advice.pages import ADVICE
from helpline.triage.desk.work import PAGES as DESKS_SHARED
from helpline.triage.support.pages import SUPPORT

PUBLIC_PAGES: Final[tuple[Blueprint, ...]] = (PANEL_PAGES,)
STAFF_PAGES: Final[tuple[Blueprint, ...]] = (CONSOLE, DESKS_SHARED, ADVICE, SUPPORT, REFERRALS)
PARTNER_PAGES: Final[tuple[Blueprint, ...]] = (PORTAL,)

AT_ONCE: Final[dict[type[Event], tuple[Callable[[Event], None], ...]]] = {
    intake.ContactErased: (forgetting.forget_contact,),
}
"""In the same transaction, without the network."""

LATER: Final[dict[type[Event], tuple[str, ...]]] = {
    handing_on.ConsentGiven: ("referrals.end_consent",),
    handing_on.ConsentWithdrawn: ("referrals.close_package",),
    handing_on.ReferralMade: ("referrals.tell_partner", "referrals.remind_partner"),
    handing_on.ReferralAnswered: ("referrals.tell_counsellor",),
    handing_on.FirstContactMade: ("referrals.tell_counsellor",),
    handing_on.ReferralCompleted: ("referrals.tell_counsellor",),
    handing_on.ReferralReported: ("referrals.tell_counsellor",),
    handing_on.ReferralCancelled: ("referrals.tell_counsellor",),
}
"""An obligation each, carried out by the duty of that name."""

DUTIES: Final[dict[str, Duty]] = {
    "referrals.tell_partner": Duty(referrals.tell_partner),
    "referrals.remind_partner": Duty(referrals.remind_partner, queue="later"),
    "referrals.tell_counsellor": Duty(referrals.tell_counsellor),
    "referrals.close_package": Duty(referrals.close_withdrawn),
    "referrals.end_consent": Duty(referrals.end_consent, queue="later"),
    "referrals.tell_police": Duty(referrals.tell_police_of_danger, queue="danger"),
    "referrals.tell_police_decided": Duty(referrals.tell_police_what_was_decided),
}

WIRING: Final = Wiring(at_once=AT_ONCE, later=LATER, duties=DUTIES)


def register_promises() -> None:
    """Tell the policy which of its clauses something here carries out."""
    executed.register("referral.consent", "police.packages_only")
    panels.register(REFERRALS_PANEL)
