"""Runs one command that cannot outlive the process that started it.

    leash.py PARENT SIGNAL USER GROUP command …

Needs nothing but the standard library, so that it starts in a few milliseconds
and before anything is installed. The kernel forgets a parent-death signal when
the user changes: that is why the user is changed here, and not by who starts us.
USER -1 keeps the user.
"""

import ctypes
import os
import signal
import sys
from typing import Final

PR_SET_PDEATHSIG: Final = 1
PARENT_IS_GONE: Final = 75


def main(arguments: list[str]) -> None:
    parent, death_signal, user, group = (int(word) for word in arguments[:4])
    command = arguments[4:]
    signal.pthread_sigmask(signal.SIG_SETMASK, ())
    for ignored in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(ignored, signal.SIG_DFL)
    library = ctypes.CDLL(None)
    if user >= 0:
        os.setgroups([])
        os.setgid(group)
        os.setuid(user)
    if sys.platform == "linux":
        library.prctl(PR_SET_PDEATHSIG, death_signal, 0, 0, 0)
    if os.getppid() != parent:
        sys.exit(PARENT_IS_GONE)
    os.execv(command[0], command)  # noqa: S606  (no shell is what we want)


if __name__ == "__main__":
    main(sys.argv[1:])
