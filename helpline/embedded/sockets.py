"""Short places for Unix sockets: their whole path may have 107 bytes."""

import os
import shutil
import tempfile
from pathlib import Path
from typing import Final

from helpline.embedded.account import Account, give

LONGEST_SOCKET: Final = 107
SHORT: Final = "helpline-"


def socket_folder(wanted: Path, name: str, account: Account | None) -> Path:
    """A folder only this account can enter: the wanted one, or a short one under /tmp."""
    fits = len(os.fsencode(wanted / name)) <= LONGEST_SOCKET
    return give(wanted if fits else Path(tempfile.mkdtemp(prefix=SHORT)), account)


def remove_short_folder(folder: Path) -> None:
    """A socket's folder goes with its server, unless it lies beside the data."""
    if folder.parent == Path(tempfile.gettempdir()) and folder.name.startswith(SHORT):
        shutil.rmtree(folder, ignore_errors=True)
