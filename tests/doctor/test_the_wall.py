"""The doctor compares the rights in a live database, and holds nobody up."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import text

from helpline.cli.doctor.command import examined
from tests.doctor.conftest import Installation


def test_a_right_too_many_in_the_database_is_found(installation: Installation) -> None:
    grant = "GRANT SELECT ON mailbox TO helpline_partner"
    installation.house.change(grant)

    findings = installation.findings()

    installation.house.change(grant.replace("GRANT", "REVOKE").replace(" TO ", " FROM "))
    assert len(findings) == 1
    assert "differ from the written list" in findings[0]


@contextmanager
def holding(installation: Installation, mode: str) -> Iterator[None]:
    """Somebody is at a table that no webhook needs, and takes their time."""
    with installation.house.owner.begin() as connection:
        connection.execute(text(f"LOCK TABLE hotline_disclosure IN {mode} MODE"))
        yield


@pytest.mark.parametrize("mode", ["ACCESS SHARE", "ROW EXCLUSIVE"])
def test_the_wall_is_looked_at_while_others_read_and_write(
    installation: Installation, mode: str
) -> None:
    """A backup reads every table for as long as it runs, and nobody may wait behind us."""
    with holding(installation, mode):
        found = examined(installation.known)

    assert found.wrong == []
    assert not any("the wall" in unknown for unknown in found.unknown)


def test_while_the_tables_are_being_changed_the_doctor_says_that_it_could_not_look(
    installation: Installation,
) -> None:
    with holding(installation, "ACCESS EXCLUSIVE"):
        found = examined(installation.known)

    assert any("the wall in the database (it is busy" in unknown for unknown in found.unknown)
    assert not any("The tables are not" in wrong for wrong in found.wrong)
