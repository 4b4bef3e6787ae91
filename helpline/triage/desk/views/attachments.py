"""What was sent along: shown to people at its desk, and kept by no browser."""

from io import BytesIO
from typing import Final
from uuid import UUID

from flask import send_file
from flask.typing import ResponseReturnValue

from helpline.db import transaction
from helpline.doors import guard
from helpline.intake.attachments.actions import shown_to
from helpline.people import current_staff
from helpline.triage.desk import queries
from helpline.triage.desk.work import at_this_desk

ALONE: Final = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; sandbox; frame-ancestors 'none'",
}
"""Whatever a stranger sent runs nothing and loads nothing, also where it is opened by itself."""


@guard(at_this_desk)
def attachment(contact_id: UUID, attachment_id: UUID) -> ResponseReturnValue:
    """The picture or voice note itself."""
    contact, found = queries.contact(contact_id), queries.attachment(contact_id, attachment_id)
    with transaction():
        media_type, raw = found.media_type, shown_to(found, contact, by=current_staff())
    response = send_file(BytesIO(raw), mimetype=media_type, conditional=True)
    response.headers.update(ALONE)
    return response
