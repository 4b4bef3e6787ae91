"""What an administrator without superuser rights sets up, once or many times.

Roles belong to the whole server, so each parallel worker has its own prefix.
"""

import os
from collections.abc import Iterator
from itertools import product

import psycopg
import pytest
from psycopg import errors, sql

from helpline.cli.doctor.patient import Patient
from helpline.cli.doctor.servers import examine
from helpline.doors import Role
from helpline.logins import (
    DESK_ROLES,
    FACES,
    LOGINS,
    OF_ONE_DESK,
    NotOurs,
    prepare,
    why_not_in,
)
from tests.servers import PASSWORD, Database, Servers, drop_database

NUMBER = os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")  # noqa: TID251
PREFIX = f"second{NUMBER}"
DATABASE = f"second house {NUMBER}"


@pytest.fixture(scope="module")
def administrator(servers: Servers) -> Iterator[str]:
    """Address of a login that may make roles and databases, and is no superuser."""
    name = f"administrator_{NUMBER}"
    with psycopg.connect(servers.admin_url, autocommit=True) as root:
        root.execute(
            sql.SQL("CREATE ROLE {} LOGIN CREATEROLE CREATEDB PASSWORD {}").format(
                sql.Identifier(name), PASSWORD
            )
        )
    yield servers.url(name, "postgres")
    with psycopg.connect(servers.admin_url, autocommit=True) as root:
        root.execute(sql.SQL("DROP OWNED BY {} CASCADE").format(sql.Identifier(name)))


@pytest.fixture(scope="module")
def second_house(servers: Servers, administrator: str) -> Iterator[str]:
    """A second installation on the same server, prepared twice."""
    prepare(administrator, DATABASE, PREFIX, dict.fromkeys(LOGINS, PASSWORD))
    prepare(administrator, DATABASE, PREFIX)
    yield DATABASE
    drop_database(servers, DATABASE)


def as_login(servers: Servers, login: str, database: str) -> psycopg.Connection:
    return psycopg.connect(servers.url(f"{PREFIX}_{login}", database), autocommit=True)


def test_preparing_again_makes_nothing_new(administrator: str, second_house: str) -> None:
    assert prepare(administrator, DATABASE, PREFIX) == []


def test_the_roles_of_the_wall_and_of_the_server_are_the_same() -> None:
    assert {role.value for role in Role} == {*FACES, *DESK_ROLES}


def test_no_login_inherits_what_a_desk_may_do(servers: Servers, second_house: str) -> None:
    granted = memberships(servers, PREFIX)

    desks = {f"{PREFIX}_{desk}" for desk in DESK_ROLES}
    of_all = set(product(desks, [f"{PREFIX}_staff", f"{PREFIX}_worker"]))
    of_one = {
        (f"{PREFIX}_{role}", f"{PREFIX}_{login}")
        for login, desk in OF_ONE_DESK.items()
        for role in (desk, "danger")
    }
    assert {(role, member) for role, member, _ in granted} == of_all | of_one
    assert not any(inherited for _, _, inherited in granted)


def memberships(servers: Servers, prefix: str) -> list[tuple[str, str, bool]]:
    """Role, member, and whether it inherits."""
    with psycopg.connect(servers.admin_url) as root:
        # Since 16 each grant says it for itself; before, the login said it for all.
        of_the_grant = root.info.server_version >= 160000
        inherits = "inherit_option" if of_the_grant else "rolinherit"
        return root.execute(
            f"SELECT roleid::regrole::text, member::regrole::text, {inherits}"
            " FROM pg_auth_members JOIN pg_roles ON pg_roles.oid = member"
            " WHERE roleid::regrole::text LIKE %(ours)s"
            " AND member::regrole::text LIKE %(ours)s",
            {"ours": f"{prefix}_%"},
        ).fetchall()


def test_roles_that_somebody_made_beforehand_inherit_nothing_afterwards(
    servers: Servers, administrator: str
) -> None:
    prefix, name = f"before{NUMBER}", f"house made before {NUMBER}"
    with psycopg.connect(administrator, autocommit=True) as admin:
        for role in (*LOGINS, *DESK_ROLES):
            admin.execute(f"CREATE ROLE {prefix}_{role} LOGIN")
        admin.execute(f"GRANT {prefix}_hotline TO {prefix}_staff")
    assert any(inherited for _, _, inherited in memberships(servers, prefix))

    prepare(administrator, name, prefix)
    drop_database(servers, name)

    assert not any(inherited for _, _, inherited in memberships(servers, prefix))
    with psycopg.connect(servers.admin_url) as root:
        like = f"{prefix}_%"
        heirs = root.execute(
            "SELECT rolname FROM pg_roles WHERE rolinherit AND rolname LIKE %s", [like]
        )
        assert heirs.fetchall() == [(f"{prefix}_owner",)]


def test_the_doctor_names_a_login_that_inherits(
    servers: Servers, administrator: str, second_house: str
) -> None:
    url = servers.url(f"{PREFIX}_staff", second_house)
    patient = Patient({"HELPLINE_ROLE_PREFIX": PREFIX, "HELPLINE_STAFF_DATABASE_URL": url})
    with psycopg.connect(administrator, autocommit=True) as admin:
        if admin.info.server_version >= 160000:
            admin.execute(f"GRANT {PREFIX}_hotline TO {PREFIX}_staff WITH INHERIT TRUE")
        else:
            admin.execute(f"ALTER ROLE {PREFIX}_staff INHERIT")

    before = " ".join(examine(patient))
    prepare(administrator, DATABASE, PREFIX)
    after = " ".join(examine(patient))

    assert f"{PREFIX}_staff has all rights of {PREFIX}_hotline without taking them" in before
    assert "has all rights of" not in after


def is_meant(login: str, role: str) -> bool:
    """Each login has its own role; a staff login the roles of its desks as well."""
    if login in OF_ONE_DESK:
        return role in {login, OF_ONE_DESK[login], "danger"}
    return role == login or (role in DESK_ROLES and login in {"staff", "worker"})


@pytest.mark.parametrize(
    ("login", "role"), list(product((*FACES, *OF_ONE_DESK), (*LOGINS, *DESK_ROLES)))
)
def test_a_login_takes_its_own_role_and_its_desks_and_no_other(
    servers: Servers, second_house: str, login: str, role: str
) -> None:
    take = sql.SQL("SET ROLE {}").format(sql.Identifier(f"{PREFIX}_{role}"))
    with as_login(servers, login, second_house) as connection:
        if is_meant(login, role):
            connection.execute(take)
        else:
            with pytest.raises(errors.InsufficientPrivilege):
                connection.execute(take)


def test_a_face_makes_no_tables(servers: Servers, second_house: str) -> None:
    for login in FACES:
        with (
            as_login(servers, login, second_house) as connection,
            pytest.raises(errors.InsufficientPrivilege),
        ):
            connection.execute("CREATE TABLE secret_door (id int)")


def test_the_owner_makes_tables_and_no_roles(servers: Servers, second_house: str) -> None:
    with as_login(servers, "owner", second_house) as owner:
        owner.execute("CREATE TABLE room (id int)")
        owner.execute("DROP TABLE room")
        with pytest.raises(errors.InsufficientPrivilege):
            owner.execute("CREATE ROLE secret_door")
        with pytest.raises(errors.InsufficientPrivilege):
            owner.execute(f"GRANT {PREFIX}_danger TO {PREFIX}_public")


def test_two_installations_do_not_enter_each_other(servers: Servers, second_house: str) -> None:
    with pytest.raises(psycopg.OperationalError, match="permission denied for database"):
        psycopg.connect(servers.url("helpline_staff", second_house))


def test_a_database_of_somebody_else_is_left_alone(servers: Servers, administrator: str) -> None:
    with pytest.raises(NotOurs, match="belongs to helpline_owner"):
        prepare(administrator, "house", PREFIX)


def test_passwords_reach_the_server_as_verifiers_only(servers: Servers, second_house: str) -> None:
    with psycopg.connect(servers.admin_url) as root:
        kept = root.execute(
            "SELECT rolpassword FROM pg_authid WHERE rolname LIKE %s AND rolcanlogin",
            [f"{PREFIX}_%"],
        ).fetchall()
    assert len(kept) == len(LOGINS)
    assert all(verifier.startswith("SCRAM-SHA-256$") for (verifier,) in kept)


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://somebody:not@kept-apart@127.0.0.1/house",
        "postgresql://somebody:not%kept-apart@127.0.0.1/house",
        "postgres//somebody:not-kept-apart@127.0.0.1/house",
        "host=127.0.0.1 password=not kept-apart",
    ],
)
def test_why_nobody_was_let_in_repeats_nothing_of_an_address_that_cannot_be_read(url: str) -> None:
    with pytest.raises(psycopg.Error) as failed:
        psycopg.connect(url, connect_timeout=2)

    assert "kept-apart" in str(failed.value), "so the driver's own words are no use"
    assert "kept-apart" not in why_not_in(failed.value)


def test_why_nobody_was_let_in_is_said_in_the_servers_own_words(
    servers: Servers, database: Database
) -> None:
    with pytest.raises(psycopg.Error) as refused:
        psycopg.connect(servers.url("nobody_here", database.name))
    with pytest.raises(psycopg.Error) as away:
        psycopg.connect("postgresql://somebody@127.0.0.1:9/house")

    assert "nobody_here" in why_not_in(refused.value)
    assert why_not_in(away.value) == "Connection refused"
