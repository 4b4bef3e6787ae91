"""Erasing what this room keeps about a contact or a danger, in the transaction that erases it."""

from sqlalchemy import ColumnElement, delete, select

from helpline.db import Model, db
from helpline.outbox.events import Event
from helpline.referrals.models import Consent, Package, PartnerReport, Referral


def forget_contact(event: Event) -> None:
    """Reaction to ContactErased, through the door of the contact's desk: the partner's page too."""
    contact_id = event.subject_id
    if event.desk == "hotline":
        _forget_packages(Package.signal_id == contact_id)
    elif event.desk == "support":
        referrals = select(Referral.id).where(Referral.contact_id == contact_id)
        _forget_packages(Package.referral_id.in_(referrals))
        _delete(Referral, Referral.contact_id == contact_id)
        _delete(Consent, Consent.contact_id == contact_id)


def forget_danger(event: Event) -> None:
    """Reaction to the erasure of a danger, through the danger door."""
    _forget_packages(Package.danger_id == event.subject_id)


def _forget_packages(which: ColumnElement[bool]) -> None:
    packages = select(Package.id).where(which)
    _delete(PartnerReport, PartnerReport.package_id.in_(packages))
    _delete(Package, which)


def _delete(model: type[Model], which: ColumnElement[bool]) -> None:
    db.session.execute(delete(model).where(which).execution_options(synchronize_session=False))
