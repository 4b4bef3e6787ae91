"""Where nurseries find what they fork."""

import pytest

from tests.embedded.forked import MODULES
from tests.running import ROOT


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Where a nursery finds our house, and the modules that it does not know yet."""
    folder = tmp_path_factory.mktemp("modules")
    for name, code in MODULES.items():
        (folder / f"{name}.py").write_text(code)
    return f"{ROOT}:{folder}"
