"""The servers that every other test stands on."""

import psycopg
import pytest
import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from tests.servers import Database, Servers


def test_every_login_enters_its_database_with_its_own_password(database: Database) -> None:
    for url in (database.owner, database.public, database.staff, database.partner, database.worker):
        with psycopg.connect(url) as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)


def test_a_wrong_password_opens_nothing(database: Database) -> None:
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(database.staff.replace("secrecy", "use"))


def test_our_logins_cannot_enter_another_database(servers: Servers, database: Database) -> None:
    with pytest.raises(psycopg.OperationalError, match="permission denied for database"):
        psycopg.connect(servers.url("helpline_test", "house"))


def test_valkey_asks_for_its_password(servers: Servers, redis_url: str) -> None:
    redis.Redis.from_url(redis_url).ping()
    place = servers.valkey_url.partition("@")[2]
    stranger = redis.Redis(unix_socket_path=place, retry=Retry(NoBackoff(), 0))
    with pytest.raises(redis.AuthenticationError):
        stranger.ping()
