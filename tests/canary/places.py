"""Everywhere that a word could have been left behind, as bytes to be searched."""

import json
import re
import subprocess
import zlib
from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from itertools import groupby
from pathlib import Path
from typing import Any, Final

from helpline.embedded.binaries import find_postgres
from helpline.providers.practice.remote import Remote
from tests.memory import environment_in
from tests.running import System

LENGTHS: Final = re.compile(rb"\$(\d+)\r\n")
ALONE: Final = rb"(?<![0-9a-f.])%b(?![0-9a-f])"
"""Six digits stand in many an id, and in fractions of a second."""
BEGINNING: Final = 6
"""Bytes; no trace is shorter."""
SERVERS: Final = ("postgres", "valkey")
"""Programs that are not ours, and were told nothing but where their files are."""
SECRET_FOLDERS: Final = ("keys", "secrets.json", "programs")


class Searcher:
    """Knows a word in clear, as hexadecimal digits and in base64."""

    def __init__(self, words: Iterable[str], *, alone: bool = False) -> None:
        """``alone``: in clear only where it is no part of a longer number."""
        self.by_trace = {trace: word for word in words for trace in _traces(word)}
        in_clear = {word.encode() for word in self.by_trace.values()} if alone else set()
        parts = [ALONE % re.escape(one) for one in in_clear]
        self.pattern = re.compile(b"|".join([*parts, *_alike(self.by_trace.keys() - in_clear)]))

    def found_in(self, place: bytes) -> set[str]:
        return {self.by_trace[match] for match in set(self.pattern.findall(place))}


def _alike(traces: Iterable[bytes]) -> Iterator[bytes]:
    """A pattern for those that begin alike: the rest is tried only where that beginning stands."""
    for begin, some in groupby(sorted(traces), key=lambda trace: trace[:BEGINNING]):
        longest_first = sorted((one[BEGINNING:] for one in some), key=len, reverse=True)
        yield re.escape(begin) + b"(?:" + b"|".join(map(re.escape, longest_first)) + b")"


def everywhere(system: System) -> Iterator[tuple[str, bytes]]:
    """Every place and what is there, one after the other."""
    yield "dump", dump(system)
    yield "valkey's keys", b"\n".join(keys_of(system.valkey()))
    yield from _files(system.folder)
    yield "terminal", system.said.read_bytes()
    yield from outside(system)
    yield from _processes(system)


def dump(system: System) -> bytes:
    """The whole database, as a backup would have it."""
    program = find_postgres().path.with_name("pg_dump")
    done = subprocess.run(
        [program, "--dbname", system.admin_url], capture_output=True, check=True, env={}
    )
    return done.stdout


def outside(system: System) -> Iterator[tuple[str, bytes]]:
    """What left the house: mails, texts, all that the carrier was asked and which of our pages."""
    line = Remote(system.practice)
    left = {"mails": line.mails(), "texts": line.messages(), "carrier": list(line.log())}
    for name, things in left.items():
        yield name, json.dumps(things, ensure_ascii=False).encode()


def keys_of(valkey: Any) -> Iterator[bytes]:  # noqa: ANN401  (its stubs know no bytes)
    """Every key and value, unpacked where RQ packs them."""
    for key in valkey.scan_iter():
        yield key
        yield from _unpacked(LOOKS[valkey.type(key)](valkey, key))


LOOKS: Final[dict[bytes, Callable[[Any, bytes], Iterable[bytes]]]] = {
    b"none": lambda *_: (),  # its time was up while we looked
    b"string": lambda valkey, key: [valkey.get(key) or b""],
    b"hash": lambda valkey, key: [part for pair in valkey.hgetall(key).items() for part in pair],
    b"list": lambda valkey, key: valkey.lrange(key, 0, -1),
    b"set": lambda valkey, key: valkey.smembers(key),
    b"zset": lambda valkey, key: valkey.zrange(key, 0, -1),
    b"stream": lambda valkey, key: [repr(valkey.xrange(key)).encode()],
}


def _unpacked(values: Iterable[bytes]) -> Iterator[bytes]:
    for value in values:
        yield value
        with suppress(zlib.error):
            yield zlib.decompress(value)


def _files(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Every file of the installation but its secrets; of Valkey's own, each word it was sent."""
    for file in sorted(folder.rglob("*")):
        name = str(file.relative_to(folder))
        if not file.is_file() or name.startswith(SECRET_FOLDERS):
            continue
        with suppress(FileNotFoundError):
            content = file.read_bytes()
            yield name, content
            if name.endswith(".aof"):
                yield f"{name}, unpacked", b"\n".join(_unpacked(_sent(content)))


def _sent(log: bytes) -> Iterator[bytes]:
    for length in LENGTHS.finditer(log):
        yield log[length.end() : length.end() + int(length[1])]


def _processes(system: System) -> Iterator[tuple[str, bytes]]:
    for name, pid in system.pids().items():
        for kind in ("cmdline", "environ"):
            yield f"{kind} of {name}", Path(f"/proc/{pid}/{kind}").read_bytes()
        if name not in SERVERS:
            yield f"settings of {name}", "\n".join(environment_in(pid).values()).encode()


def _traces(word: str) -> Iterator[bytes]:
    plain = word.encode()
    yield plain
    yield plain.hex().encode()
    for shift in range(3):
        # How the letters at both ends look, their neighbours decide: six bits make one letter.
        first, last = -(-shift * 8 // 6), (shift + len(plain)) * 8 // 6
        yield b64encode(b"\0" * shift + plain)[first:last]


def as_sent(job: Any) -> bytes:  # noqa: ANN401  (whatever a queue takes)
    """How RQ packs what it is given."""
    return zlib.compress(json.dumps(job).encode())
