"""The demonstration's policy as tests need it: somebody is there on any day, and nobody is slowed.

They fill in whole forms in no time, hundreds of them. What slows floods is tested with the
numbers of the presets (tests/intake/public/test_flooding.py).
"""

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
SLOWED: Final = re.compile(r"^(form_takes_seconds|free_forms|forms_a_minute) = \d+$", re.MULTILINE)
MANY: Final = 1_000_000


@cache
def open_on_holidays() -> Path:
    """A file, written once, and there until all tests are over."""
    folder = Path(tempfile.mkdtemp(prefix="helpline-policy-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    written, times = CLOSED.subn(f"closed_days = [{LONG_PAST}]", PRESET.read_text())
    assert times == 1
    written, times = SLOWED.subn(_unslowed, written)
    assert times == 3
    return with_logo(folder, written)


def with_logo(folder: Path, written: str) -> Path:
    """A policy made from the demonstration's, in this folder, with the logo that it names."""
    shutil.copy(LOGO, folder)
    file = folder / "policy.toml"
    file.write_text(written)
    return file


def _unslowed(term: re.Match[str]) -> str:
    return f"{term[1]} = {0 if term[1] == 'form_takes_seconds' else MANY}"
