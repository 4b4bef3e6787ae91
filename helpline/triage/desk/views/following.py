"""What is new on an open contact page, without loading it again."""

from http import HTTPStatus
from uuid import UUID

from flask import abort, make_response, render_template, request
from flask.typing import ResponseReturnValue

from helpline.db import transaction
from helpline.doors import guard
from helpline.intake.models import ContactState
from helpline.people import colleague_names
from helpline.triage.desk import queries, wording
from helpline.triage.desk.views.reading import followed, read
from helpline.triage.desk.work import at_this_desk


@guard(at_this_desk)
def head(contact_id: UUID) -> ResponseReturnValue:
    """How it stands and who has it, for a page that was opened before anybody had it.

    Nothing that was said is in it, so the audit tells nothing of it.
    """
    contact = queries.contact(contact_id)
    if contact.state is ContactState.ERASED:
        abort(HTTPStatus.GONE)
    mark = queries.head_mark_of(contact)
    if request.if_none_match.contains(mark):
        return "", HTTPStatus.NOT_MODIFIED
    names = colleague_names([contact.taken_by])
    fragment = make_response(
        render_template("desk/head.html", contact=contact, names=names, wording=wording)
    )
    fragment.set_etag(mark)
    return fragment


@guard(at_this_desk)
def said(contact_id: UUID) -> ResponseReturnValue:
    """The conversation and the call, or nothing while they are as the page shows them.

    What is shown was read, and the audit says so; what is not shown was not read again.
    """
    contact = queries.contact(contact_id)
    if contact.state is ContactState.ERASED:
        abort(HTTPStatus.GONE)
    with transaction():
        mark = queries.mark_of(contact)
        if request.if_none_match.contains(mark):
            return "", HTTPStatus.NOT_MODIFIED
        read(contact)
        fragment = make_response(render_template("desk/said.html", **followed(contact)))
    fragment.set_etag(mark)
    return fragment
