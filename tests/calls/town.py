"""A town that calls: a house and its carrier in one process, where no time is waited for."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any, Final

from sqlalchemy import select

from helpline import clock
from helpline.db import db
from helpline.doors import through
from helpline.outbox import Obligation, carrying
from helpline.outbox.models import State
from helpline.policy import Policy
from helpline.providers import carrier_for, mailer_for
from helpline.providers.practice.call import Call
from helpline.providers.practice.calling import Caller, call_in
from helpline.providers.practice.exchange import Exchange, Habit
from helpline.providers.practice.house import PracticeLine, open_line
from helpline.providers.practice.messages import come_in
from helpline.providers.practice.ringing import pick_up
from helpline.providers.practice.setup import Setup
from helpline.providers.practice.undocumented import Undocumented
from tests.calls.wsgi import InProcess
from tests.house import House

PUBLIC: Final = "http://line.example"
REST: Final = "http://127.0.0.1:1"
CONFIG: Final = "helpline.config"
PATIENCE_SECONDS: Final = 20.0


@dataclass
class Town:
    house: House
    line: PracticeLine
    calls: list[Call] = field(default_factory=list)
    step: timedelta = timedelta(seconds=3)
    """How much time passes between two looks at what is due."""

    @property
    def exchange(self) -> Exchange:
        return self.line.exchange

    def call(self, keys: str = "", sender: str = "+12025550123", **more: object) -> Call:
        """``more``: mind, says, language; see Caller."""
        call = call_in(self.exchange, replace(Caller(sender, keys), **more))  # type: ignore[arg-type]
        self.calls.append(call)
        return call

    def habit(self, who: str, then: str, keys: str = "", seconds: float = 0) -> None:
        self.exchange.habits[f"client:{who}"] = Habit(then, keys, seconds)

    def text_in(self, sender: str, words: str) -> None:
        come_in(self.exchange, sender, words)

    def heard(self, call: Call) -> str:
        """Everything, in order."""
        return "\n".join(line.words for line in call.heard)

    def last(self, call: Call) -> str:
        """The last words."""
        return "\n".join(line.words for line in call.heard[-4:])

    def row(self, call: Call) -> dict[str, Any]:
        """The call as the house remembers it; empty before it was answered."""
        rows = self.house.rows("SELECT * FROM call WHERE carrier_ref = :sid", sid=call.sid)
        return rows[0]._asdict() if rows else {}

    def count(self, table: str, where: str = "true") -> int:
        return self.house.count(table, where)

    def is_waiting(self, call: Call) -> bool:
        return self.row(call).get("state") == "waiting"

    def talks_with(self, call: Call, who: str) -> bool:
        return bool(call.conference) and f"joined with client:{who}" in self.heard(call)

    def legs_of(self, who: str) -> list[Call]:
        calls = list(self.exchange.calls.values())
        return [one for one in calls if one.to == f"client:{who}"]

    def leg_of(self, who: str) -> Call:
        """The newest."""
        return self.legs_of(who)[-1]

    def ringing(self, who: str) -> list[Call]:
        return [one for one in self.legs_of(who) if one.status == "ringing"]

    def answer(self, who: str, keys: str) -> None:
        for leg in self.ringing(who):
            pick_up(self.exchange, leg, keys)

    def settle(self) -> None:
        """Let everything arrive and be done that is on its way."""
        self.exchange.courier.settle()
        while self.work():
            self.exchange.courier.settle()

    def work(self) -> int:
        """Carry out what is due, as the workers do; danger first."""
        done = 0
        with self.house.worker.app_context():
            for obligation in _due():
                done += carrying.carry_out(obligation)
                db.session.remove()
            db.session.remove()
        return done

    def until(self, true: Callable[[], bool], patience: float = PATIENCE_SECONDS) -> None:
        """Let the house work and time pass until this is so."""
        last = time.monotonic() + patience
        while not true():
            assert time.monotonic() < last, self.shown()
            if not self.work():
                time.sleep(0.01)
            # No more time passes than reports need on their way.
            self.exchange.courier.settle()
            clock.move(self.step)

    def shown(self) -> str:
        lines = [f"seed {self.exchange.faults.seed}"]
        for call in self.calls:
            if not call.is_over:
                lines.append(f"{call.sender} {call.status} {call.queue} {call.conference}")
                lines += [f"    {one.kind:5} {one.words}" for one in call.heard[-12:]]
        return "\n".join(lines)


def _due() -> list[Any]:
    moment = clock.now()
    query = select(Obligation.id).where(
        Obligation.state == State.OPEN,
        Obligation.due_at <= moment,
        Obligation.lease_until <= moment,
    )
    with through(carrying.WORKER):
        found = list(db.session.scalars(query.order_by(Obligation.queue, Obligation.due_at)))
    db.session.remove()
    return found


@contextmanager
def built_town(house: House, undocumented: Undocumented) -> Iterator[Town]:
    config = house.worker.extensions[CONFIG]
    setup = Setup(
        account=config.carrier_account,
        secret=config.carrier_secret,
        signing_secret=config.carrier_signing_secrets[0],
        public_base_url=PUBLIC,
        number=config.line_number,
        voice_path="/voice/incoming#rt=5000&rc=2&rp=ct,rt,5xx",
        fallback_path="/voice/fallback",
        status_path="/voice/status",
        text_path="/voice/text",
        pace=0,
        tick_seconds=1.0,
        undocumented=undocumented,
    )
    line = open_line(setup, port=0, mail_port=0, ways={PUBLIC: InProcess(house.public)})
    with _connected(house, line):
        line.exchange.habits[duty_number(house)] = Habit("never")
        yield Town(house, line)
        for call in list(line.exchange.calls.values()):
            line.exchange.become(call, "completed")
        _join_threads(line)
        line.exchange.courier.settle()
    line.mail.stop()
    line.web.server_close()


def duty_number(house: House) -> str:
    """The phone that is rung when all else is broken."""
    policy: Policy = house.public.extensions["helpline.policy"]
    return policy.danger.duty_number


def _join_threads(line: PracticeLine) -> None:
    """Each call has told us of its end, and given its connection back."""
    for thread in threading.enumerate():
        if thread.name in line.exchange.calls:
            thread.join(5)


@contextmanager
def _connected(house: House, line: PracticeLine) -> Iterator[None]:
    names = (CONFIG, "helpline.carrier", "helpline.mailer")
    faces = (house.public, house.worker)
    before = [{name: face.extensions.get(name) for name in names} for face in faces]
    for face in faces:
        config = replace(
            face.extensions[CONFIG],
            public_base_url=PUBLIC,
            carrier_base_url=REST,
            mail_url=line.mail_url,
        )
        carrier = carrier_for(config)
        vars(carrier)["_http"].session.mount(REST, InProcess(line.web.app))
        connected = {CONFIG: config, "helpline.carrier": carrier}
        connected["helpline.mailer"] = mailer_for(config)
        face.extensions.update(connected)
    yield
    for face, kept in zip(faces, before, strict=True):
        face.extensions.update(kept)
