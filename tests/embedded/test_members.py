"""How the faces are started."""

import http.client
import time

import pytest

from helpline.embedded import told
from helpline.embedded.members import KINDS
from tests.running import System, eventually

pytestmark = pytest.mark.xdist_group("system")


def test_a_console_that_looks_every_two_seconds_keeps_its_connection(system: System) -> None:
    """One that is closed just as the next request comes loses it."""
    assert eventually(system.is_well)
    connection = http.client.HTTPConnection("127.0.0.1", int(system.ports["STAFF_PORT"]))
    connection.request("GET", "/healthz")
    connection.getresponse().read()
    assert connection.sock, "closed at once"

    time.sleep(3)

    connection.request("GET", "/healthz")
    assert connection.getresponse().status == 200
    connection.close()


@pytest.mark.parametrize("name", KINDS)
def test_what_an_operator_says_about_memory_reaches_every_process(name: str) -> None:
    house = {"MALLOC_ARENA_MAX": "2", "MALLOC_OF_NOBODY": "1"}

    assert told.told(KINDS[name].part, house) == {"MALLOC_ARENA_MAX": "2"}
