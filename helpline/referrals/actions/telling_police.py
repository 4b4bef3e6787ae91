"""A package for the police: never access, always composed and sent by a person (design: danger)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID, uuid4

from helpline import audit
from helpline.clock import now
from helpline.db import db
from helpline.doors import current_door
from helpline.outbox import owe
from helpline.people import Staff
from helpline.policy.current import current_policy
from helpline.referrals.codes import POLICE_FACTS, POLICE_FIELDS, POLICE_NEEDED
from helpline.referrals.errors import OnlyADrill, PoliceFieldsMissing
from helpline.referrals.models import Origin, Package, Partner
from helpline.referrals.package import pack
from helpline.referrals.queries import live_agreement
from helpline.triage.danger.models import Danger

A_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """Why the police may be told: danger, or a decision that two people read."""

    danger: Danger | None = None
    signal_id: UUID | None = None
    disclosure_id: UUID | None = None

    @property
    def origin(self) -> Origin:
        return Origin.DANGER if self.danger is not None else Origin.HOTLINE

    @property
    def duty(self) -> str:
        danger = self.origin is Origin.DANGER
        return "referrals.tell_police" if danger else "referrals.tell_police_decided"

    def answer_by(self, moment: datetime) -> datetime:
        """When we ask to have it acknowledged."""
        danger = self.origin is Origin.DANGER
        return moment + (current_policy().danger.acknowledged_within if danger else A_DAY)


def police_fields(written: dict[str, str]) -> dict[str, str]:
    """What is filled in. Raises PoliceFieldsMissing for what no package may leave out."""
    filled = {code: text.strip() for code, text in written.items() if text.strip()}
    if missing := tuple(code for code in POLICE_NEEDED if code not in filled):
        raise PoliceFieldsMissing(missing)
    return {code: filled[code] for code in POLICE_FIELDS if code in filled}


def tell_police(partner: Partner, ground: Ground, written: dict[str, str], *, by: Staff) -> Package:
    """Seal the fields to the police contact alone. Raises PoliceFieldsMissing, OnlyADrill.

    Danger and a decision of two readers are a basis of their own; the agreement in force is
    noted where there is one (R06).
    """
    if ground.danger is not None and ground.danger.is_drill:
        raise OnlyADrill
    fields, package_id, moment = police_fields(written), uuid4(), now()
    packed, agreement = pack(package_id, partner, fields), live_agreement(partner.id)
    package = Package(
        id=package_id,
        operator=current_door().operator,
        partner_id=partner.id,
        origin=ground.origin,
        danger_id=ground.danger.id if ground.danger else None,
        signal_id=ground.signal_id,
        disclosure_id=ground.disclosure_id,
        agreement_id=agreement.id if agreement else None,
        key_id=packed.key_id,
        wrapped_key=packed.wrapped_key,
        body=packed.body,
        released=list(fields),
        held_back=[code for code in POLICE_FACTS if code not in fields],
        sent_by=by.id,
        sent_at=moment,
        answer_by=ground.answer_by(moment),
    )
    db.session.add(package)
    audit.record("package.sent", subject_id=package.id, actor_id=by.id)
    owe(ground.duty, package.id, desk=ground.origin, deadline_at=package.answer_by)
    return package
