"""Writing a message down; the worker sends it (sending.py)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol, Self
from uuid import UUID, uuid4

from sqlalchemy import update
from sqlalchemy.dialects.postgresql import insert

from helpline import audit
from helpline.clock import now
from helpline.db import db
from helpline.doors import current_door
from helpline.messages.errors import DecidedAlready
from helpline.messages.models import Medium, Outgoing, State
from helpline.messages.templates import TEMPLATES
from helpline.outbox import HOUSE, owe
from helpline.policy import current_policy
from helpline.vault import place
from helpline.vault.current import DISPATCH, current_public_keys


class Person(Protocol):
    """Somebody whom we may write to, whichever room they belong to."""

    @property
    def id(self) -> UUID: ...
    @property
    def languages(self) -> Sequence[str]: ...
    @property
    def mail_address(self) -> str | None: ...
    @property
    def text_number(self) -> str | None: ...


@dataclass(frozen=True, slots=True, repr=False)
class Recipient:
    """Where one message goes. Never printed."""

    id: UUID
    """Of the person or partner, to tell them apart without their address."""
    medium: Medium
    address: str
    language: str

    @classmethod
    def of(cls, person: Person, medium: Medium) -> Self | None:
        """A person by one medium, or None where they have no address for it."""
        address = person.mail_address if medium is Medium.MAIL else person.text_number
        return cls(person.id, medium, address, _language_of(person)) if address else None


@dataclass(frozen=True, slots=True)
class Letter:
    """What is said: a template's name and a path, never a word about anybody."""

    template: str
    subject_id: UUID
    link: str = field(default="/", kw_only=True)
    """A path on our own pages, where the reader must sign in."""
    occasion: str = field(default="", kw_only=True)
    """The same letter to the same person goes out once for each occasion."""
    is_danger: bool = field(default=False, kw_only=True)


def write(letter: Letter, to: Recipient) -> UUID | None:
    """Owe this message, with its address sealed to the worker's key; its id.

    None if it was written before. Raises KeyError for a template that does not exist.
    """
    TEMPLATES[letter.template]
    key, outgoing_id = current_public_keys().of(DISPATCH), uuid4()
    row = {
        "id": outgoing_id,
        "operator": current_door().operator,
        "medium": to.medium,
        "template": letter.template,
        "language": to.language,
        "address": key.seal_box(to.address, place(outgoing_id, "outgoing.address")),
        "address_key_id": key.key_id,
        "subject_id": letter.subject_id,
        "link": letter.link,
        "is_danger": letter.is_danger,
        "once": _once(letter, to),
        "created_at": now(),
    }
    # Whoever may write a message may not read it: nothing is asked back but the count.
    statement = insert(Outgoing).values(**row).on_conflict_do_nothing()
    written = db.session.connection().execute(
        statement, execution_options={"preserve_rowcount": True}
    )
    if written.rowcount == 0:
        return None
    owe("messages.alert" if letter.is_danger else "messages.send", outgoing_id, desk=HOUSE)
    return outgoing_id


def tell(letter: Letter, person: Person, *media: Medium) -> list[UUID]:
    """Write to a person by each of these media that they have an address for (default: mail)."""
    recipients = (Recipient.of(person, medium) for medium in media or (Medium.MAIL,))
    written = (write(letter, to) for to in recipients if to is not None)
    return [outgoing_id for outgoing_id in written if outgoing_id is not None]


def send_again(outgoing_id: UUID, *, by: UUID) -> None:
    """A person decides that a message which may have left goes out again. Raises DecidedAlready."""
    _decide(outgoing_id, State.WAITING)
    audit.record("message.sent_again", subject_id=outgoing_id, actor_id=by)


def leave_it(outgoing_id: UUID, *, by: UUID) -> None:
    """A person decides that it probably left; its address is destroyed. Raises DecidedAlready."""
    _decide(outgoing_id, State.LEFT)
    audit.record("message.left", subject_id=outgoing_id, actor_id=by)


def note_undelivered(outgoing_id: UUID) -> None:
    """The carrier took it and could not deliver it. Later reports change nothing."""
    db.session.execute(
        update(Outgoing)
        .where(Outgoing.id == outgoing_id, Outgoing.state == State.SENT)
        .values(state=State.REFUSED)
        .execution_options(synchronize_session=False)
    )


def _decide(outgoing_id: UUID, state: State) -> None:
    decided = db.session.execute(
        update(Outgoing)
        .where(Outgoing.id == outgoing_id, Outgoing.state == State.UNCLEAR)
        .values(state=state)
        .returning(Outgoing.id)
    )
    if decided.first() is None:
        raise DecidedAlready
    owe("messages.send", outgoing_id, desk=HOUSE)


def _once(letter: Letter, to: Recipient) -> str:
    parts = (letter.template, letter.subject_id, to.id, to.medium, letter.occasion)
    return ":".join(map(str, parts))


def _language_of(person: Person) -> str:
    offered = current_policy().languages_inside
    return next((each for each in person.languages if each in offered), offered[0])
