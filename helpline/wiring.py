"""When this happens, do that. The whole story of the house on one page."""

from collections.abc import Callable
from datetime import timedelta
from typing import Final

from flask import Blueprint

from helpline.console import CONSOLE
from helpline.intake import duties as later
from helpline.intake import events as intake
from helpline.intake.actions import callbacks, erasing
from helpline.intake.calls import thirds
from helpline.intake.calls.duties import bringing_in as call_bringing_in
from helpline.intake.calls.duties import calling_back, texting, voicemail
from helpline.intake.calls.duties import forgetting as call_forgetting
from helpline.intake.calls.duties import holding as call_holding
from helpline.intake.calls.duties import joining as call_joining
from helpline.intake.calls.duties import orders as call_orders
from helpline.intake.calls.duties import ringing as call_ringing
from helpline.intake.calls.duties import watching as call_watching
from helpline.intake.calls.routes import CALLS
from helpline.intake.mailbox import panels
from helpline.intake.mailbox.pages import MAILBOX
from helpline.intake.public import DOOR
from helpline.messages import delivering, sending
from helpline.messages import forgetting as text_forgetting
from helpline.outbox import Duty, Wiring
from helpline.outbox.events import Event
from helpline.policy import executed
from helpline.referrals import duties as referrals
from helpline.referrals import events as handing_on
from helpline.referrals.actions import forgetting
from helpline.referrals.calling import SERVICES
from helpline.referrals.panel import PANEL_PAGES, REFERRALS_PANEL
from helpline.referrals.portal import PORTAL
from helpline.referrals.staff import PAGES as REFERRALS
from helpline.triage.advice.pages import ADVICE
from helpline.triage.danger import actions as danger
from helpline.triage.danger import aftermath, caller, handing_over, ladder, ringing
from helpline.triage.danger.events import DangerErased
from helpline.triage.danger.pages import DANGER
from helpline.triage.desk.work import PAGES as DESKS_SHARED
from helpline.triage.hotline import duties as hotline
from helpline.triage.hotline.actions import forgetting as hotline_forgetting
from helpline.triage.hotline.events import SignalDecided
from helpline.triage.hotline.views import HOTLINE
from helpline.triage.support import forgetting as support_forgetting
from helpline.triage.support.events import ReferralWanted
from helpline.triage.support.pages import SUPPORT

PUBLIC_PAGES: Final[tuple[Blueprint, ...]] = (DOOR, MAILBOX, PANEL_PAGES, CALLS)
STAFF_PAGES: Final[tuple[Blueprint, ...]] = (
    CONSOLE,
    DESKS_SHARED,
    ADVICE,
    HOTLINE,
    SUPPORT,
    REFERRALS,
    DANGER,
)
PARTNER_PAGES: Final[tuple[Blueprint, ...]] = (PORTAL,)

AT_ONCE: Final[dict[type[Event], tuple[Callable[[Event], None], ...]]] = {
    intake.DangerDeclared: (danger.start_ladder,),
    intake.ContactArrived: (erasing.promise_erasure, later.watch_answer, later.watch_outcome),
    intake.EnquirerWrote: (later.watch_answer,),
    intake.ContactClosed: (erasing.renew_erasure,),
    intake.DeletionAsked: (erasing.promise_deletion,),
    intake.CallbackAsked: (callbacks.watch_wish,),
    intake.ContactErased: (
        forgetting.forget_contact,
        hotline_forgetting.forget,
        support_forgetting.forget,
    ),
    DangerErased: (forgetting.forget_danger,),
    SignalDecided: (),
    ReferralWanted: (),
}
"""In the same transaction, without the network."""

LATER: Final[dict[type[Event], tuple[str, ...]]] = {
    intake.CallWaiting: ("call.ring_handlers",),
    intake.CallAccepted: ("call.join", "danger.accept_by_leg"),
    intake.CallHandedOver: ("danger.note_handover",),
    intake.CallEnded: ("call.let_go", "callback.close_try"),
    intake.DangerSaidAgain: ("danger.see_to_caller",),
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

SOON: Final = timedelta(seconds=10)
"""Twice the carrier's patience: a danger waits no longer than this for a worker that died.

Duties that ask more than twice may be overtaken: what they note late changes nothing newer.
"""

UNHURRIED: Final = timedelta(minutes=4)
"""Longer than RQ lets a job run, which is three: mails and recordings may take their time."""

DUTIES: Final[dict[str, Duty]] = {
    "hotline.review": Duty(hotline.review, queue="later", at_desk=True),
    # Somebody holds the line: quick work, and the sweepers step in where a worker is slow.
    "call.ring_handlers": Duty(call_ringing.ring_handlers, queue="danger", lease=SOON),
    "call.ring_leg": Duty(call_ringing.ring_leg, queue="danger", lease=SOON),
    "call.join": Duty(call_joining.join, queue="danger", lease=SOON, at_desk=True),
    "call.left_alone": Duty(call_joining.left_alone, queue="danger", lease=SOON),
    "call.order": Duty(call_orders.carry_out, queue="danger", lease=SOON),
    "call.third": Duty(call_bringing_in.look, queue="danger", lease=SOON),
    "call.bring_back": Duty(call_holding.bring_back, queue="danger", lease=SOON),
    "call.watch_hold": Duty(call_holding.watch_hold, queue="danger", lease=SOON),
    "call.watch_talk": Duty(call_watching.watch_talk, queue="danger", lease=SOON),
    "call.bring_again": Duty(call_watching.bring_again, queue="danger", lease=SOON),
    "call.give": Duty(call_joining.give, queue="danger", lease=SOON, at_desk=True),
    "call.let_go": Duty(call_joining.let_go, queue="danger", lease=SOON),
    "call.free_leg": Duty(call_joining.free_leg, queue="danger", lease=SOON),
    "call.forget_records": Duty(call_forgetting.forget_records, queue="later"),
    "call.forget_record": Duty(call_forgetting.forget_record, queue="later"),
    "voicemail.fetch": Duty(voicemail.fetch, at_desk=True, lease=UNHURRIED),
    "voicemail.miss": Duty(voicemail.miss, at_desk=True),
    "voicemail.unheard": Duty(voicemail.watch_unheard, at_desk=True),
    "danger.climb": Duty(ladder.climb, queue="danger", lease=SOON),
    "danger.ring": Duty(ringing.ring, queue="danger", lease=SOON),
    "danger.accept_by_leg": Duty(ringing.accept_by_leg, queue="danger", lease=SOON),
    "danger.see_to_caller": Duty(caller.see_to_caller, queue="danger", lease=SOON),
    "danger.quiet": Duty(ringing.hush, queue="danger"),
    "danger.note_handover": Duty(handing_over.note_handover, queue="danger"),
    "danger.join": Duty(ringing.join, queue="danger", lease=SOON),
    "danger.review": Duty(aftermath.ask_for_review),
    "danger.erase": Duty(aftermath.erase, queue="later"),
    "messages.send": Duty(sending.send, lease=UNHURRIED),
    # Overtaken, it leaves twice: better than to wait for a worker that died.
    "messages.alert": Duty(sending.send, queue="danger"),
    "messages.forget_records": Duty(text_forgetting.forget_records, queue="later"),
    "messages.forget_record": Duty(text_forgetting.forget_record, queue="later"),
    "callback.ring_handler": Duty(calling_back.ring_handler, queue="danger", lease=SOON),
    "callback.ring_them": Duty(calling_back.ring_them, queue="danger", lease=SOON),
    "callback.close_try": Duty(calling_back.close_try, queue="danger", lease=SOON),
    "callback.stop": Duty(calling_back.stop_tries, queue="danger", lease=SOON),
    "callback.after_try": Duty(calling_back.after_try, at_desk=True),
    "callback.watch": Duty(calling_back.watch_try),
    "texts.send": Duty(delivering.send_text),
    "texts.forget": Duty(delivering.forget_text, queue="later"),
    "texts.tell": Duty(texting.tell_of_lost),
    "texts.arrived": Duty(texting.note_arrival, at_desk=True),
    "callback.answer": Duty(later.answer_wish, at_desk=True),
    "callback.remind": Duty(later.remind_of_callback, at_desk=True),
    "callback.missed": Duty(later.miss_callback, at_desk=True),
    "contact.unanswered": Duty(later.watch_unanswered, at_desk=True),
    "contact.outcome_due": Duty(later.watch_outcome_due, at_desk=True),
    "retention.erase": Duty(later.erase_when_due, queue="later", at_desk=True),
    "deletion.carry_out": Duty(later.delete_as_asked, at_desk=True),
    "mailbox.remove": Duty(later.remove_mailbox, queue="later"),
    "house.sweep_out": Duty(later.sweep_out, queue="later"),
    "referrals.tell_partner": Duty(referrals.tell_partner),
    "referrals.remind_partner": Duty(referrals.remind_partner, queue="later"),
    "referrals.tell_counsellor": Duty(referrals.tell_counsellor),
    "referrals.close_package": Duty(referrals.close_withdrawn),
    "referrals.end_consent": Duty(referrals.end_consent, queue="later"),
    "referrals.tell_police": Duty(referrals.tell_police_of_danger, queue="danger"),
    "referrals.tell_police_decided": Duty(referrals.tell_police_what_was_decided),
}

STANDING: Final = ("house.sweep_out", "call.forget_records", "messages.forget_records")
"""Come round for ever; nothing has to cause them."""

WIRING: Final = Wiring(at_once=AT_ONCE, later=LATER, duties=DUTIES, standing=STANDING)


def register_promises() -> None:
    """Tell the policy which of its clauses something here carries out."""
    executed.register("intake.anonymous", "web.no_address", "retention.draft")
    executed.register("referral.consent", "police.packages_only")
    executed.register(
        "people.answer",
        "desk.support",
        "desk.advice",
        "desk.hotline",
        "police.threshold",
        "police.told_first",
        "retention.hotline_unfounded",
    )
    executed.register(
        "callback.kept",
        "feedback.first_answer",
        "feedback.outcome",
        "retention.support",
        "retention.hotline",
        "retention.advice",
        "retention.danger",
        "retention.call_detail",
        "carrier.forgets",
        "deletion.on_wish",
        "police.climbs",
    )
    executed.register("danger.number_first", "calls.unrecorded", "hours.kept", "numbers.storage")
    executed.register("voicemail.sealed")
    executed.register("hours.after.nobody", "calls.listening", "receipt.keyed")
    panels.register(REFERRALS_PANEL)
    thirds.register(SERVICES)
