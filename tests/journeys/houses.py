"""Houses that stories of one kind share, because each costs seconds to start."""

from collections.abc import Iterator

import pytest

from tests.people import Colleague, Enquirer
from tests.running import System, running_system


@pytest.fixture(scope="session")
def moving() -> Iterator[System]:
    """A house whose clock the stories move on, and never back; phones ring at once.

    Mark its stories with ``pytest.mark.xdist_group("moving")``. None may leave a danger open,
    and none may count on a date: others have been here before.
    """
    with running_system(HELPLINE_PRACTICE_SPEED="0") as house:
        yield house


@pytest.fixture(scope="session")
def ringing() -> Iterator[System]:
    """A house where phones ring in browsers; its stories end with nobody on the line.

    Mark its stories with ``pytest.mark.xdist_group("ringing")``.
    """
    with running_system(HELPLINE_PRACTICE_SPEED="0") as house:
        yield house


@pytest.fixture(scope="session")
def called() -> Iterator[System]:
    """A house that is called by phone. Phones ring there for everybody on duty.

    Mark its stories with ``pytest.mark.xdist_group("phones")``. None may count on a date, on an
    empty queue, or on who is at work.
    """
    with running_system(HELPLINE_PRACTICE_SPEED="0") as house:
        yield house


def at_desk(house: System, name: str, desk: str) -> Colleague:
    """A colleague who has just signed in."""
    colleague = Colleague(house, name, desk)
    colleague.sign_in()
    return colleague


def written_by(house: System, wish: str, worries: str) -> Enquirer:
    """Somebody who has written, and has the receipt."""
    enquirer = Enquirer(house)
    enquirer.write({"wish": wish, "worries": worries, "reach": "mailbox"})
    return enquirer
