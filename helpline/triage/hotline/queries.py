"""What the hotline knows of a signal."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, String, cast, select

from helpline.clock import now
from helpline.db import db
from helpline.doors import Desk
from helpline.i18n import gettext as _
from helpline.intake import Contact
from helpline.intake.content import file_of
from helpline.people import Account
from helpline.policy import current_policy
from helpline.triage.hotline.codes import Outcome, Presence
from helpline.triage.hotline.decisions import LevelPicture, Opinion, Seen, picture
from helpline.triage.hotline.models import (
    Asked,
    DisclosureDecision,
    Observation,
    Signal,
    Weighing,
)
from helpline.vault import Sealed, place


@dataclass(frozen=True, slots=True)
class Opened:
    """A row with its sealed words opened."""

    row: Weighing | Asked | DisclosureDecision | Observation
    words: Mapping[str, str]


def signal(contact_id: UUID) -> Signal:
    """The signal of a contact, or a page that says that there is none."""
    return db.get_or_404(Signal, contact_id)


def assessors() -> dict[UUID, str]:
    """Everybody trained for the hotline, by name."""
    query = (
        select(Account.id, Account.display_name)
        .where(Account.desks.contains([Desk.HOTLINE.value]))
        .order_by(Account.display_name)
    )
    return {row.id: row.display_name for row in db.session.execute(query)}


def observations(signal_id: UUID) -> Sequence[Observation]:
    query = select(Observation).where(Observation.signal_id == signal_id)
    return db.session.scalars(query.order_by(Observation.recorded_at)).all()


def posted(post_key: bytes | None) -> Observation | None:
    """What the same form has written down already."""
    if post_key is None:
        return None
    return db.session.scalar(select(Observation).where(Observation.post_key == post_key))


def picture_of(found: Signal) -> tuple[LevelPicture, ...]:
    """All five levels as they stand today; changes since the last weighing are marked."""
    today = now().astimezone(current_policy().time_zone).date()
    seen = [
        Seen(
            id=one.id,
            level=one.level,
            side=one.side,
            factor=one.factor,
            presence=Presence(one.presence),
            recorded_at=one.recorded_at,
            valid_until=one.valid_until,
        )
        for one in observations(found.id)
    ]
    return picture(seen, today, _last_weighed(found))


def _last_weighed(found: Signal) -> datetime | None:
    query = (
        select(Weighing.weighed_at)
        .where(Weighing.signal_id == found.id, Weighing.round < found.round)
        .order_by(Weighing.weighed_at.desc())
        .limit(1)
    )
    return db.session.scalar(query)


def weighings(found: Signal, round_: int | None = None) -> Sequence[Weighing]:
    """Of one round, or of all, the newest first."""
    query = select(Weighing).where(Weighing.signal_id == found.id)
    if round_ is not None:
        query = query.where(Weighing.round == round_)
    return db.session.scalars(query.order_by(Weighing.weighed_at.desc())).all()


def opinions(found: Signal, round_: int) -> list[Opinion]:
    return [
        Opinion(one.assessor_id, one.outcome, one.monitor_until) for one in weighings(found, round_)
    ]


def asked(signal_id: UUID) -> Sequence[Asked]:
    query = select(Asked).where(Asked.signal_id == signal_id)
    return db.session.scalars(query.order_by(Asked.asked_at.desc())).all()


def disclosures(found: Signal) -> Sequence[DisclosureDecision]:
    """Those that rest on the newest weighing, the newest first."""
    query = select(DisclosureDecision).where(
        DisclosureDecision.signal_id == found.id, DisclosureDecision.round == found.round
    )
    return db.session.scalars(query.order_by(DisclosureDecision.decided_at.desc())).all()


def disclosure_ready(signal_id: UUID) -> DisclosureDecision | None:
    """The decision that a package to the police may rest on: two assessors, two readers."""
    found = db.session.get(Signal, signal_id)
    if found is None or found.outcome is not Outcome.POLICE:
        return None
    return next((one for one in disclosures(found) if one.second_reader is not None), None)


def opened(contact: Contact, row: Weighing | Asked | DisclosureDecision | Observation) -> Opened:
    """With its words readable. Raises Erased, CannotOpen."""
    key, table = file_of(contact), row.__tablename__
    words = {
        name: key.open(sealed, place(row.id, f"{table}.{name}"))
        for name in row.__table__.columns.keys()  # noqa: SIM118  (a column collection, no dict)
        if isinstance(sealed := getattr(row, name), Sealed)
    }
    return Opened(row, words)


def marks(contacts: Sequence[UUID]) -> Mapping[UUID, str]:
    """What the queue says beside a contact: what this desk still owes its signal."""
    query = select(Signal).where(Signal.id.in_(contacts), Signal.outcome.is_(None))
    return {found.id: _mark(found) for found in db.session.scalars(query)}


def _mark(found: Signal) -> str:
    if found.review_due_at is not None:
        return _("Look again: the day has come")
    if found.picture_closed_at is not None:
        return _("To be weighed")
    return _("Being assessed")


def outcomes() -> Select[UUID, str]:
    return select(Signal.id, cast(Signal.outcome, String)).where(Signal.outcome.is_not(None))
