"""Who may open a public page: everybody, in a language that is offered."""

from urllib.parse import urlsplit

from flask import abort, current_app, request

from helpline.doors import Door, Role
from helpline.intake.attachments.actions import AT_ONCE
from helpline.policy import current_policy, offered_languages
from helpline.uploads import HouseRequest

LARGEST_POST = 4 * 1024 * 1024
"""Room for a field of a megabyte, so that what is too long can be shown again, not dropped."""


def everyone() -> Door:
    """No account, no cookie. A language that is not offered has no pages."""
    lang = (request.view_args or {}).get("lang")
    if lang is not None and lang not in offered_languages():
        abort(404)
    request.max_content_length = request.max_form_memory_size = LARGEST_POST
    return Door(Role.PUBLIC, current_policy().operator)


def everyone_with_files() -> Door:
    """Where pictures and voice notes are taken: however much is sent, the words are read first."""
    door = everyone()
    assert isinstance(request, HouseRequest)
    if request.mimetype == "multipart/form-data":
        request.files_at_most = AT_ONCE
        request.max_content_length = max(LARGEST_POST, request.content_length or 0)
    return door


def is_from_our_pages() -> bool:
    """Whether this post was made on a page of ours, as far as the browser says.

    Every browser of the last years names the origin of a post; one that names neither
    origin nor referrer is let in, because no cookie here gives a forger any right.
    """
    named = request.headers.get("Origin") or request.headers.get("Referer")
    if named is None:
        return True
    ours = urlsplit(current_app.extensions["helpline.config"].public_base_url).netloc
    return urlsplit(named).netloc in {request.host, ours}
