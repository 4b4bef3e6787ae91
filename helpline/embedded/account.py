"""Whose account the servers run under: PostgreSQL refuses to be root."""

import os
import pwd
import stat
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

NOBODY: Final = "nobody"
ONLY_OURS: Final = 0o700


@dataclass(frozen=True, slots=True)
class Account:
    """A user that is not us."""

    user: int
    group: int

    @classmethod
    def for_servers(cls) -> Self | None:
        """Nobody's account when we are root; otherwise None, and servers run as ourselves."""
        if os.geteuid() != 0:
            return None
        entry = pwd.getpwnam(NOBODY)
        return cls(entry.pw_uid, entry.pw_gid)


def give(folder: Path, account: Account | None) -> Path:
    """Make a folder that only this account (and root) can enter."""
    folder.mkdir(parents=True, exist_ok=True, mode=ONLY_OURS)
    folder.chmod(ONLY_OURS)
    if account is not None:
        os.chown(folder, account.user, account.group)
    return folder


def may_enter(folder: Path) -> bool:
    """Whether another account gets as far as this folder."""
    way = (folder.resolve(), *folder.resolve().parents)
    return all(step.stat().st_mode & stat.S_IXOTH for step in way)


def may_run(binary: Path, account: Account | None) -> bool:
    """Whether this account can start the program. Tried, not guessed."""
    if account is None:
        return os.access(binary, os.X_OK)
    try:
        tried = subprocess.run(  # noqa: S603  (a program that we found ourselves)
            [binary, "--version"],
            user=account.user,
            group=account.group,
            extra_groups=[],
            cwd="/",
            env={},
            capture_output=True,
            check=False,
        )
    except PermissionError:
        return False
    return tried.returncode == 0
