"""The whole house for a test: four applications on one real database, and hands to use them."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from html import unescape
from pathlib import Path
from typing import Any, Final

import pytest
from flask import Flask
from flask.testing import FlaskClient
from nacl.pwhash import argon2id
from redis import Redis
from rq import Queue
from rq.serializers import JSONSerializer
from sqlalchemy import Engine, create_engine, text
from typing_extensions import override
from werkzeug.test import TestResponse

from helpline import app as composition
from helpline import clock, demonstration, queues
from helpline.config import Config
from helpline.db import db, transaction
from helpline.doors import Door, Role, through
from helpline.intake import limits
from helpline.intake.floods import line
from helpline.outbox import sweeping
from helpline.vault import make_holder
from helpline.worker import OneJobWorker
from tests.beginning import Beginning, beginning_in
from tests.policies import open_on_holidays
from tests.servers import Database, Servers

PASSPHRASE: Final = "a passphrase of no secrecy"
OPERATOR: Final = "demonstration"
CSRF: Final = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')
REMEMBERED: Final = (
    *("helpline.told_to_all", "helpline.kept_pages"),  # for some seconds
    *(limits.REMEMBERED, limits.AWAY, line.REMEMBERED),
)
"""What a process knows without asking anybody."""
HOLDERS: Final = (
    "hotline",
    "advice",
    "support",
    "danger",
    "dispatch",
    *(f"partner-{partner.slug}" for partner in demonstration.PARTNERS),
)


@dataclass(frozen=True)
class House:
    """Every face of one installation, and the owner's own way in for looking behind them."""

    public: Flask
    staff: Flask
    partner: Flask
    worker: Flask
    owner: Engine
    clock_file: Path

    def count(self, table: str, where: str = "true") -> int:
        with self.owner.connect() as connection:
            return int(connection.scalar(text(f"SELECT count(*) FROM {table} WHERE {where}")) or 0)

    def rows(self, query: str, **values: object) -> list[Any]:
        with self.owner.connect() as connection:
            return list(connection.execute(text(query), values))

    def change(self, statement: str, **values: object) -> None:
        """``:now`` is the moment on this house's clock, which PostgreSQL does not know."""
        with self.owner.begin() as connection:
            connection.execute(text(statement), {"now": clock.now(), **values})

    def reopen(self, *kinds: str) -> None:
        """What was carried out is owed again, as if a worker had died before it said so."""
        done = "state = 'done' AND kind = ANY(:kinds)"
        assert self.rows(f"SELECT 1 FROM obligation WHERE {done}", kinds=list(kinds))
        again = "state = 'open', lease_until = due_at, nudge_after = due_at"
        self.change(f"UPDATE obligation SET {again} WHERE {done}", kinds=list(kinds))


class BriefWorker(OneJobWorker):
    """For a burst: to begin and end listening for orders would take most of its time."""

    @override
    def subscribe(self) -> None:
        """Nobody stops or suspends it from outside."""


class Visitor(FlaskClient):
    """A browser of staff or partner that fetches a form before it posts it, as browsers do."""

    def submit(
        self, path: str, data: dict[str, Any] | None = None, *, at: str | None = None
    ) -> TestResponse:
        """Load the page at ``at`` (by default ``path``), then post with its token."""
        page = self.get(at or path)
        found = CSRF.search(page.get_data(as_text=True))
        token = unescape(found.group(1)) if found else ""
        return self.post(path, data={"csrf_token": token, **(data or {})})


@pytest.fixture(scope="session")
def keys(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Public and private key folders, made once."""
    folder = tmp_path_factory.mktemp("keys")
    public, private = folder / "public", folder / "private"
    public.mkdir(mode=0o700)
    private.mkdir(mode=0o700)
    for holder in HOLDERS:
        make_holder(public, private, holder, PASSPHRASE)
    return public, private


@pytest.fixture(scope="session")
def password_hash() -> str:
    """Checked like any other. The line names its own cost, and no test asks what guessing costs."""
    password = demonstration.PASSWORD.encode()
    return argon2id.str(password, argon2id.OPSLIMIT_MIN, argon2id.MEMLIMIT_MIN).decode()


@pytest.fixture(scope="session")
def built(
    database: Database,
    redis_url: str,
    keys: tuple[Path, Path],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[House]:
    clock_file = tmp_path_factory.mktemp("clock") / "clock"

    def config(url: str, face: str) -> Config:
        return Config(
            database_url=url,
            redis_url=redis_url,
            secret_key=f"the secret of {face}, at least 32 characters long",
            policy_file=open_on_holidays(),
            public_keys=keys[0],
            private_keys=None if face == "public" else keys[1],
            passphrase=PASSPHRASE,
            pepper="a pepper that is kept outside the database",
            number_keys=("a key for telephone numbers that is kept beside the pepper",),
            carrier_account="AC" + "0" * 32,
            carrier_secret="a carrier secret of no secrecy",
            carrier_api_key="SK" + "0" * 32 if face == "staff" else "",
            carrier_api_secret="a secret as long as the carrier's" if face == "staff" else "",
            carrier_signing_secrets=("a signing secret of no secrecy",),
            carrier_base_url="http://127.0.0.1:9",
            line_number="+493023125100",
            mail_url="smtp://127.0.0.1:9",
            clock_file=clock_file,
            demonstration=True,
        )

    owner = create_engine(database.owner.replace("postgresql://", "postgresql+psycopg://", 1))
    house = House(
        public=composition.public_app(config(database.public, "public")),
        staff=composition.staff_app(config(database.staff, "staff")),
        partner=composition.partner_app(config(database.partner, "partner")),
        worker=composition.worker_app(config(database.worker, "worker")),
        owner=owner,
        clock_file=clock_file,
    )
    for face in (house.staff, house.partner):
        face.test_client_class = Visitor
    # A hint that was given up would be given again in two seconds: nobody here waits so long.
    house.worker.extensions["helpline.redis"] = queues.patient(redis_url)
    yield house
    for face in (house.public, house.staff, house.partner, house.worker):
        with face.app_context():
            db.session.remove()
            db.engine.dispose()
    owner.dispose()
    clock.follow(None)


@pytest.fixture(scope="session")
def beginning(
    built: House,
    servers: Servers,
    database: Database,
    password_hash: str,
    pytestconfig: pytest.Config,
) -> Iterator[Beginning]:
    with beginning_in(servers, database) as beginning:
        moment = datetime.fromisoformat(pytestconfig.getoption("begin")) - timedelta(minutes=1)
        beginning.write(built.owner, demonstration.rows(OPERATOR, moment, password_hash))
        yield beginning


@pytest.fixture(scope="session")
def hints(redis_url: str) -> Iterator[Redis]:
    """Redis as workers reach it, over a connection that stays."""
    with queues.patient(redis_url) as client:
        yield client


@pytest.fixture
def house(
    built: House, beginning: Beginning, hints: Redis, pytestconfig: pytest.Config
) -> Iterator[House]:
    """The house with its made-up people and nothing else in it, where it is ``--begin``."""
    clock.follow(built.clock_file)
    clock.move(datetime.fromisoformat(pytestconfig.getoption("begin")) - clock.now())
    beginning.return_to()
    for remembered in REMEMBERED:
        built.public.extensions.pop(remembered, None)
        built.staff.extensions.pop(remembered, None)
    yield built
    built.clock_file.unlink(missing_ok=True)
    hints.flushdb()


@pytest.fixture
def public(house: House) -> FlaskClient:
    """A browser of somebody outside; it keeps cookies, and should be given none."""
    return house.public.test_client()


@pytest.fixture
def staff(house: House) -> Callable[..., Visitor]:
    """Sign in as a made-up member of staff, at one desk."""

    def staff(username: str, desk: str | None = None) -> Visitor:
        visitor = _signed_in(house.staff, username)
        if desk is not None:
            # The same token stands on a page that is quickly made.
            assert visitor.submit("/desk", {"desk": desk}, at="/sign-in").status_code == 302
        return visitor

    return staff


@pytest.fixture
def partner(house: House) -> Callable[[str], Visitor]:
    """Sign in as somebody at a partner."""
    return lambda username: _signed_in(house.partner, username)


def _signed_in(face: Flask, username: str) -> Visitor:
    visitor = face.test_client()
    assert isinstance(visitor, Visitor)
    answer = visitor.submit("/sign-in", {"username": username, "password": demonstration.PASSWORD})
    assert answer.status_code == 302, answer.get_data(as_text=True)
    return visitor


@pytest.fixture
def settle(house: House, hints: Redis) -> Callable[[], int]:
    """Carry out all that is due, through the real queue and a real worker; returns how much."""

    def settle() -> int:
        done = 0
        for _ in range(20):
            with house.worker.app_context():
                due = sweeping.sweep()
                db.session.remove()
            if due == 0:
                break
            done += due
            with house.worker.app_context():
                names = [
                    Queue(name, connection=hints, serializer=JSONSerializer)
                    for name in queues.QUEUES
                ]
                BriefWorker(names, connection=hints, serializer=JSONSerializer).work(
                    burst=True, logging_level="ERROR"
                )
        return done

    return settle


@pytest.fixture
def move_clock(house: House) -> Callable[[timedelta], None]:
    """Move the clock of every process ahead."""

    def move_clock(by: timedelta) -> None:
        clock.move(by)

    return move_clock


@contextmanager
def inside(
    face: Flask, role: Role, *, call: str | None = None, mailbox: bytes | None = None
) -> Iterator[None]:
    """Act in a face through a door, in one transaction: for tests below the pages."""
    with face.app_context():
        with through(Door(role, OPERATOR, call=call, mailbox=mailbox)), transaction():
            yield
        db.session.remove()
