"""Opening and sealing what is known of a danger: one key, the declaration's own."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID, uuid4

from sqlalchemy import select

from helpline.clock import now
from helpline.db import db
from helpline.intake import DangerDeclaration
from helpline.triage.danger.models import Danger, DangerNote
from helpline.vault import ContentKey, place
from helpline.vault.current import current_keyring
from helpline.vault.secret import Secret

DECLARED: Final = ("where", "who", "what", "how_to_reach")
ENDED_WITH: Final = ("named_person", "unit", "external_reference", "reasons")


@dataclass(frozen=True, slots=True, repr=False)
class Learned(Secret):
    """Something that was added later."""

    author_id: UUID
    words: str
    written_at: datetime


@dataclass(frozen=True, slots=True, repr=False)
class Known(Secret):
    """All that we know; of an erased danger nothing is left."""

    declared: dict[str, str]
    ended_with: dict[str, str]
    learned: tuple[Learned, ...]


def open_danger(danger: Danger) -> Known:
    """Through the danger door only. Raises CannotOpen."""
    declaration = db.session.get_one(DangerDeclaration, danger.id)
    key = _key_of(declaration)
    if key is None:
        return Known({}, {}, ())
    return Known(
        _opened(key, declaration, "danger_declaration", DECLARED),
        _opened(key, danger, "danger", ENDED_WITH),
        tuple(_learned(danger.id, key)),
    )


def seal_note(danger: Danger, words: str, *, by: UUID) -> DangerNote:
    """Raises LookupError for a danger whose key was destroyed."""
    note_id = uuid4()
    return DangerNote(
        id=note_id,
        operator=danger.operator,
        danger_id=danger.id,
        author_id=by,
        body=_living_key(danger).seal(words, place(note_id, "danger_note.body")),
        written_at=now(),
    )


def seal_ending(danger: Danger, words: dict[str, str]) -> None:
    """Who confirmed, of which unit, with which reference, and why. Empty words are left out."""
    key = _living_key(danger)
    for name in ENDED_WITH:
        said = words.get(name)
        sealed = key.seal(said, place(danger.id, f"danger.{name}")) if said else None
        setattr(danger, name, sealed)


def forget_ending(danger: Danger) -> None:
    """It has not ended after all: what was said of its end goes. Needs no key."""
    for name in ENDED_WITH:
        setattr(danger, name, None)


def _living_key(danger: Danger) -> ContentKey:
    key = _key_of(db.session.get_one(DangerDeclaration, danger.id))
    if key is None:
        raise LookupError("the key of this danger was destroyed")
    return key


def _key_of(declaration: DangerDeclaration) -> ContentKey | None:
    if declaration.key_id is None or declaration.wrapped_key is None:
        return None
    return current_keyring().unwrap(declaration.key_id, declaration.wrapped_key)


def _opened(
    key: ContentKey, row: Danger | DangerDeclaration, table: str, names: tuple[str, ...]
) -> dict[str, str]:
    sealed = {name: getattr(row, name) for name in names}
    return {
        name: key.open(value, place(row.id, f"{table}.{name}"))
        for name, value in sealed.items()
        if value is not None
    }


def _learned(danger_id: UUID, key: ContentKey) -> list[Learned]:
    query = (
        select(DangerNote)
        .where(DangerNote.danger_id == danger_id)
        .order_by(DangerNote.written_at.desc())
    )
    return [
        Learned(
            note.author_id, key.open(note.body, place(note.id, "danger_note.body")), note.written_at
        )
        for note in db.session.scalars(query)
    ]
