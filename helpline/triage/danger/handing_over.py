"""Duty danger.note_handover: a warm handover of a live caller stands in the danger's record."""

from uuid import UUID

from sqlalchemy import select

from helpline import audit
from helpline.db import db, transaction
from helpline.i18n import format_time, speaking
from helpline.i18n import gettext as _
from helpline.intake import CallLeg, CallOrder
from helpline.intake.models import ThirdKind
from helpline.policy import current_policy
from helpline.triage.danger import content
from helpline.triage.danger.actions import lock
from helpline.triage.danger.ladder import as_danger
from helpline.triage.danger.models import Danger, DangerNote


def note_handover(order_id: UUID) -> None:
    """Who has the caller now, and since when. The note has the order's own id: it stands once."""
    with as_danger(), transaction():
        order = db.session.get_one(CallOrder, order_id)
        danger = db.session.scalar(select(Danger).where(Danger.call_id == order.call_id))
        leg = db.session.get(CallLeg, order.third_leg_id)
        if danger is None or leg is None:
            return
        lock(danger)
        if danger.erased_at is not None or db.session.get(DangerNote, order_id) is not None:
            return
        with speaking(current_policy().languages[0]):
            words = _words(leg)
        note = content.seal_note(danger, words, by=order.account_id, note_id=order_id)
        db.session.add(note)
        audit.record("danger.handed_over", subject_id=danger.id, actor_id=order.account_id)


def _words(leg: CallLeg) -> str:
    joined_at = leg.joined_at or leg.accepted_at or leg.created_at
    time = format_time(joined_at, current_policy().time_zone)
    if leg.third is ThirdKind.POLICE:
        return _(
            "The caller was handed over warm to the police, who joined at %(time)s.", time=time
        )
    name = leg.third_name or ""
    return _("The caller was left with %(name)s, who joined at %(time)s.", name=name, time=time)
