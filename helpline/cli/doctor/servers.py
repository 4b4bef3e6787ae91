"""Do the database and Redis answer, and does each process come as who it should?"""

from collections.abc import Iterator
from typing import Final

import psycopg
import redis
from psycopg.errors import LockNotAvailable
from redis.backoff import NoBackoff
from redis.retry import Retry
from sqlalchemy import create_engine
from sqlalchemy.exc import SQLAlchemyError

from helpline import logins, wall
from helpline.cli.doctor.patient import Patient

PATIENCE_SECONDS: Final = 5


def examine(patient: Patient) -> Iterator[str]:
    prefix = patient.known.get("HELPLINE_ROLE_PREFIX", "helpline")
    for face in logins.FACES:
        name = f"HELPLINE_{face.upper()}_DATABASE_URL"
        yield from _login(patient, name, f"{prefix}_{face}")
    yield from _wall(patient, prefix)
    yield from _redis(patient)


def _login(patient: Patient, name: str, login: str) -> Iterator[str]:
    url = patient.known.get(name)
    if not url:
        yield f"{name} is not set. Give it the address that 'helpline db prepare' printed."
        return
    try:
        with psycopg.connect(url, connect_timeout=PATIENCE_SECONDS) as connection:
            yield from _role(connection, name, login)
    except psycopg.Error as error:
        reason = logins.why_not_in(error)
        yield f"{name} does not lead into the database: {reason}. Mend the address or the password."


def _role(connection: psycopg.Connection, name: str, login: str) -> Iterator[str]:
    row = connection.execute(
        "SELECT current_user, rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user"
    ).fetchone()
    user, is_above = row or ("", False)
    if user != login:
        yield f"{name} signs in as {user} and should as {login}: nobody may have another's rights."
    if is_above:
        yield (
            f"{name} signs in as {user}, to whom no wall applies. Take SUPERUSER and BYPASSRLS"
            " from it."
        )
        return
    for member, role in logins.inherited(connection):
        yield (
            f"{member} has all rights of {role} without taking them, and with it {name}. Run"
            " 'helpline db prepare' again, or let whoever granted them revoke them."
        )


def _wall(patient: Patient, prefix: str) -> Iterator[str]:
    """As the owner of the tables; that address may be kept elsewhere."""
    url = patient.known.get("DATABASE_URL")
    if not url:
        patient.unknown.append("the wall in the database (DATABASE_URL, the owner's, is not here)")
        return
    try:
        engine = create_engine(url.replace("postgresql://", "postgresql+psycopg://", 1))
    except SQLAlchemyError:
        yield "DATABASE_URL is no address of a database. Mend it: in a password, @ is written %40."
        return
    try:
        with engine.connect() as connection:
            if differing := wall.drift(connection, prefix):
                yield (
                    f"Rights in the database differ from the written list in {len(differing)}"
                    " places. Run 'helpline db upgrade' as the owner."
                )
    except SQLAlchemyError as error:
        if isinstance(getattr(error, "orig", None), LockNotAvailable):
            patient.unknown.append("the wall in the database (it is busy: try again later)")
            return
        yield (
            f"The tables are not as this version needs them ({type(error).__name__}). Run"
            " 'helpline db upgrade' as the owner (DATABASE_URL)."
        )
    finally:
        engine.dispose()


def _redis(patient: Patient) -> Iterator[str]:
    url = patient.known.get("REDIS_URL")
    if not url:
        yield "REDIS_URL is not set: work waits for a sweeper. Set it to your Redis or Valkey."
        return
    try:
        with redis.Redis.from_url(
            url, socket_connect_timeout=PATIENCE_SECONDS, retry=Retry(NoBackoff(), 0)
        ) as client:
            client.ping()
    except (redis.RedisError, ValueError) as error:
        yield f"Redis does not answer ({type(error).__name__}). Start it, or mend REDIS_URL."
