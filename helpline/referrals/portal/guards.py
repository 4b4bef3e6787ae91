"""Who may open a page of the partner face. Everything else is refused."""

from datetime import timedelta
from typing import Final

from flask import g, request
from sqlalchemy import select

from helpline.clock import now
from helpline.db import db, transaction
from helpline.doors import Door, Role, through
from helpline.people import hashed
from helpline.people.decisions import may_go_on
from helpline.people.errors import SignInFirst
from helpline.policy.current import current_policy
from helpline.referrals.models import Partner, PartnerAccount, PartnerSession
from helpline.referrals.portal.person import PartnerPerson

COOKIE: Final = "helpline_partner"
SEEN_EVERY: Final = timedelta(seconds=20)


def nobody() -> Door:
    """For the sign-in page: the front of the partner face, without a person and a partner."""
    return Door(Role.PARTNER, current_policy().operator)


def signed_in() -> Door:
    """Somebody at a partner, who sees that partner's rows only. Raises SignInFirst."""
    operator = current_policy().operator
    with through(nobody()), transaction():
        account, session = _recognise(request.cookies.get(COOKIE, ""))
    door = Door(Role.PARTNER, operator, partner=account.partner_id)
    with through(door), transaction():
        partner = db.session.get(Partner, account.partner_id)
        if partner is None or not partner.is_active:
            raise SignInFirst
        g.partner_person = _person(account, session, partner)
    return door


def _recognise(token: str) -> tuple[PartnerAccount, PartnerSession]:
    moment = now()
    row = db.session.execute(
        select(PartnerAccount, PartnerSession)
        .join(PartnerSession, PartnerSession.account_id == PartnerAccount.id)
        .where(PartnerSession.token_hash == hashed(token), PartnerSession.ended_at.is_(None))
    ).first()
    if row is None:
        raise SignInFirst
    account, session = row
    alive = may_go_on(started_at=session.started_at, seen_at=session.seen_at, moment=moment)
    if not alive or account.disabled_at is not None:
        raise SignInFirst
    if moment - session.seen_at > SEEN_EVERY:
        session.seen_at = moment
    return account, session


def _person(account: PartnerAccount, session: PartnerSession, partner: Partner) -> PartnerPerson:
    return PartnerPerson(
        id=account.id,
        session_id=session.id,
        display_name=account.display_name,
        partner_id=partner.id,
        partner_name=partner.name,
        slug=partner.slug,
        kind=partner.kind,
    )
