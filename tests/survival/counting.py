"""Everything that is kept, opened with the desks' own keys and counted."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

import requests
from sqlalchemy import Connection, Row, Table, select

from helpline.db import Model
from helpline.intake.models import (
    Attachment,
    Call,
    Callback,
    Contact,
    DangerDeclaration,
    Message,
    Voicemail,
)
from helpline.messages.models import Outgoing
from helpline.referrals.models import Package
from helpline.sound import read
from helpline.vault import ContentKey, Keyring, place
from tests.running import System

DESK_KEYS: Final = ("hotline", "advice", "support", "danger")
Rows = list[Row[Any]]


@dataclass(frozen=True)
class Books:
    """The whole database, as its owner and the holder of all keys could read it."""

    connection: Connection
    desks: Keyring
    partners: Keyring

    @classmethod
    def of(cls, system: System, connection: Connection) -> "Books":
        return cls(
            connection,
            _ring(system, "staff", DESK_KEYS),
            _ring(system, "partner", ("partner-bruecke",)),
        )

    def rows(self, model: type[Model], *conditions: Any) -> Rows:  # noqa: ANN401  (SQL)
        table = model.__table__
        assert isinstance(table, Table)
        return list(self.connection.execute(select(table).where(*conditions)))

    def said(self, *, from_us: bool) -> list[str]:
        """The words of every message, opened."""
        threads = self._threads()
        return [
            self._words(row, threads[row.contact_id])
            for row in self.rows(Message, Message.from_us.is_(from_us))
        ]

    def names_to_say(self) -> list[str]:
        threads = self._threads()
        return [
            threads[row.contact_id].open(row.name_to_say, place(row.id, "callback.name_to_say"))
            for row in self.rows(Callback, Callback.name_to_say.is_not(None))
        ]

    def spoken(self) -> list[tuple[Any, str]]:
        """Every message that was left on the phone: its call, and the words noted in its sound."""
        at = "voicemail.sound"
        return [
            (
                row.call_id,
                read(self._key(row).open_bytes(row.sound, place(row.id, at))).notes["words"],
            )
            for row in self.rows(Voicemail, Voicemail.sound.is_not(None))
        ]

    def sent_along(self) -> list[str]:
        """What was sent along with words, opened."""
        threads, at = self._threads(), "attachment.body"
        return [
            threads[row.contact_id].open_file(row.body, place(row.id, at)).decode("latin-1")
            for row in self.rows(Attachment)
        ]

    def calls(self) -> dict[str, Any]:
        """Every call, by the carrier's reference."""
        return {row.carrier_ref: row for row in self.rows(Call)}

    def places_of_danger(self) -> list[str]:
        at = "danger_declaration.where"
        return [
            self._key(row).open(row.where, place(row.id, at))
            for row in self.rows(DangerDeclaration, DangerDeclaration.where.is_not(None))
        ]

    def packages(self) -> list[str]:
        """What partners can open, as it is sealed."""
        return [
            self.partners.unwrap(row.key_id, row.wrapped_key).open(
                row.body, place(row.id, "package.body")
            )
            for row in self.rows(Package)
        ]

    def mails(self, *, danger: bool) -> Rows:
        of_kind = Outgoing.is_danger.is_(danger)
        return self.rows(Outgoing, Outgoing.medium == "mail", of_kind)

    def _words(self, row: Row[Any], thread: ContentKey) -> str:
        """What came by text is sealed to the desk itself."""
        at = place(row.id, "message.body")
        return (
            self.desks.open_box(row.key_id, row.body, at)
            if row.key_id
            else thread.open(row.body, at)
        )

    def _key(self, row: Row[Any]) -> ContentKey:
        return self.desks.unwrap(row.key_id, row.wrapped_key)

    def _threads(self) -> dict[Any, ContentKey]:
        return {
            row.id: self.desks.unwrap(row.desk_key_id, row.thread_for_desk)
            for row in self.rows(Contact)
        }


def arrived(system: System) -> Counter[str]:
    """How often each mail arrived at the practice line's relay, by the id of its row."""
    mails = requests.get(f"{system.practice}/practice/mails", timeout=10).json()["mails"]
    return Counter(mail["message_id"].strip("<>").partition("@")[0] for mail in mails)


def times_of(marks: Iterable[str], texts: Iterable[str]) -> dict[str, int]:
    """How often each mark stands in the texts, where it is not exactly once."""
    everything = list(texts)
    counted = {mark: sum(mark in text for text in everything) for mark in marks}
    return {mark: number for mark, number in counted.items() if number != 1}


def _ring(system: System, face: str, holders: Iterable[str]) -> Keyring:
    passphrase = system.secrets[f"HELPLINE_{face.upper()}_PASSPHRASE"]
    return Keyring.load(system.folder / "keys" / face, passphrase, holders)
