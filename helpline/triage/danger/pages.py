"""Pages of danger, for whoever is on duty: the ledger, and one danger with all that is known."""

from collections.abc import Callable
from typing import Any, Final
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import Form

from helpline import audit
from helpline.db import db, transaction
from helpline.doors import Door, guard
from helpline.errors import Refusal
from helpline.i18n import gettext as _
from helpline.intake import DangerDeclaration
from helpline.intake.models import OrderKind
from helpline.people import colleague_names, current_staff, on_duty
from helpline.people.errors import ForSupervisors
from helpline.policy import current_policy
from helpline.triage.danger import actions, queries
from helpline.triage.danger.content import open_danger
from helpline.triage.danger.forms import ENDINGS, KnownForm
from helpline.triage.danger.models import Danger, Ending
from helpline.triage.danger.wording import ending_word, standing_of
from helpline.triage.desk import call_panel
from helpline.triage.desk.call_panel import PART, Panel
from helpline.triage.desk.wording import readable

DANGER: Final = Blueprint("danger", __name__, url_prefix="/danger", template_folder="templates")


def supervising_danger() -> Door:
    """Raises ForSupervisors."""
    door = on_duty()
    if not current_staff().is_supervisor:
        raise ForSupervisors
    return door


@DANGER.get("/")
@guard(on_duty)
def ledger() -> ResponseReturnValue:
    """Red, amber, and what is over."""
    found = queries.ledger()
    everybody = [*found.red, *found.amber, *found.ended]
    ids = [id_ for danger in everybody for id_ in (danger.accepted_by, danger.ended_by)]
    page = "danger/rows.html" if "poll" in request.args else "danger/ledger.html"
    return render_template(page, ledger=found, names=colleague_names(ids), ending_word=ending_word)


@DANGER.get("/<uuid:danger_id>")
@guard(on_duty)
def show(danger_id: UUID) -> ResponseReturnValue:
    """Everything that is known. That it was read stands in the audit."""
    with transaction():
        page = _page(_danger(danger_id))
        audit.record("danger.read", subject_id=danger_id, actor_id=current_staff().id)
    return page


@DANGER.get("/<uuid:danger_id>/<any(has,called):part>")
@guard(on_duty)
def ladder(danger_id: UUID, part: str) -> ResponseReturnValue:
    """The parts of the page that change by themselves: who has it, and who was called."""
    return render_template(f"danger/{part}.html", **_standing(_danger(danger_id)))


@DANGER.post("/<uuid:danger_id>/accept")
@guard(on_duty)
def accept(danger_id: UUID) -> ResponseReturnValue:
    return _done(danger_id, lambda danger, by: actions.accept_on_console(danger, by=by))


@DANGER.post("/<uuid:danger_id>/give-back")
@guard(on_duty)
def give_back(danger_id: UUID) -> ResponseReturnValue:
    return _done(danger_id, lambda danger, by: actions.give_back(danger, by=by))


@DANGER.post("/<uuid:danger_id>/known")
@guard(on_duty)
def add_what_is_known(danger_id: UUID) -> ResponseReturnValue:
    form = KnownForm(request.form)
    if not form.validate():
        return _page(_danger(danger_id), known_form=form), 422
    words = form.words.data or ""
    return _done(danger_id, lambda danger, by: actions.add_what_is_known(danger, words, by=by))


@DANGER.post("/<uuid:danger_id>/end/<any(contact_confirmed,authority_took_over,stood_down):how>")
@guard(on_duty)
def end(danger_id: UUID, how: str) -> ResponseReturnValue:
    """One of the three ways, and no other."""
    ending = Ending(how)
    form = ENDINGS[ending](request.form)
    if not form.validate():
        return _page(_danger(danger_id), faulty={ending: form}), 422
    return _done(danger_id, lambda danger, by: actions.end(danger, ending, form.data, by=by))


@DANGER.post("/<uuid:danger_id>/second")
@guard(on_duty)
def confirm_stand_down(danger_id: UUID) -> ResponseReturnValue:
    return _done(danger_id, lambda danger, by: actions.confirm_stand_down(danger, by=by))


@DANGER.post("/<uuid:danger_id>/reopen")
@guard(on_duty)
def reopen(danger_id: UUID) -> ResponseReturnValue:
    return _done(danger_id, lambda danger, by: actions.reopen(danger, by=by))


@DANGER.post("/<uuid:danger_id>/reviewed")
@guard(on_duty)
def review(danger_id: UUID) -> ResponseReturnValue:
    return _done(danger_id, lambda danger, by: actions.review(danger, by=by))


@DANGER.get("/<uuid:danger_id>/talk/<any(who,deeds):part>")
@guard(on_duty)
def talk(danger_id: UUID, part: str) -> ResponseReturnValue:
    """The parts of the call panel, for a page that stays open."""
    return call_panel.fragment(_panel(_danger(danger_id)), part)


@DANGER.post("/<uuid:danger_id>/talk/<any(hold,unhold,together,leave):kind>")
@guard(on_duty)
def talk_ask(danger_id: UUID, kind: str) -> ResponseReturnValue:
    """Hold, bring back, bring all together, leave."""
    return _at_panel(danger_id, lambda panel: call_panel.ask(panel, OrderKind(kind)))


@DANGER.post("/<uuid:danger_id>/talk/bring-in")
@guard(on_duty)
def talk_bring_in(danger_id: UUID) -> ResponseReturnValue:
    """Call the police contact, a colleague or an interpreter."""
    return _at_panel(danger_id, lambda panel: call_panel.bring_in(panel, request.form))


@DANGER.post("/<uuid:danger_id>/talk/out/<uuid:leg_id>")
@guard(on_duty)
def talk_take_out(danger_id: UUID, leg_id: UUID) -> ResponseReturnValue:
    """Somebody who was brought in, or is being called, goes."""
    return _at_panel(danger_id, lambda panel: call_panel.take_out(panel, leg_id))


@DANGER.post("/<uuid:danger_id>/talk/refuse-listener")
@guard(on_duty)
def talk_refuse_listener(danger_id: UUID) -> ResponseReturnValue:
    """The caller does not want to be listened to."""
    return _at_panel(danger_id, call_panel.refuse_listener)


@DANGER.post("/<uuid:danger_id>/talk/<any(listen,whisper):kind>")
@guard(supervising_danger)
def talk_listen(danger_id: UUID, kind: str) -> ResponseReturnValue:
    """A supervisor wants to listen or to whisper; the caller is told first."""
    return _at_panel(danger_id, lambda panel: call_panel.listen(panel, OrderKind(kind)))


@DANGER.post("/<uuid:danger_id>/talk/stop-listening")
@guard(supervising_danger)
def talk_stop_listening(danger_id: UUID) -> ResponseReturnValue:
    return _at_panel(danger_id, call_panel.stop_listening)


def _at_panel(danger_id: UUID, deed: Callable[[Panel], None]) -> ResponseReturnValue:
    """Something of the call; the keyboard goes on from its panel."""
    return _done(danger_id, lambda danger, _by: deed(_panel(danger)), PART)


def _done(
    danger_id: UUID, deed: Callable[[Danger, UUID], None], part: str | None = None
) -> ResponseReturnValue:
    """Do it and show the danger again; a refusal is shown there too, with what is true now."""
    try:
        with transaction():
            deed(_danger(danger_id), current_staff().id)
    except Refusal as refusal:
        return _page(_danger(danger_id), refusal=refusal), refusal.status
    flash(_("It is noted."))
    return redirect(url_for("danger.show", danger_id=danger_id, _anchor=part))


def _panel(danger: Danger) -> Panel:
    def address(deed: str, **values: str | int | UUID) -> str:
        named: dict[str, Any] = {"danger_id": danger.id, **values}
        return url_for(f"danger.{deed}", **named)

    return Panel(actions.live_call(danger), None, address)


def _danger(danger_id: UUID) -> Danger:
    danger: Danger = db.get_or_404(Danger, danger_id)
    return danger


def _page(
    danger: Danger,
    *,
    known_form: KnownForm | None = None,
    faulty: dict[Ending, Form] | None = None,
    refusal: Refusal | None = None,
) -> str:
    """What was typed is kept when something is wrong with it."""
    forms = {ending: form() for ending, form in ENDINGS.items()} | (faulty or {})
    known = open_danger(danger)
    return render_template(
        "danger/show.html",
        declaration=db.session.get_one(DangerDeclaration, danger.id),
        declared=known.declared,
        ended_with=known.ended_with,
        learned=known.learned,
        known_form=known_form or KnownForm(),
        forms={ending.value: form for ending, form in forms.items()},
        opened_form={ending.value for ending in faulty or {}},
        refusal=refusal,
        ending_word=ending_word,
        police_number=readable(current_policy().police.number),
        authors=colleague_names(each.author_id for each in known.learned),
        **_standing(danger),
        **call_panel.shown(_panel(danger)),
    )


def _standing(danger: Danger) -> dict[str, object]:
    people = (danger.accepted_by, danger.ended_by, danger.second_by, danger.reviewed_by)
    return {
        "danger": danger,
        "names": colleague_names(people),
        "standing": standing_of(danger),
        "called": queries.called(danger.id),
        "call": actions.live_call(danger),
    }
