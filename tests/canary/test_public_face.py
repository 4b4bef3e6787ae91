"""The public face, with all that it was really told, on a full database: it reads nothing."""

from collections.abc import Iterator

import psycopg
import pytest
from nacl.secret import SecretBox
from psycopg.rows import dict_row
from sqlalchemy import LargeBinary

from helpline.db import Model
from helpline.vault import place
from helpline.vault.columns import SealedText
from helpline.vault.derive import subkey
from tests.canary.journey import Journey
from tests.canary.thief import Thief

pytestmark = [pytest.mark.xdist_group("canary"), pytest.mark.timeout(600)]

ITS_OWN = {"HELPLINE_PUBLIC_SECRET_KEY", "HELPLINE_PEPPER", "PASSWORD_PUBLIC"}
SHARED = {"HELPLINE_NUMBER_KEYS", "PRACTICE_SIGNING_SECRET", "PASSWORD_VALKEY"}
"""Checks that a webhook is the carrier's; counts tries of receipts where all processes see them."""


@pytest.fixture(scope="module")
def thief(journey: Journey) -> Thief:
    return Thief(journey.system.environment_of("web"))


def sealed_values(journey: Journey) -> Iterator[tuple[str, bytes, bytes]]:
    """Table and column, the bytes, and the place they are bound to: of the whole database."""
    with psycopg.connect(journey.system.admin_url, row_factory=dict_row) as owner:
        for table in Model.metadata.tables.values():
            sealed = [column.name for column in table.columns if is_sealed(column.type)]
            for row in owner.execute(f'SELECT * FROM "{table.name}"').fetchall():
                for name in sealed:
                    if row[name] is not None:
                        at = f"{table.name}.{name}"
                        yield at, bytes(row[name]), place(row["id"], at)


def is_sealed(kind: object) -> bool:
    """Words, and the keys that they are sealed with."""
    return isinstance(kind, SealedText | LargeBinary)


def test_it_was_told_its_own_secrets_and_no_others(journey: Journey, thief: Thief) -> None:
    told = "\n".join(thief.environment.values())
    known = {name for name, secret in journey.system.secrets.items() if secret in told}

    assert known - {"INSTANCE"} == ITS_OWN | SHARED


def test_it_was_told_of_no_private_key(journey: Journey, thief: Thief) -> None:
    assert not {name for name in thief.environment if "PRIVATE" in name or "PASSPHRASE" in name}
    assert "keys/public" in thief.environment["HELPLINE_PUBLIC_KEYS"]


def test_its_login_takes_no_other_role(thief: Thief) -> None:
    assert thief.roles() == {"public"}


@pytest.mark.parametrize("operator", ["demonstration", "*", ""])
def test_it_reads_no_row_back(thief: Thief, operator: str) -> None:
    readable = {table: count for table, count in thief.rows(operator).items() if count}

    assert readable == {}


@pytest.mark.parametrize("face", ["staff", "worker", "partner", "recovery"])
def test_nothing_it_was_told_opens_a_key_file(journey: Journey, thief: Thief, face: str) -> None:
    folder = journey.system.folder / "keys" / face

    assert list(folder.glob("*.key"))
    assert thief.keyrings(folder) == []


def test_of_a_stolen_copy_of_the_database_it_opens_nothing(journey: Journey, thief: Thief) -> None:
    everything = list(sealed_values(journey))

    assert {at for at, *_ in everything} >= {"message.body", "note.body", "package.body"}
    assert len(everything) > 60
    assert thief.opened((blob, at) for _, blob, at in everything) == []


def test_the_staff_face_would_have_opened_its_keys(journey: Journey) -> None:
    """So these are tries that can succeed."""
    staff = Thief(journey.system.environment_of("staff"))

    assert staff.keyrings(journey.system.folder / "keys" / "staff") != []


def test_what_was_sealed_with_something_it_was_told_would_have_been_opened(thief: Thief) -> None:
    told = thief.environment["HELPLINE_PEPPER"].encode()
    sealed = bytes(SecretBox(subkey(told, "receipt")).encrypt(b"words"))

    assert thief.opened([(sealed, b"")]) == [b"words"]
