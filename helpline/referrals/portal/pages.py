"""What was handed to a partner, and what the partner answers."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from helpline.db import transaction
from helpline.doors import guard
from helpline.i18n import gettext as _
from helpline.referrals.actions import answering
from helpline.referrals.actions.answering import Answer
from helpline.referrals.models import ReferralState
from helpline.referrals.portal import queries
from helpline.referrals.portal.blueprint import PORTAL
from helpline.referrals.portal.forms import AnswerForm, DeclineForm, ReportForm
from helpline.referrals.portal.guards import signed_in
from helpline.referrals.portal.person import current_person


@dataclass(frozen=True, slots=True)
class Step:
    """Something a partner can do with a handover. ``state`` is where it leads, if anywhere."""

    form: type[AnswerForm]
    state: ReferralState | None
    from_states: tuple[str, ...]


STEPS: Final = {
    "accept": Step(AnswerForm, ReferralState.ACCEPTED, ("requested",)),
    "first-contact": Step(AnswerForm, ReferralState.IN_PROGRESS, ("accepted",)),
    "complete": Step(AnswerForm, ReferralState.COMPLETED, ("in-progress",)),
    "report": Step(ReportForm, None, ("accepted", "in-progress")),
    "decline": Step(DeclineForm, ReferralState.REJECTED, ("requested", "accepted")),
}


@PORTAL.get("/")
@guard(signed_in)
def home() -> ResponseReturnValue:
    """Everything that was handed to this partner."""
    return render_template(
        "partner/home.html", handovers=queries.handovers(), packages=queries.packages()
    )


@PORTAL.get("/handovers/<uuid:referral_id>")
@guard(signed_in)
def handover(referral_id: UUID) -> ResponseReturnValue:
    """One handover, opened with this partner's key."""
    return _page(referral_id)


@PORTAL.post("/handovers/<uuid:referral_id>/<name>")
@guard(signed_in)
def answer(referral_id: UUID, name: str) -> ResponseReturnValue:
    """Accept, decline with a reason, report first contact, complete, or just report."""
    step = STEPS.get(name) or abort(404)
    form = step.form(request.form)
    if not form.validate():
        return _page(referral_id, name, form), 422
    with transaction():
        _carry_out(referral_id, step, form)
    flash(_("Saved. The counsellor will see it."))
    if step.state in queries.ENDED:
        return redirect(url_for("portal.home"))
    return redirect(url_for("portal.handover", referral_id=referral_id))


def _carry_out(referral_id: UUID, step: Step, form: AnswerForm) -> None:
    found, words, by = queries.handover(referral_id), form.words.data or "", current_person()
    if step.state is None:
        answering.report(found, words, by=by)
        return
    reason = form.reason.data if isinstance(form, DeclineForm) else None
    answering.answer(found, Answer(step.state, words, reason), by=by)


def _page(referral_id: UUID, name: str = "", typed: AnswerForm | None = None) -> str:
    with transaction():
        found = queries.handover(referral_id)
        fields = answering.open_handover(found, by=current_person())
        reports = queries.reports_of(found)
    forms = {
        each: typed if each == name and typed else step.form(prefix="")
        for each, step in STEPS.items()
        if found.state.value in step.from_states
    }
    return render_template(
        "partner/handover.html",
        handover=found,
        fields=fields,
        reports=reports,
        forms=forms,
        typed=name,
    )
