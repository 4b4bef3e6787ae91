"""Partners signing in and out, through the partner door."""

import secrets

from sqlalchemy import select, update

from helpline import audit
from helpline.clock import now
from helpline.db import db
from helpline.people import hashed
from helpline.referrals.models import PartnerAccount, PartnerSession
from helpline.referrals.portal.person import PartnerPerson


def account_named(username: str) -> PartnerAccount | None:
    query = select(PartnerAccount).where(PartnerAccount.username == username.strip().lower())
    return db.session.scalar(query)


def start_session(account: PartnerAccount) -> str:
    """A signed-in browser's token, which exists in clear only there."""
    token, moment = secrets.token_urlsafe(32), now()
    db.session.add(
        PartnerSession(
            operator=account.operator,
            token_hash=hashed(token),
            account_id=account.id,
            started_at=moment,
            seen_at=moment,
        )
    )
    audit.record("partner_session.started", subject_id=account.id, actor_id=account.id)
    return token


def end_session(person: PartnerPerson) -> None:
    db.session.execute(
        update(PartnerSession).where(PartnerSession.id == person.session_id).values(ended_at=now())
    )
    audit.record("partner_session.ended", subject_id=person.id, actor_id=person.id)
