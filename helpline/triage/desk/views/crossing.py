"""The wrong door: the enquirer meant another desk, and says yes to it."""

from uuid import UUID

from flask import current_app, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from helpline.config import Config
from helpline.db import transaction
from helpline.doors import Desk, guard
from helpline.errors import Refusal
from helpline.i18n import format_datetime, speaking
from helpline.i18n import gettext as _
from helpline.intake.actions import answering, crossing
from helpline.intake.attachments.queries import SentAlong, sent_along
from helpline.intake.attachments.words import kind_in_words
from helpline.intake.models import Contact
from helpline.people import current_staff
from helpline.policy import current_policy
from helpline.triage.desk import queries
from helpline.triage.desk.forms import WrongDoorForm
from helpline.triage.desk.said_outside import tell_the_hotline_anew
from helpline.triage.desk.views.reading import done, rendered
from helpline.triage.desk.work import at_this_desk, desk_name


@guard(at_this_desk)
def wrong_door(contact_id: UUID) -> ResponseReturnValue:
    """Which desk they meant, and what may be passed on."""
    contact = queries.contact(contact_id)
    return _page(contact, _form(contact))


@guard(at_this_desk)
def cross(contact_id: UUID) -> ResponseReturnValue:
    """Make the new contact at the other desk."""
    contact = queries.contact(contact_id)
    form = _form(contact)
    if not form.validate():
        return _page(contact, form), 422
    try:
        with transaction():
            crossing.wrong_door(contact, _yes(form), by=current_staff())
    except Refusal as refusal:
        return _page(contact, form, refusal), refusal.status
    flash(_("The other desk has it now. Here it stays as it was: close it if nothing is left."))
    return redirect(url_for(f"{contact.desk}.contact", contact_id=contact.id))


@guard(at_this_desk)
def tell_anew(contact_id: UUID) -> ResponseReturnValue:
    """Advise a professional how to signal: nothing of their question goes along."""
    contact = queries.contact(contact_id)
    with speaking(contact.language):
        words = tell_the_hotline_anew(_public_link(contact.language))
    return done(contact, lambda: answering.reply(contact, words, by=current_staff()))


def _public_link(language: str) -> str:
    config: Config = current_app.extensions["helpline.config"]
    return f"{config.public_base_url}/{language}/contact"


def _form(contact: Contact) -> WrongDoorForm:
    form = WrongDoorForm(request.form)
    form.to.choices = [
        (desk.value, desk_name(desk))
        for desk in current_policy().desks
        if crossing.may_cross(contact.desk, desk)
    ]
    form.released.choices = [
        *((said.id, said.words) for said in crossing.their_words(contact)),
        *((sent.id, _sent_in_words(sent)) for sent in sent_along(contact.id)),
    ]
    return form


def _sent_in_words(sent: SentAlong) -> str:
    when = format_datetime(sent.written_at, current_policy().time_zone)
    return f"{kind_in_words(sent.kind)} · {when}"


def _yes(form: WrongDoorForm) -> crossing.Yes:
    to = Desk(form.to.data)
    note = _(
        "Wrong door: passed on to %(desk)s with the enquirer's yes. How they said yes: %(how)s",
        desk=desk_name(to),
        how=form.how.data,
    )
    return crossing.Yes(to=to, released=set(form.released.data or ()), note=note)


def _page(contact: Contact, form: WrongDoorForm, refusal: Refusal | None = None) -> str:
    return rendered("wrong_door", contact, form=form, refusal=refusal)
