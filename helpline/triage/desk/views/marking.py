"""What a call was that is nobody's worry: wrong number, silence, a prank, thanks, a complaint."""

from uuid import UUID

from flask import request
from flask.typing import ResponseReturnValue

from helpline.doors import guard
from helpline.intake.calls.actions.marking import mark_call
from helpline.intake.models import NotACase
from helpline.people import current_staff
from helpline.triage.desk import queries
from helpline.triage.desk.views.reading import done
from helpline.triage.desk.work import at_this_desk


@guard(at_this_desk)
def mark_call_as(contact_id: UUID) -> ResponseReturnValue:
    """Anything that is no such code takes the mark away."""
    contact, asked = queries.contact(contact_id), request.form.get("kind", "")
    kind = NotACase(asked) if asked in set(NotACase) else None
    return done(contact, lambda: mark_call(contact.id, kind, by=current_staff().id))
