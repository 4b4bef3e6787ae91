"""What a partner answers, through its own door: each goes back to the desk that sent it."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID, uuid4

from sqlalchemy import update

from helpline import audit
from helpline.clock import now
from helpline.db import db
from helpline.doors import current_door
from helpline.outbox import Event, announce
from helpline.referrals.codes import DECLINES
from helpline.referrals.decisions import MAY_FOLLOW
from helpline.referrals.errors import AlreadyAnswered, DeclineNeedsReason, PageClosed
from helpline.referrals.events import (
    FirstContactMade,
    ReferralAnswered,
    ReferralCompleted,
    ReferralReported,
)
from helpline.referrals.models import Package, PartnerReport, Referral, ReferralState
from helpline.referrals.package import unpack
from helpline.referrals.portal.person import PartnerPerson
from helpline.referrals.portal.queries import Handover
from helpline.vault import place
from helpline.vault.current import current_public_keys, partner_keyring

EVENTS: Final[dict[ReferralState, type[Event]]] = {
    ReferralState.ACCEPTED: ReferralAnswered,
    ReferralState.REJECTED: ReferralAnswered,
    ReferralState.IN_PROGRESS: FirstContactMade,
    ReferralState.COMPLETED: ReferralCompleted,
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What a partner says about a handover. Words are for the counsellor alone."""

    state: ReferralState
    words: str = ""
    decline_code: str | None = None


def open_package(package: Package, *, by: PartnerPerson) -> dict[str, str]:
    """Read it, and leave a trace of having read it. Raises CannotOpen."""
    fields = unpack(package, partner_keyring(by.slug))
    if package.opened_at is None:
        package.opened_at = now()
    audit.record("package.opened", subject_id=package.id, actor_id=by.id)
    return fields


def open_handover(handover: Handover, *, by: PartnerPerson) -> dict[str, str]:
    """The same, for a family's. Raises PageClosed."""
    if handover.package is None:
        raise PageClosed
    return open_package(handover.package, by=by)


def answer(handover: Handover, said: Answer, *, by: PartnerPerson) -> None:
    """Change the state, if nobody was faster. Raises AlreadyAnswered, DeclineNeedsReason."""
    if said.state is ReferralState.REJECTED and said.decline_code not in DECLINES:
        raise DeclineNeedsReason
    changed = db.session.execute(
        update(Referral)
        .where(Referral.id == handover.id, Referral.state.in_(MAY_FOLLOW[said.state]))
        .values(state=said.state, changed_at=now(), decline_code=said.decline_code)
        .returning(Referral.id)
        .execution_options(synchronize_session=False)
    )
    if changed.first() is None or handover.package is None:
        raise AlreadyAnswered
    _report(handover.package, said.state, said.words, by)
    audit.record(f"referral.{said.state}", subject_id=handover.id, actor_id=by.id)
    announce(EVENTS[said.state](handover.id, handover.package.origin))


def report(handover: Handover, words: str, *, by: PartnerPerson) -> None:
    """Tell the counsellor something without changing the state. Raises AlreadyAnswered."""
    if handover.package is None:
        raise AlreadyAnswered
    _report(handover.package, "report", words, by)
    audit.record("referral.reported", subject_id=handover.id, actor_id=by.id)
    announce(ReferralReported(handover.id, handover.package.origin))


def acknowledge(package: Package, reference: str, *, by: PartnerPerson) -> None:
    """The police have it, under this reference of theirs. The first time counts."""
    if package.acknowledged_at is None:
        package.acknowledged_at = now()
    _report(package, "acknowledged", reference, by)
    audit.record("package.acknowledged", subject_id=package.id, actor_id=by.id)


def ask_to_be_called(package: Package, words: str, *, by: PartnerPerson) -> None:
    """The police want to speak with whoever sent it."""
    _report(package, "call_us", words, by)
    audit.record("package.call_wanted", subject_id=package.id, actor_id=by.id)


def _report(package: Package, state: str, words: str, by: PartnerPerson) -> None:
    report_id: UUID = uuid4()
    holder = current_public_keys().of(package.origin)
    sealed = holder.seal_box(words, place(report_id, "partner_report.words")) if words else None
    db.session.add(
        PartnerReport(
            id=report_id,
            operator=current_door().operator,
            package_id=package.id,
            partner_id=by.partner_id,
            origin=package.origin,
            state=state,
            words=sealed,
            key_id=holder.key_id if words else None,
            reported_by=by.id,
            reported_by_name=by.display_name,
            reported_at=now(),
        )
    )
