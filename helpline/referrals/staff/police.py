"""The package for the police: from a danger, or after a decision that two people read."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from flask import flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from helpline import audit
from helpline.db import db, transaction
from helpline.doors import Desk, guard
from helpline.errors import Refusal
from helpline.i18n import gettext as _
from helpline.people import at_desk, current_staff, on_duty
from helpline.policy.current import current_policy
from helpline.referrals import queries
from helpline.referrals.actions.telling_police import Ground, police_fields, tell_police
from helpline.referrals.errors import DecisionNotReady, NoPoliceContact
from helpline.referrals.models import Partner
from helpline.referrals.queries import Followed
from helpline.referrals.staff.blueprint import PAGES
from helpline.referrals.staff.forms import PoliceForm
from helpline.triage.danger.models import Danger
from helpline.triage.hotline import disclosure_ready

AT_HOTLINE: Final = at_desk(Desk.HOTLINE)


@dataclass(frozen=True, slots=True)
class Occasion:
    """What is told, on what ground, and what was told before."""

    ground: Ground
    known: Callable[[], dict[str, str]]
    """What can be filled in from the record, to be cut down by a person."""
    told_before: list[Followed]


@PAGES.route("/danger/<uuid:danger_id>/package", methods=["GET", "POST"])
@guard(on_duty)
def police_package(danger_id: UUID) -> ResponseReturnValue:
    """From a danger record. Nothing leaves before a person has read it as the police will."""
    danger = db.get_or_404(Danger, danger_id)
    return _answer(
        Occasion(
            Ground(danger=danger),
            lambda: queries.told_of_danger(danger),
            queries.packages_about_danger(danger_id),
        )
    )


@PAGES.route("/hotline/<uuid:signal_id>/package", methods=["GET", "POST"])
@guard(AT_HOTLINE)
def decided_package(signal_id: UUID) -> ResponseReturnValue:
    """After the hotline decided, and a second person read the decision (R41)."""
    decision = disclosure_ready(signal_id)
    if decision is None:
        raise DecisionNotReady
    return _answer(
        Occasion(
            Ground(signal_id=signal_id, disclosure_id=decision.id),
            dict,
            queries.packages_about_signal(signal_id),
        )
    )


def _answer(occasion: Occasion) -> ResponseReturnValue:
    """The empty form, the form again, the preview, or on from there. Raises NoPoliceContact."""
    partner = next(iter(queries.police_contacts()), None)
    if partner is None:
        raise NoPoliceContact
    if request.method == "GET":
        return _page(occasion, partner, _filled(occasion))
    form = PoliceForm(request.form)
    if form.validate() and request.form.get("step") != "change":
        return _go_on(occasion, partner, form)
    return _page(occasion, partner, form), 422 if form.errors else 200


def _go_on(occasion: Occasion, partner: Partner, form: PoliceForm) -> ResponseReturnValue:
    try:
        if request.form.get("step") == "send":
            return _tell(occasion, partner, form)
        return _page(occasion, partner, form, fields=police_fields(form.written()))
    except Refusal as refused:
        return _page(occasion, partner, form, refusal=refused), refused.status


def _tell(occasion: Occasion, partner: Partner, form: PoliceForm) -> ResponseReturnValue:
    with transaction():
        package = tell_police(partner, occasion.ground, form.written(), by=current_staff())
    flash(
        _(
            "Sent to %(partner)s, reference %(reference)s. Ring them too: %(number)s.",
            partner=partner.name,
            reference=package.reference,
            number=current_policy().police.number,
        )
    )
    return redirect(request.path)


def _filled(occasion: Occasion) -> PoliceForm:
    with transaction():
        audit.record(
            "package.composing", subject_id=_subject(occasion), actor_id=current_staff().id
        )
        known = occasion.known()
    policy = current_policy()
    answering = _(
        "%(name)s, %(operator)s, %(number)s",
        name=current_staff().display_name,
        operator=policy.name,
        number=policy.danger.duty_number,
    )
    return PoliceForm(data={**known, "answering": answering})


def _subject(occasion: Occasion) -> UUID:
    ground = occasion.ground
    subject = ground.danger.id if ground.danger is not None else ground.signal_id
    assert subject is not None
    return subject


def _page(occasion: Occasion, partner: Partner, form: PoliceForm, **more: object) -> str:
    return render_template(
        "referrals/police_preview.html" if more.get("fields") else "referrals/police.html",
        ground=occasion.ground,
        told_before=occasion.told_before,
        partner=partner,
        form=form,
        fields=more.get("fields"),
        refusal=more.get("refusal"),
    )
