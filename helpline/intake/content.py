"""The two keys of a contact, and who may use which.

*thread* (what was said and answered) is wrapped to the desk and to the mailbox,
*file* (notes, third persons) to the desk alone: a receipt never opens staff notes.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from helpline.doors import Desk
from helpline.intake.models import Contact, Message
from helpline.vault import ContentKey, place, wrap_for_mailbox
from helpline.vault.current import current_keyring, current_public_keys


class Erased(Exception):
    """The keys of this contact were destroyed: nothing of it can be read any more."""


@dataclass(frozen=True, slots=True)
class ContactKeys:
    """Both keys of a contact that is being made; forgotten with the request."""

    thread: ContentKey
    file: ContentKey

    @classmethod
    def new(cls) -> Self:
        return cls(ContentKey.new(), ContentKey.new())

    def locked(self, desk: Desk, mailbox_public: bytes | None) -> Mapping[str, str | bytes | None]:
        """The contact's columns: both wrapped to its desk, *thread* to its mailbox too."""
        holder = current_public_keys().of(desk.value)
        return {
            "desk_key_id": holder.key_id,
            "thread_for_desk": holder.wrap(self.thread),
            "file_for_desk": holder.wrap(self.file),
            "thread_for_mailbox": mailbox_public and wrap_for_mailbox(mailbox_public, self.thread),
        }


def thread_of(contact: Contact) -> ContentKey:
    """What was said and answered, for the desk. Raises Erased, CannotOpen."""
    return _unwrapped(contact.desk_key_id, contact.thread_for_desk)


def file_of(contact: Contact) -> ContentKey:
    """What staff noted, for the desk. Raises Erased, CannotOpen."""
    return _unwrapped(contact.desk_key_id, contact.file_for_desk)


def words_of(message: Message, thread: ContentKey) -> str:
    """One message, for the desk. What came by text was sealed to the desk's own key.

    Raises CannotOpen.
    """
    where = place(message.id, "message.body")
    if message.key_id is not None:
        return current_keyring().open_box(message.key_id, message.body, where)
    return thread.open(message.body, where)


def _unwrapped(key_id: str | None, blob: bytes | None) -> ContentKey:
    if key_id is None or blob is None:
        raise Erased
    return current_keyring().unwrap(key_id, blob)
