"""An operator's words to everybody: on every public page within a minute, for a time."""

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row

from helpline.db import db
from helpline.intake.models import Announcement
from helpline.policy import current_policy

_WORDS: Final = Announcement.newest(Announcement.words)


def announced_now() -> Mapping[str, str]:
    """The words by language; empty where nothing is announced. Any door of ours may ask."""
    words: Mapping[str, str] | None = db.session.connection().scalar(_WORDS)
    return words or {}


def standing_announcement() -> Row[tuple[UUID, Any, Any, UUID]] | None:
    """Its id, words, end and author, for the console."""
    told = (Announcement.id, Announcement.words, Announcement.ends_at, Announcement.begun_by)
    return db.session.execute(Announcement.newest(*told)).first()


def in_language(words: Mapping[str, str], language: str) -> tuple[str, str]:
    """What a reader of this language is shown, and in which language that is.

    The operator's first language where theirs is missing: it is always written.
    """
    first = current_policy().languages[0]
    shown = language if language in words else first
    return shown, words.get(shown, "")
