"""The supervisors' page: what is overdue, who is here, what is not translated. No content."""

from datetime import timedelta
from http import HTTPStatus
from uuid import UUID

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from helpline import audit, outbox
from helpline.console import catalogues, queries, surge
from helpline.console.announcing import AnnouncementForm, board
from helpline.console.blueprint import CONSOLE
from helpline.console.wording import call_word, kind_word, owner_word
from helpline.db import db, transaction
from helpline.doors import guard
from helpline.i18n import TRANSLATIONS
from helpline.intake.actions import for_a_time
from helpline.intake.models import Announcement
from helpline.outbox import Obligation
from helpline.people import colleague_names, current_staff, supervising
from helpline.policy import Kept, current_policy
from helpline.policy.wording import length_in_words
from helpline.triage.desk.decisions import suppressed


@CONSOLE.get("/supervisors")
@guard(supervising)
def supervisors() -> ResponseReturnValue:
    return _page()


def _page(refused: AnnouncementForm | None = None) -> str:
    overdue = queries.overdue()
    return render_template(
        "console/supervisors.html",
        overdue=overdue,
        on_duty=queries.on_duty_now(),
        calls=[(call_word(code), suppressed(count)) for code, count in queries.calls_ended()],
        calls_kept=length_in_words(current_policy().retention[Kept.CALL_DETAIL]),
        names=colleague_names(obligation.acknowledged_by for obligation in overdue),
        catalogues=catalogues.states(TRANSLATIONS, current_policy().every_language),
        kind_word=kind_word,
        obligation_desk=owner_word,
        **surge.switch(),
        **board(refused),
    )


@CONSOLE.post("/supervisors/announcement")
@guard(supervising)
def announce_to_all() -> ResponseReturnValue:
    """On every public page from now on, until the time that was chosen."""
    form = AnnouncementForm(request.form)
    if not form.is_whole():
        return _page(form), HTTPStatus.UNPROCESSABLE_ENTITY
    with transaction():
        lasts = timedelta(hours=form.hours.data)
        for_a_time.begin(Announcement, lasts, by=current_staff(), words=form.words)
    return redirect(url_for("console.supervisors"))


@CONSOLE.post("/supervisors/announcement/end")
@guard(supervising)
def take_down() -> ResponseReturnValue:
    """Off the pages, before its time."""
    with transaction():
        for_a_time.end(Announcement, by=current_staff())
    return redirect(url_for("console.supervisors"))


@CONSOLE.post("/supervisors/<uuid:obligation_id>/seen")
@guard(supervising)
def acknowledge(obligation_id: UUID) -> ResponseReturnValue:
    """A named person has seen that it is overdue."""
    with transaction():
        obligation = db.get_or_404(Obligation, obligation_id)
        outbox.acknowledge(obligation, by=current_staff().id)
        audit.record("obligation.seen", subject_id=obligation_id, actor_id=current_staff().id)
    return redirect(url_for("console.supervisors"))
