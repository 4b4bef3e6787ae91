"""The demonstration's policy, without the days on which nobody is there: tests run on any day."""

import atexit
import re
import shutil
import tempfile
from functools import cache
from pathlib import Path
from typing import Final

from helpline.embedded.instance import LOGO, PRESET

CLOSED: Final = re.compile(r"^closed_days = .*$", re.MULTILINE)
LONG_PAST: Final = "2000-01-01"


@cache
def open_on_holidays() -> Path:
    """A file, written once, and there until all tests are over."""
    folder = Path(tempfile.mkdtemp(prefix="helpline-policy-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    written, times = CLOSED.subn(f"closed_days = [{LONG_PAST}]", PRESET.read_text())
    assert times == 1
    return with_logo(folder, written)


def with_logo(folder: Path, written: str) -> Path:
    """A policy made from the demonstration's, in this folder, with the logo that it names."""
    shutil.copy(LOGO, folder)
    file = folder / "policy.toml"
    file.write_text(written)
    return file
