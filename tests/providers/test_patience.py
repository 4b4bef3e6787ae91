"""How long we wait for the carrier: a danger's duty has twice that before another takes it up."""

from collections.abc import Callable
from contextlib import suppress

import pytest
from urllib3 import HTTPConnectionPool
from urllib3.util import Timeout

from helpline.providers import CallGone, Carrier
from helpline.wiring import SOON


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[Timeout]:
    """What each request was given, as it is about to leave."""
    waits: list[Timeout] = []
    urlopen: Callable[..., object] = HTTPConnectionPool.urlopen

    def noted(pool: HTTPConnectionPool, *args: object, **kwargs: object) -> object:
        wait = kwargs["timeout"]
        assert isinstance(wait, Timeout)
        waits.append(wait)
        return urlopen(pool, *args, **kwargs)

    monkeypatch.setattr(HTTPConnectionPool, "urlopen", noted)
    return waits


def test_connecting_and_answering_together_take_no_longer_than_half_a_lease(
    carrier: Carrier, waits: list[Timeout]
) -> None:
    carrier.present("nobody's room")
    with suppress(CallGone):
        carrier.fetch_recording("RE" + "0" * 32)

    assert len(waits) == 2
    for wait in waits:
        assert isinstance(wait.total, float)
        assert 2 * wait.total <= SOON.total_seconds()
        assert wait.connect_timeout == 2
