"""Where nurseries find what they fork, and signals as they were."""

import signal
from collections.abc import Iterator

import pytest

from helpline.embedded.supervisor import STOPPING
from tests.embedded.forked import MODULES
from tests.running import ROOT


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Where a nursery finds our house, and the modules that it does not know yet."""
    folder = tmp_path_factory.mktemp("modules")
    for name, code in MODULES.items():
        (folder / f"{name}.py").write_text(code)
    return f"{ROOT}:{folder}"


@pytest.fixture(autouse=True)
def signals() -> Iterator[None]:
    """Who has stopped a house, or begun one, does not hear signals as before.

    A run of tests that went on so could be broken off by nobody, and would leave its servers.
    """
    before = {number: signal.getsignal(number) for number in STOPPING}
    blocked = signal.pthread_sigmask(signal.SIG_BLOCK, ())
    yield
    for number, handler in before.items():
        signal.signal(number, handler)
    signal.pthread_sigmask(signal.SIG_SETMASK, blocked)
