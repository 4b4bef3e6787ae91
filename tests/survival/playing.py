"""One schedule after the other, against one running house."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from sqlalchemy import Connection, create_engine, text

from helpline import clock
from tests.people import Colleague
from tests.running import System, eventually
from tests.survival.acting import AtADesk, Enquirers, Remembered
from tests.survival.counting import Books
from tests.survival.faults import FAULTS, LONG_FAULT, TEN_SECONDS, stopped
from tests.survival.schedule import Blow, Deed, Schedule

LATER: Final = timedelta(minutes=4)
EVERY: Final = 4
"""So many schedules lie between two moves of the clock."""
LONGEST_PAUSE: Final = timedelta(minutes=16)
"""No failure puts anything off for longer."""
DUE: Final = "SELECT count(*) FROM obligation WHERE state = 'open' AND due_at <= :moment"
UNSENT: Final = "SELECT count(*) FROM outgoing WHERE state IN ('waiting', 'sending')"


@dataclass
class Stage:
    """The house, and the people in it."""

    system: System
    remembered: Remembered
    handler: AtADesk
    cast: dict[str, Enquirers | AtADesk]

    @classmethod
    def of(cls, system: System) -> "Stage":
        remembered = Remembered()
        maria = AtADesk(system, Colleague(system, "maria", "support"), remembered)
        jonas = AtADesk(system, Colleague(system, "jonas", "hotline"), remembered)
        cast: dict[str, Enquirers | AtADesk]
        cast = {"enquirer": Enquirers(system, remembered), "maria": maria, "jonas": jonas}
        return cls(system, remembered, jonas, cast)

    def play(self, schedule: Schedule) -> None:
        """Everybody acts while the blows fall. Raises what stopped somebody from acting."""
        by_person: dict[str, list[Deed]] = {}
        for deed in schedule.deeds:
            by_person.setdefault(deed.who, []).append(deed)
        with ThreadPoolExecutor(8) as pool:
            doings = [
                *(pool.submit(self._strike, blow) for blow in schedule.blows),
                *(pool.submit(self._act, deeds) for deeds in by_person.values()),
            ]
            for doing in doings:
                doing.result()
        if schedule.number % EVERY == EVERY - 1:
            clock.move(LATER)

    def settle(self) -> None:
        """Wait until all that is due was done; what was put off after failures too."""
        assert eventually(self.system.is_well)
        while self.handler.end_one("once"):
            pass
        with self._owner() as owner:
            for _move in range(2):
                clock.move(LONGEST_PAUSE)
                time.sleep(1)  # both sweepers look at the clock twice a second
                assert eventually(lambda: _is_quiet(owner), 60)

    @contextmanager
    def books(self) -> Iterator[Books]:
        with self._owner() as owner:
            yield Books.of(self.system, owner)

    def _strike(self, blow: Blow) -> None:
        time.sleep(blow.at)
        fault = stopped(TEN_SECONDS) if blow.name == LONG_FAULT else FAULTS[blow.name]
        fault(self.system)

    def _act(self, deeds: list[Deed]) -> None:
        for deed in deeds:
            self.cast[deed.who].do(deed)

    @contextmanager
    def _owner(self) -> Iterator[Connection]:
        """Each look is a transaction of its own."""
        url = self.system.owner_url.replace("postgresql://", "postgresql+psycopg://", 1)
        engine = create_engine(url, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            yield connection
        engine.dispose()


def _is_quiet(connection: Connection) -> bool:
    """Nothing is due, and nothing is on its way out."""
    undone = connection.scalar(text(DUE), {"moment": clock.now()})
    return not undone and not connection.scalar(text(UNSENT))
