"""Messages that callers left: played to whoever has the contact, and to nobody else."""

from http import HTTPStatus
from io import BytesIO
from uuid import UUID

from flask import abort, send_file
from flask.typing import ResponseReturnValue

from helpline.db import transaction
from helpline.doors import guard
from helpline.intake.actions import voicemail
from helpline.intake.models import Voicemail
from helpline.people import current_staff
from helpline.triage.desk import queries
from helpline.triage.desk.views.reading import done
from helpline.triage.desk.work import at_this_desk


@guard(at_this_desk)
def voicemail_sound(contact_id: UUID, voicemail_id: UUID) -> ResponseReturnValue:
    """The message itself, kept by no browser."""
    contact, found = queries.contact(contact_id), queries.voicemail(contact_id, voicemail_id)
    if not _can_be_played(found):
        abort(HTTPStatus.NOT_FOUND)
    with transaction():
        sound = voicemail.sound_of(found, contact, by=current_staff())
    response = send_file(BytesIO(sound), mimetype="audio/wav", conditional=True)
    response.headers["Cache-Control"] = "no-store"
    return response


@guard(at_this_desk)
def voicemail_heard(contact_id: UUID, voicemail_id: UUID) -> ResponseReturnValue:
    """Somebody has listened to it."""
    contact, found = queries.contact(contact_id), queries.voicemail(contact_id, voicemail_id)
    return done(contact, lambda: voicemail.mark_heard(found, contact, by=current_staff()))


def _can_be_played(found: Voicemail) -> bool:
    return found.wrapped_key is not None
