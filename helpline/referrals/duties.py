"""What is owed about handovers. Each opens its own door; each may run twice."""

from datetime import datetime, time, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import ColumnElement, select

from helpline.clock import now
from helpline.db import db, transaction
from helpline.doors import Door, Role, current_door, through
from helpline.messages import Letter, Medium, Recipient, write
from helpline.outbox import Again
from helpline.policy.current import current_policy
from helpline.referrals.actions.closing import cancel_referral, package_of
from helpline.referrals.actions.returning import bring_home, tell_desk
from helpline.referrals.decisions import Nudge, decide_nudge
from helpline.referrals.models import Consent, Origin, Package, Partner, Referral
from helpline.referrals.queries import today

DAY: Final = timedelta(days=1)


def _door(role: Role) -> Door:
    return Door(role, current_door().operator)


def _mail(letter: Letter, partner_id: UUID) -> None:
    """Tell a partner to sign in. The mail says nothing of a family."""
    partner = db.session.get_one(Partner, partner_id)
    if partner.mail_address:
        inside = current_policy().languages_inside
        language = partner.language if partner.language in inside else inside[0]
        write(letter, Recipient(partner.id, Medium.MAIL, partner.mail_address, language))


def tell_partner(referral_id: UUID) -> None:
    """A handover waits: sign in. One mail, however often this runs."""
    with through(_door(Role.SUPPORT)), transaction():
        package = package_of(referral_id)
        if package is None or package.closed_at is not None or package.told_at is not None:
            return
        package.told_at = now()
        _mail(Letter(template="partner_new", subject_id=referral_id), package.partner_id)


def remind_partner(referral_id: UUID) -> Again | None:
    """Follow a handover until it ends: remind a silent partner once, then ask the counsellor."""
    with through(_door(Role.SUPPORT)), transaction():
        referral = db.session.get(Referral, referral_id, with_for_update=True)
        if referral is None:
            return None
        nudge, look_again = decide_nudge(
            state=referral.state,
            changed_at=referral.changed_at,
            reminded_at=referral.reminded_at,
            moment=now(),
        )
        if nudge is Nudge.DONE:
            return None
        if nudge is Nudge.REMIND:
            referral.reminded_at = now()
            _mail(
                Letter(
                    template="partner_reminder", subject_id=referral_id, occasion=referral.state
                ),
                referral.partner_id,
            )
        elif nudge is Nudge.GIVE_BACK:
            tell_desk(referral, "unanswered")
        return Again(look_again)


def tell_counsellor(referral_id: UUID) -> None:
    """What the partner answered comes home to the desk."""
    with through(_door(Role.SUPPORT)), transaction():
        referral = db.session.get(Referral, referral_id)
        if referral is not None:
            bring_home(referral)


def close_withdrawn(consent_id: UUID) -> None:
    """A yes was taken back: destroy what was sealed on it, tell partner and counsellor."""
    with through(_door(Role.SUPPORT)), transaction():
        consent = db.session.get(Consent, consent_id)
        if consent is not None and consent.withdrawn_at is not None:
            _end(consent, "withdrawn")


def end_consent(consent_id: UUID) -> Again | None:
    """A yes has run out: the same, at the end of its last day."""
    with through(_door(Role.SUPPORT)), transaction():
        consent = db.session.get(Consent, consent_id)
        if consent is None or consent.withdrawn_at is not None:
            return None
        if today() <= consent.until:
            return Again(_midnight_after(consent))
        _end(consent, "expired")
        return None


def _midnight_after(consent: Consent) -> datetime:
    return datetime.combine(consent.until + DAY, time(), tzinfo=current_policy().time_zone)


def _end(consent: Consent, outcome: str) -> None:
    for referral in _referrals_of(Referral.consent_id == consent.id):
        if cancel_referral(referral):
            referral.known_at = referral.changed_at
            tell_desk(referral, outcome)
            _mail(
                Letter(template="partner_new", subject_id=referral.id, occasion=outcome),
                referral.partner_id,
            )


def tell_police_of_danger(package_id: UUID) -> Again | None:
    """Until somebody there acknowledges it, write again and again."""
    return _tell_police(Role.DANGER, package_id)


def tell_police_what_was_decided(package_id: UUID) -> Again | None:
    """The same for what two readers decided."""
    return _tell_police(Role.HOTLINE, package_id)


def _tell_police(role: Role, package_id: UUID) -> Again | None:
    with through(_door(role)), transaction():
        package = db.session.get(Package, package_id, with_for_update=True)
        if package is None or package.acknowledged_at or package.closed_at:
            return None
        pause = current_policy().danger.acknowledged_within if role is Role.DANGER else DAY
        if package.told_at is None or package.told_at + pause <= now():
            package.told_at = now()
            _mail(_alert(package, package.told_at), package.partner_id)
        return Again(package.told_at + pause)


def _alert(package: Package, moment: datetime) -> Letter:
    return Letter(
        template="partner_new" if package.opened_at is None else "partner_reminder",
        subject_id=package.id,
        occasion=moment.isoformat(timespec="seconds"),
        is_danger=package.origin is Origin.DANGER,
    )


def _referrals_of(which: ColumnElement[bool]) -> list[Referral]:
    return list(db.session.scalars(select(Referral).where(which)))
