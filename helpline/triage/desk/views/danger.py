"""Danger: one action for everybody who works at a desk, the emergency number first."""

from uuid import UUID

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import IntegrityError

from helpline.db import transaction
from helpline.doors import guard
from helpline.i18n import current_language
from helpline.i18n import gettext as _
from helpline.intake.actions import answering
from helpline.intake.actions.danger import DangerOrigin, DangerWords, declare_danger
from helpline.intake.models import DangerSource
from helpline.people import current_staff
from helpline.policy import current_policy
from helpline.triage.desk import queries
from helpline.triage.desk.forms import DangerForm
from helpline.triage.desk.work import at_this_desk, current_work

LEDGER = "danger.ledger"


@guard(at_this_desk)
def danger(contact_id: UUID | None = None) -> ResponseReturnValue:
    """The emergency number, then what we know: every field may stay empty."""
    form = DangerForm(request.args)
    return render_template(
        "desk/danger.html",
        form=form,
        contact=queries.contact(contact_id) if contact_id else None,
        desk=current_work().desk,
    )


@guard(at_this_desk)
def declare(contact_id: UUID | None = None) -> ResponseReturnValue:
    """Start the ladder. Posted twice, it is one danger."""
    form = DangerForm(request.form)
    if not form.validate():
        page = render_template(
            "desk/danger.html", form=form, contact=None, desk=current_work().desk
        )
        return page, 422
    try:
        with transaction():
            _declare(form, contact_id)
    except IntegrityError:
        current_app.logger.info("a danger form was posted again")
    flash(_("Danger is declared. People on duty are being called now."))
    return redirect(_next_page())


def _declare(form: DangerForm, contact_id: UUID | None) -> None:
    offered, staff = current_policy().languages, current_staff()
    spoken = form.language.data
    declare_danger(
        DangerWords(
            where=form.where.data or "",
            who=form.who.data or "",
            what=form.what.data or "",
            how_to_reach=form.how_to_reach.data or "",
        ),
        DangerOrigin(
            source=DangerSource.CONSOLE,
            language=spoken if spoken in offered else current_language(),
            declared_by=staff.id,
            post_key=form.once.key,
        ),
    )
    if contact_id is not None:
        words = _("Danger was declared from this contact.")
        answering.write_note(queries.contact(contact_id), words, by=staff)


def _next_page() -> str:
    staff = current_staff()
    sees_danger = staff.is_on_duty or staff.is_supervisor
    known = LEDGER in current_app.view_functions
    return url_for(LEDGER if sees_danger and known else "console.queue")
