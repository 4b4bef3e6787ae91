"""The signal page: the picture on five levels, and what is written into it."""

from collections.abc import Callable
from typing import Final
from uuid import UUID

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from helpline.db import transaction
from helpline.doors import guard
from helpline.errors import Refusal
from helpline.intake import Contact
from helpline.people import colleague_names, current_staff
from helpline.triage.desk import queries as contacts
from helpline.triage.desk.views.reading import done, read, rendered, shown
from helpline.triage.hotline import queries
from helpline.triage.hotline.actions import assessing
from helpline.triage.hotline.blueprint import AT_HOTLINE, HOTLINE, signal_form
from helpline.triage.hotline.codes import About, Basis, Confidence, Level, Presence, Trend
from helpline.triage.hotline.factors import BY_CODE, FACTORS
from helpline.triage.hotline.forms import ObservationForm, responsible_id
from helpline.triage.hotline.models import Signal

OBSERVATIONS: Final = f"/<uuid:contact_id>/observations/<any({', '.join(Level)}):level>"


@HOTLINE.post("/<uuid:contact_id>/signal")
@guard(AT_HOTLINE)
def open_signal(contact_id: UUID) -> ResponseReturnValue:
    """Begin the assessment, with one responsible person."""
    contact, form = contacts.contact(contact_id), signal_form(request.form)
    if not form.validate():
        return shown(contact, signal_form=form)
    about, responsible = About(form.about.data), responsible_id(form)
    return done(
        contact,
        lambda: assessing.open_signal(contact, about, responsible, by=current_staff()),
        signal_form=form,
    )


@HOTLINE.get("/<uuid:contact_id>/signal")
@guard(AT_HOTLINE)
def signal(contact_id: UUID) -> ResponseReturnValue:
    """The picture: worries, protects, not known, changed. No score and no colour."""
    return signal_page(contacts.contact(contact_id), queries.signal(contact_id))


def signal_page(
    contact: Contact, found: Signal, refusal: Refusal | None = None
) -> ResponseReturnValue:
    """The whole assessment on one page, with why something was refused."""
    with transaction():
        read(contact)
        observations = queries.observations(found.id)
        known = {one.id: queries.opened(contact, one) for one in observations}
        names = colleague_names(
            [
                found.responsible_id,
                found.picture_closed_by,
                *(one.recorded_by for one in observations),
            ]
        )
        page = render_template(
            "hotline/signal.html",
            contact=contact,
            signal=found,
            picture=queries.picture_of(found),
            known=known,
            factors=BY_CODE,
            all_factors=FACTORS,
            looked_at={one.factor for one in observations},
            names=names,
            form=signal_form(None, found),
            refusal=refusal,
            **_weighed(contact, found),
        )
    return (page, refusal.status) if refusal else page


def _weighed(contact: Contact, found: Signal) -> dict[str, object]:
    """What both concluded; a first opinion stays closed until the second one is given."""
    weighings = queries.weighings(found)
    this_round = [one for one in weighings if one.round == found.round]
    mine = any(one.assessor_id == current_staff().id for one in this_round)
    shown_rows = [one for one in weighings if one.round < found.round or found.outcome or mine]
    people = {one.assessor_id for one in weighings}
    return {
        "weighings": [queries.opened(contact, one) for one in shown_rows],
        "waiting_for_second": bool(this_round) and found.outcome is None,
        "weighed_by_me": mine,
        "assessor_names": colleague_names(people),
    }


def tried(contact: Contact, found: Signal, act: Callable[[], object]) -> ResponseReturnValue:
    """Do it and show the assessment again, with the reason if it was refused."""
    try:
        with transaction():
            act()
    except Refusal as refusal:
        return signal_page(contact, found, refusal)
    return redirect(url_for("hotline.signal", contact_id=contact.id))


@HOTLINE.post("/<uuid:contact_id>/signal/responsible")
@guard(AT_HOTLINE)
def make_responsible(contact_id: UUID) -> ResponseReturnValue:
    """Hand the assessment to a colleague."""
    contact, found = contacts.contact(contact_id), queries.signal(contact_id)
    form = signal_form(request.form)
    return tried(
        contact,
        found,
        lambda: assessing.make_responsible(found, responsible_id(form), by=current_staff()),
    )


@HOTLINE.get(OBSERVATIONS)
@guard(AT_HOTLINE)
def observation(contact_id: UUID, level: str) -> ResponseReturnValue:
    """Write down one thing on this level."""
    contact, form = contacts.contact(contact_id), _observation_form(Level(level))
    return _observation_page(contact, Level(level), form)


@HOTLINE.post(OBSERVATIONS)
@guard(AT_HOTLINE)
def observe(contact_id: UUID, level: str) -> ResponseReturnValue:
    contact, found = contacts.contact(contact_id), queries.signal(contact_id)
    form = _observation_form(Level(level))
    if not form.validate():
        return _observation_page(contact, Level(level), form), 422
    with transaction():
        assessing.observe(contact, found, _observed(form), by=current_staff())
    again = "again" in request.form
    where = url_for("hotline.observation", contact_id=contact_id, level=level)
    return redirect(where if again else url_for("hotline.signal", contact_id=contact_id))


@HOTLINE.post("/<uuid:contact_id>/picture")
@guard(AT_HOTLINE)
def close_picture(contact_id: UUID) -> ResponseReturnValue:
    """Ready to be weighed, if the protective side was looked at."""
    contact, found = contacts.contact(contact_id), queries.signal(contact_id)
    return tried(contact, found, lambda: assessing.close_picture(found, by=current_staff()))


def _observation_form(level: Level) -> ObservationForm:
    form = ObservationForm(request.form)
    form.factor.choices = ObservationForm.choices_of(level)
    return form


def _observed(form: ObservationForm) -> assessing.Observed:
    return assessing.Observed(
        factor=form.factor.data,
        presence=Presence(form.presence.data),
        trend=Trend(form.trend.data),
        basis=Basis(form.basis.data),
        confidence=Confidence(form.confidence.data),
        note=form.note.data or "",
        post_key=form.once.key,
    )


def _observation_page(contact: Contact, level: Level, form: ObservationForm) -> str:
    return rendered("observation", contact, level=level, form=form)
