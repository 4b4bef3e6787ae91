"""What stands in the memory of a running process, as the kernel shows it to who started it."""

import ctypes
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

LINE: Final = re.compile(r"([0-9a-f]+)-([0-9a-f]+) (\S+) \S+ \S+ \S+ *(.*)")
WORD: Final = ctypes.sizeof(ctypes.c_void_p)
LONGEST: Final = 1 << 17
"""No variable is longer."""


@dataclass(frozen=True)
class Part:
    """One stretch of addresses."""

    begin: int
    end: int
    rights: str
    file: str


def environment_in(pid: int) -> dict[str, str]:
    """What a process that runs our Python would tell whatever it starts.

    `/proc/PID/environ` shows only what the program was once started with.
    """
    with _memory(pid) as memory:
        words = list(_environment(memory, _where_the_environment_is(pid)))
    return dict(word.split("=", 1) for word in words)


def all_that_was_written(pid: int) -> Iterator[bytes]:
    """Every stretch that a process can write to, its stack and heap among them."""
    with _memory(pid) as memory:
        for part in _parts(pid):
            if part.rights.startswith("rw"):
                with suppress(OSError):  # nothing was put there, or it has gone
                    yield os.pread(memory, part.end - part.begin, part.begin)


def _environment(memory: int, address: int) -> Iterator[str]:
    at = _pointer(memory, address)
    while word := _pointer(memory, at):
        yield os.pread(memory, LONGEST, word).partition(b"\0")[0].decode()
        at += WORD


def _where_the_environment_is(pid: int) -> int:
    """As far from the beginning of its library, or program, as it is in ourselves."""
    ours = ctypes.addressof(ctypes.c_void_p.in_dll(ctypes.CDLL(None), "environ"))
    before = [part for part in _parts(os.getpid()) if part.file and part.begin <= ours]
    file = before[-1].file
    return ours - _begin(os.getpid(), file) + _begin(pid, file)


def _begin(pid: int, file: str) -> int:
    return next(part.begin for part in _parts(pid) if part.file == file)


def _parts(pid: int) -> list[Part]:
    lines = Path(f"/proc/{pid}/maps").read_text().splitlines()
    found = (match.groups() for match in map(LINE.match, lines) if match)
    return [Part(int(begin, 16), int(end, 16), rights, file) for begin, end, rights, file in found]


def _pointer(memory: int, address: int) -> int:
    return int.from_bytes(os.pread(memory, WORD, address), "little")


@contextmanager
def _memory(pid: int) -> Iterator[int]:
    memory = os.open(f"/proc/{pid}/mem", os.O_RDONLY)
    try:
        yield memory
    finally:
        os.close(memory)
