"""The files of a post: looked at before anything is written, kept after the words are."""

import logging
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from types import MappingProxyType
from typing import Final

from flask import request
from sqlalchemy.exc import SQLAlchemyError

from helpline.db import transaction
from helpline.doors import with_capability
from helpline.intake.actions.arriving import arrived
from helpline.intake.attachments.actions import Fate, Sent, keep
from helpline.intake.attachments.clean import Unfit, Why
from helpline.intake.attachments.cleaning import cleaned
from helpline.intake.content import Erased
from helpline.uploads import Lost, Upload, uploads
from helpline.vault import Unlocking

log = logging.getLogger(__name__)
_LOST: Final[Mapping[Lost, Why]] = MappingProxyType({each: Why(each.value) for each in Lost})


def looked_at() -> list[Sent]:
    """Every file that was sent, as it could be kept, or why it cannot."""
    return [_looked_at(upload) for upload in uploads()]


def keep_with_form(unlocking: Unlocking, key: bytes) -> list[Fate]:
    """What was sent along with a form whose words are kept already: nothing can undo them."""
    sent = looked_at()
    if not sent:
        return []
    try:
        with with_capability(mailbox=unlocking.lookup), transaction():
            return keep(arrived(unlocking), sent, key)
    except (SQLAlchemyError, Erased) as error:
        return _not_taken(sent, error)


def said_before(files: Iterable[tuple[int, str | None]]) -> list[Fate]:
    """What a page that is shown again carries of them."""
    return [Fate(number, Why(why) if why else None) for number, why in files]


def _not_taken(sent: Sequence[Sent], error: Exception) -> list[Fate]:
    log.error("files were not taken: %s", type(error).__name__)
    return [Fate(number, Why.CROWDED) for number, _sent in enumerate(sent, 1)]


def files_were_chosen() -> bool:
    """Whether this post brought files, or named some as a form without room for them does."""
    return request.method == "POST" and bool(uploads() or request.form.get("files"))


def _looked_at(upload: Upload) -> Sent:
    if upload.lost is not None:
        return Sent(b"", _LOST[upload.lost])
    try:
        return Sent(sha256(upload.raw).digest(), cleaned(upload.raw))
    except Unfit as unfit:
        return Sent(b"", unfit.why)
