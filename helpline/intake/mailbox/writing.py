"""Saying more in an open mailbox, in words and with what is sent along."""

from collections.abc import Sequence
from http import HTTPStatus

from sqlalchemy.exc import IntegrityError

from helpline.db import db
from helpline.i18n import gettext as _
from helpline.intake.attachments.actions import Sent, keep
from helpline.intake.attachments.words import in_words
from helpline.intake.mailbox import actions
from helpline.intake.mailbox.page import Outcome, typed_words
from helpline.intake.mailbox.serving import Opened
from helpline.intake.mailbox.words import written_down
from helpline.intake.public.fields import LONG, too_long


def write(opened: Opened, sent: Sequence[Sent]) -> Outcome:
    """Words and files do not wait for one another: what is well is kept."""
    words, contact = typed_words(), opened.contact
    if not words and not sent:
        return Outcome(fault=_("There is nothing to send yet. Please write something first."))
    is_long = len(words) > LONG
    if words and not is_long:
        _say_once(opened, words)
    files = in_words(keep(contact, sent, opened.visit.post_key)) if sent else []
    if is_long:
        fault = too_long(len(words), LONG)
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        return Outcome(fault=fault, words=words, files=files, status=status)
    return Outcome(told=written_down() if words else "", files=files)


def _say_once(opened: Opened, words: str) -> None:
    """Posted twice, it is kept once; a file that came with the second post is kept all the same."""
    try:
        with db.session.begin_nested():
            actions.write(opened.contact, words, opened.visit.post_key)
    except IntegrityError:
        return
