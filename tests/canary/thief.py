"""What somebody could do who runs code in the public face: its login, and all that it was told."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import psycopg
from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, SealedBox
from nacl.secret import Aead, SecretBox
from psycopg import sql

from helpline.db import Model
from helpline.doors import Role
from helpline.vault import KeyFaults, Keyring
from helpline.vault.derive import subkey
from helpline.vault.holders import key_files

PURPOSES: Final = ("", "receipt", "lookup", "unlock", "token form", "token mailbox", "mailbox")
SIZES: Final = range(24, 1 << 20)
Row = dict[str, Any]


@dataclass(frozen=True)
class Thief:
    """Has the environment of a process, and nothing else."""

    environment: Mapping[str, str]

    def roles(self) -> set[str]:
        """The roles that the login may take."""
        return {role for role in Role if self._tried(f"SET ROLE helpline_{role}")}

    def rows(self, operator: str) -> dict[str, int]:
        """How many rows of each table it can read, with the role that it may take or none."""
        return {table: self._count(table, operator) for table in Model.metadata.tables}

    def keyrings(self, folder: Path) -> list[Keyring]:
        """Key files that open with anything it was told."""
        holders = {key_id.holder for key_id, _ in key_files(folder, "key")}
        opened = []
        for told in self.environment.values():
            with suppress(KeyFaults):
                opened.append(Keyring.load(folder, told, holders))
        return opened

    def opened(self, sealed: Iterable[tuple[bytes, bytes]]) -> list[bytes]:
        """What opens, of bytes and the place they belong to, with every key it can make up."""
        ways = [way for key in self._keys() for way in _ways(key)]
        return list(_opened(sealed, ways))

    def _keys(self) -> set[bytes]:
        told = [value.encode() for value in self.environment.values()]
        made = {subkey(secret, purpose) for secret in told for purpose in PURPOSES}
        hashed = {hashlib.sha256(secret).digest() for secret in told}
        return made | hashed | {secret[:32] for secret in told if len(secret) >= 32}

    def _count(self, table: str, operator: str) -> int:
        name = sql.Identifier(table)
        counted = (
            self._tried(sql.SQL("SELECT count(*) FROM {}").format(name), role, operator)
            for role in (Role.PUBLIC, "")
        )
        return max(counted)

    def _tried(self, query: Any, role: str = "", operator: str = "") -> int:  # noqa: ANN401  (SQL)
        """What a query answers; 0 where it is refused, and where there is nothing."""
        with psycopg.connect(self.environment["DATABASE_URL"]) as connection:
            try:
                connection.execute("SELECT set_config('app.operator', %s, true)", [operator])
                if role:
                    connection.execute(f"SET LOCAL ROLE helpline_{role}")
                cursor = connection.execute(query)
            except psycopg.errors.InsufficientPrivilege:
                return 0
            row = cursor.fetchone() if cursor.description else (1,)
            return int(row[0]) if row else 0


Way = Callable[[bytes, bytes], bytes]


def _ways(key: bytes) -> Iterator[Way]:
    """Everything that a key of 32 bytes could be."""
    yield lambda sealed, _place: SecretBox(key).decrypt(sealed)
    yield lambda sealed, place: Aead(key).decrypt(sealed, place)
    yield lambda sealed, _place: SealedBox(PrivateKey(key)).decrypt(sealed)


def _opened(sealed: Iterable[tuple[bytes, bytes]], ways: Iterable[Way]) -> Iterator[bytes]:
    tried = list(ways)
    for blob, place in sealed:
        for way in tried:
            with suppress(CryptoError, ValueError):
                yield way(blob, place)
